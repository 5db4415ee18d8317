"""Utterances: parsed once, cut into parts that keep their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms
from bot.nlu.utterance import UtteranceParser

PARSER = UtteranceParser(SpellCorrector(["liposuction", "bruising"]), Synonyms([["stomach", "belly", "spare tyre"]]))


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("Lipo suction?", ["liposuction"], ["lipo suction"]),
        ("howlong will it", ["how", "long", "will", "it"], ["howlong", "howlong", "will", "it"]),
        ("my BRUISNG…", ["my", "bruising"], ["my", "bruisng"]),
        ("?!", [], []),
    ],
)
def test_each_token_knows_where_it_stands(text: str, words: list[str], spans: list[str]) -> None:
    utterance = PARSER.parse(text)
    assert list(utterance.words) == words
    assert [utterance.text[token.start : token.end] for token in utterance.tokens] == spans


def test_a_phrase_has_one_meaning() -> None:
    assert PARSER.parse("a spare tyre here").meanings == ("a", "=stomach", "here")


def test_line_breaks_stay_and_blank_lines_go() -> None:
    assert PARSER.parse("Hello\n\n  is it\tsafe ").text == "hello\nis it safe"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_slice_is_what_stands_there(text: str, one: int, another: int) -> None:
    whole = PARSER.parse(f"is {text}")
    first, last = sorted((one % len(whole.tokens), 1 + another % len(whole.tokens)))
    first -= first == last
    part = whole.slice(first, last)
    end = whole.tokens[last].start if last < len(whole.tokens) else len(whole.text)
    assert part.text == whole.text[whole.tokens[first].start : end].strip()
    for token in part.tokens:
        assert 0 <= token.start < token.end <= len(part.text)
    assert [(t.word, t.meaning) for t in part.tokens] == [(t.word, t.meaning) for t in whole.tokens[first:last]]


@given(st.text(max_size=60))
def test_the_whole_is_a_slice_of_itself(text: str) -> None:
    whole = PARSER.parse(f"is {text}")
    assert whole.slice(0, len(whole.tokens)) == whole


def test_words_can_be_left_out() -> None:
    assert PARSER.parse("not the belly please").without(frozenset({0, 1})).text == "belly please"


def test_each_word_has_its_stem_and_each_phrase_one_meaning() -> None:
    utterance = PARSER.parse("spare tyre and bruises")
    assert utterance.stems == ("spare", "tyre", "and", "bruis")
    assert [token.meaning for token in utterance.tokens] == ["=stomach", "", "and", "bruis"]
