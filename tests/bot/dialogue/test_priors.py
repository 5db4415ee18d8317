"""What a dialogue says of a question before it is read."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.priors import is_self_contained
from bot.text import normalise, tokens
from tests.bot.dialogue.talking import talk


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("is it safe", False),
        ("and the bruising", False),
        ("how long does that usually take", False),
        ("so would that be the same for me then or not", False),
        ("which needles do doctors use for mesotherapy in clinics", True),
        ("how do I get red wine out of a white satin dress", True),
    ],
)
def test_a_question_that_is_clear_by_itself(message: str, expected: bool) -> None:
    assert is_self_contained(tokens(normalise(message))) is expected


def test_what_nobody_has_said_yet_is_not_doubted(assistant: Bot) -> None:
    first = "My friend swears it works on frown lines, but has any trial really shown that?"
    assert assistant.reply(first).kind is Kind.ANSWER
    assert assistant.reply("are you sure").kind is Kind.SMALLTALK


@pytest.mark.parametrize(
    "question",
    [
        "how do I get candle wax out of a velvet cushion",
        "which bus goes to the railway museum on sundays",
        "could you recommend a decent plumber near the harbour",
    ],
)
def test_a_question_on_something_else_is_not_taken_for_one_on_what_was_spoken_of(assistant: Bot, question: str) -> None:
    assert talk(assistant, "How long is recovery after mesotherapy?", question)[-1].kind is not Kind.ANSWER


@pytest.mark.parametrize(
    ("before", "after", "intent"),
    [
        ("When do bruises peak?", "and gone by which day?", "mesotherapy-bruising-swelling-timing"),
        ("does mesotherapy last", "sorry, I'd swim in the sea. is that long?", "mesotherapy-results-duration"),
        # A question that is clear by itself leans on it, too, if less.
        (
            "How long do mesotherapy results last?",
            "do people usually book another course when winter comes",
            "mesotherapy-top-up",
        ),
        (
            "What are the risks of liposuction?",
            "how many weeks until runners usually train again",
            "liposuction-recovery",
        ),
        # What is said around it is talk, and may be all that the whole of it is like.
        (
            "What is liposuction?",
            "oops sorry, battery trouble. does the fat come back",
            "liposuction-permanent",
        ),
    ],
)
def test_what_is_asked_next_may_stand_in_the_last_answer(assistant: Bot, before: str, after: str, intent: str) -> None:
    reply = assistant.last_reply([before, after])
    assert (reply.intents or reply.offered)[0] == intent
