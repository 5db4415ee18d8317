"""Clauses: where one begins, and which of them ask. Their likeliest cut into questions is tested with whole replies."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dialogue import Bot
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.segmentation import JOINERS, MOST_CLAUSES, cut, segmented
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms
from bot.nlu.utterance import UtteranceParser
from tests.bot.dialogue.talking import answered

PARSER = UtteranceParser(SpellCorrector(["swelling", "bruising"]), Synonyms())


def texts(message: str, only_asked: bool = False) -> list[str]:
    """Return the words of the clauses of `message`."""
    parsed = PARSER.parse(message)
    return [
        " ".join(parsed.words[clause.first : clause.end]) for clause in cut(parsed) if clause.asks or not only_asked
    ]


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Does it hurt?", ["does it hurt"]),
        ("Does it hurt and how much does it cost?", ["does it hurt", "how much does it cost"]),
        ("does it hurt, how long does it take", ["does it hurt", "how long does it take"]),
        ("what is it where does it go how many do I need", ["what is it", "where does it go", "how many do i need"]),
        ("My mum had it done. Is it safe?", ["is it safe"]),
        ("I had it last year.", []),
        ("My boss has had it done.", []),
        ("with the other one am I back at work sooner", ["with the other one am i back at work sooner"]),
        ("I wonder if my gran could have it.", ["i wonder if my gran could have it"]),
        ("is it safe or is it risky", ["is it safe or is it risky"]),
        ("hi, so how does it work", ["how does it work"]),
        ("I would like to know how it works", ["i would like to know how it works"]),
        ("what is it\nand is it safe", ["what is it", "is it safe"]),
        ("the laser, who invented it and for what", ["who invented it", "for what"]),
        ("Numbing? Is it sore, the numbing?", ["numbing", "is it sore"]),
        ("", []),
    ],
)
def test_the_clauses_that_ask(message: str, asked: list[str]) -> None:
    assert texts(message, only_asked=True) == asked


def test_what_is_listed_is_cut_too() -> None:
    assert texts("swelling + bruising, n then the risks") == ["swelling", "bruising", "the risks"]


@given(st.text("abc how is it, and.?!;\n ", max_size=80))
@example("b;sois")  # "so is", written as one word
def test_every_token_is_in_one_clause_or_joins_two(message: str) -> None:
    words = [word for text in texts(message) for word in text.split()]
    assert [word for word in words if word not in JOINERS] == [
        word for word in PARSER.parse(message).words if word not in JOINERS
    ]


def test_a_message_is_cut_into_so_many_clauses_at_most_and_nothing_of_it_is_lost() -> None:
    found = texts("is it? " * 100)
    assert len(found) == MOST_CLAUSES
    assert sum(len(text.split()) for text in found) == 200


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("the risks of it. is it safe?", ["the risks of it", "is it safe"]),
        (
            f"the risks of it. is it safe {'truly very ' * 9}",
            [f"is it safe {'truly very ' * 9}".strip()],
        ),  # a list is short
        ("is it safe? does it hurt?", ["is it safe", "does it hurt"]),
        (f"is it safe? does it hurt {'truly very ' * 40}", ["is it safe"]),  # no question is so long
    ],
)
def test_which_stretches_are_read_as_questions(assistant: Bot, message: str, read: list[str]) -> None:
    utterance, intent = PARSER.parse(message), assistant.knowledge.intents["laser-safety"]
    clauses, found = cut(utterance), []

    def reader(first: int, end: int, _: Interpretation | None) -> None:
        found.append(" ".join(utterance.words[first:end]))

    segmented(Interpretation(utterance, intent, 0.1), clauses, reader)
    assert found == read


def test_the_question_at_the_end_of_a_story_is_found(assistant: Bot) -> None:
    story = (
        "Hello there, my sister got married in June and looked lovely, and I have been thinking about my own legs since"
        " then, as we go to the sea every summer with the children. Does mesotherapy reduce cellulite?"
    )
    assert answered(assistant.reply(story)) == ["mesotherapy-cellulite"]


def test_two_things_named_in_one_short_request_are_both_answered(assistant: Bot) -> None:
    reply = assistant.reply("side effects and price")
    assert [answer.intent for answer in reply.answers] == ["mesotherapy-side-effects"]
    assert assistant.knowledge.clinic.phone in reply.text


@pytest.mark.parametrize(
    ("message", "intents"),
    [
        # Both parts are of the same kind as the whole: each is still a question of its own.
        ("how is liposuction done, and what are its risks", "liposuction-what liposuction-risks"),
        # A list whose words do not ask, a question that a conjunction alone begins, and one that "to know" leads to.
        ("prep for mesotherapy + usual number of sessions", "mesotherapy-preparation mesotherapy-session-count"),
        ("who came up with mesotherapy and is it approved", "mesotherapy-history mesotherapy-approval"),
        ("I want to know does mesotherapy hurt and I want to know how deep the needles go", "pain depth"),
        # As it is typed on a phone, in a hurry.
        ("dose it hurt n how long til i look normal again??", "pain bruising-swelling-timing"),
        # What is told goes with the question after it, not with the one before.
        ("How deep do the needles go? And there may be redness, when is it gone?", "depth bruising-swelling-timing"),
    ],
)
def test_each_question_of_a_message_is_answered(assistant: Bot, message: str, intents: str) -> None:
    reply = assistant.reply(message)
    assert len(reply.answers) == 2
    for found, wanted in zip(reply.intents, intents.split(), strict=True):
        assert found.endswith(wanted)


@pytest.mark.parametrize(
    "message",
    [
        "is mesotherapy for the face only or for the body too",
        "what is the difference between mesotherapy and liposuction",
        "can you treat my arms and my belly in one go",
    ],
)
def test_one_question_with_two_sides_stays_one(assistant: Bot, message: str) -> None:
    assert len(assistant.reply(message).intents) == 1
