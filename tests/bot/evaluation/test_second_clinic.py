"""A second clinic on its first day: an ear clinic with five examples an intent, and what it gets at once."""

from __future__ import annotations

import pytest

from bot.dialogue import Bot
from tests.clinic import DATA

pytestmark = pytest.mark.slow  # it learns a clinic together with the language pack

CLINIC = DATA / "ear" / "clinic"


@pytest.fixture(scope="module")
def bot() -> Bot:
    return Bot.load(CLINIC, ["k" * 32])


def test_every_intent_has_five_examples_and_nothing_more(bot: Bot) -> None:
    own = [intent for intent in bot.knowledge.intents.values() if intent.place.path.parent == CLINIC]
    assert own
    assert {len(intent.examples) for intent in own} == {5}


@pytest.mark.parametrize(
    ("question", "intent", "said"),
    [
        ("phone number", "contact-details", "+44 20 7946 0123"),
        ("when are you open", "opening-hours", "Thursday"),
        ("parking", "parking", "four free spaces"),
        ("book", "booking", "https://quiet-ear.example/book"),
    ],
)
def test_what_clinic_yaml_says_is_answered_at_once(bot: Bot, question: str, intent: str, said: str) -> None:
    reply = bot.reply(question)
    assert reply.intents == (intent,)
    assert said in reply.text + "".join(action.href for action in reply.actions)
