"""Drafts are learnt as what is not answered yet: they keep their questions from other intents, and are never served."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content import Kind, load_intents
from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from tests.small_clinic import write_small_clinic

DRAFT = """
  - id: laser-driving
    status: draft
    question: Can I drive home after the laser?
    examples:
      - am I allowed to drive myself back
      - do I need someone to fetch me by car
      - steering wheel the same evening
    answer: You can drive after UNREVIEWED hours.
"""
KEYS = ["k" * 32]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_small_clinic(tmp_path_factory.mktemp("clinic"))
    path = folder / "laser.yaml"
    path.write_text(path.read_text(encoding="utf-8") + DRAFT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bot(folder: Path) -> Bot:
    return Bot.load(folder, KEYS)


@pytest.mark.parametrize(
    "message",
    ["Can I drive home after the laser?", "am I allowed to drive myself back", "need someone to fetch me by car?"],
)
def test_what_a_draft_asks_is_not_answered_by_another_nor_served(bot: Bot, message: str) -> None:
    reply = bot.reply(message)
    assert (reply.kind, reply.answers) == (Kind.FALLBACK, ())
    assert reply.reason in (Reason.UNKNOWN, Reason.FEW_EXAMPLES)
    assert "UNREVIEWED" not in str(reply)
    assert "laser-driving" not in (*reply.intents, *reply.offered)


def test_a_phrase_that_is_served_is_not_a_drafts(folder: Path) -> None:
    knowledge = load_intents(folder)
    draft = replace(knowledge.drafts[0], examples=("When can I go back to work?",))
    labels = {label for text, label in replace(knowledge, drafts=(draft,)).examples if "back to work" in text}
    assert labels == {"laser-recovery"}


def test_the_explanation_names_the_draft_and_its_nearest_phrases(bot: Bot) -> None:
    first = bot.explain("someone to fetch me by car").reasons[0]
    assert first.label == "laser-driving"


def test_a_draft_is_served_with_its_phrases_once_it_is_published(folder: Path, tmp_path: Path) -> None:
    text = (folder / "laser.yaml").read_text(encoding="utf-8").replace("    status: draft\n", "")
    text = text.replace("UNREVIEWED hours.", "4 hours.\n    caveats: [ask-doctor]")
    text += "    sources:\n      - {document: leaflet, section: Driving}\n"
    published = write_small_clinic(tmp_path / "clinic")
    (published / "laser.yaml").write_text(text, encoding="utf-8")
    assert Bot.load(published, KEYS).reply("am I allowed to drive myself back").intents == ("laser-driving",)


def test_all_who_learn_learn_the_same(folder: Path) -> None:
    knowledge = load_intents(folder)
    assert set(knowledge.learnt) == {"laser-what", "laser-recovery", "laser-driving"}
    assert [text for text, label in knowledge.examples if label == "laser-driving"] == [
        "Can I drive home after the laser?",
        "am I allowed to drive myself back",
        "do I need someone to fetch me by car",
        "steering wheel the same evening",
    ]
    assert knowledge.learnt["laser-driving"].answer == ""
