"""Clauses: where a question begins, and which of them ask."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dialogue.segmentation import JOINERS, MOST_CLAUSES, clauses
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms
from bot.nlu.utterance import UtteranceParser

PARSER = UtteranceParser(SpellCorrector(["swelling", "bruising"]), Synonyms())


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("Does it hurt?", ["does it hurt?"]),
        ("Does it hurt and how much does it cost?", ["does it hurt", "how much does it cost?"]),
        ("does it hurt, how long does it take", ["does it hurt", "how long does it take"]),
        ("what is it where does it go how many do I need", ["what is it", "where does it go", "how many do i need"]),
        ("My mum had it done. Is it safe?", ["is it safe?"]),
        ("I had it last year.", []),
        ("what about swelling and bruising", ["what about swelling and bruising"]),
        ("hi, so how does it work", ["how does it work"]),
        ("I'd like to know how it works", ["i'd like to know how it works"]),
        ("what is it\nand is it safe", ["what is it", "is it safe"]),
        ("", []),
    ],
)
def test_the_questions_in_a_message(message: str, asked: list[str]) -> None:
    found = clauses(PARSER.parse(message))
    assert [clause.utterance.text for clause in found if clause.asks and not clause.is_short] == asked


@given(st.text("abc how is it, and.?!;\n ", max_size=80))
@example("b;sois")  # "so is", written as one word
def test_every_token_is_in_one_clause_or_joins_two(message: str) -> None:
    whole = PARSER.parse(message)
    cut = [token.word for clause in clauses(whole) for token in clause.utterance.tokens]
    assert [word for word in whole.words if word not in JOINERS] == [word for word in cut if word not in JOINERS]


def test_sentences_are_counted() -> None:
    found = clauses(PARSER.parse("I am new here. Is it safe, does it hurt? Thanks"))
    assert [(clause.sentence, clause.asks) for clause in found] == [(0, False), (1, True), (1, True), (2, False)]


def test_a_message_is_cut_into_so_many_clauses_at_most_and_nothing_of_it_is_lost() -> None:
    whole = PARSER.parse("is it? " * 100)
    found = clauses(whole)
    assert len(found) == MOST_CLAUSES
    assert sum(len(clause.utterance.tokens) for clause in found) == len(whole.tokens)
