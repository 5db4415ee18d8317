"""The repair of slips: what is repaired, what stays, and which word was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.spelling import SpellCorrector, grammar_pairs
from tests.bot.nlu.toy import HOUSE, SPELLINGS


def repaired(corrector: SpellCorrector, words: list[str]) -> list[str]:
    return [word for word, _, _ in corrector.repair(words)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brusing", "bruising"),
        ("bruisng", "bruising"),
        ("buirsing", "bruising"),
        ("sweling", "swelling"),
        ("celulite", "cellulite"),
        ("recvoery", "recovery"),
        ("anesthetik", "anaesthetic"),
        ("liposucktion", "liposuction"),
        ("mesotherpy", "mesotherapy"),
        ("howlong", "how long"),
        ("doesit", "does it"),
        ("doesbruising", "does bruising"),
        ("lipo suction", "liposuction"),
        ("meso therapy", "mesotherapy"),
        ("mezoterapi", "mesotherapy"),
        ("lipo", "liposuction"),
        ("fatjab", "injection lipolysis"),
    ],
)
def test_a_slip_is_repaired(typed: str, meant: str) -> None:
    assert repaired(SpellCorrector(HOUSE, SPELLINGS), typed.split()) == meant.split()


TALK = ["does it hurt", "does it last", "does it bruise", "why does it itch", "how far from it", "what dose is it"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dose it ache", "does it ache"),
        ("why dose it sting", "why does it sting"),
        ("what dose it is", "what dose it is"),  # as in an example
        ("a dose it was", "a dose it was"),  # nothing has been seen to come before
        ("dose anybody know", "dose anybody know"),
        ("it is a form", "it is a form"),
    ],
)
def test_a_word_of_grammar_is_known_by_its_neighbours_where_a_slip_makes_it_another_word(
    typed: str, meant: str
) -> None:
    examples = [text.split() for text in TALK]
    corrector = SpellCorrector(" ".join([*TALK, typed]).split(), pairs=grammar_pairs(examples))
    assert " ".join(repaired(corrector, typed.split())) == meant


@pytest.mark.parametrize(
    "word",
    [
        "message",
        "weather",
        "a",
        "xx",
        "ab",
        "2013",
        "2102",
        "cat",
        "bruising",
        "qqqqqqq",
        "zxcvbnm",
        "lasting",
        "needles",
    ],
)
def test_an_ordinary_short_numeric_or_unlike_word_stays(word: str) -> None:
    assert repaired(SpellCorrector(HOUSE, SPELLINGS), [word]) == [word]


@pytest.mark.parametrize(
    ("word", "examples"),
    [("sceptic", "septic"), ("screech", "scratch"), ("fingernail", "finger nail"), ("statin", "station")],
)
def test_a_rarer_word_whose_meaning_is_known_is_not_taken_for_words_of_the_examples(word: str, examples: str) -> None:
    assert repaired(SpellCorrector(examples.split()), [word]) == [word]


def test_two_words_that_are_english_stay_two() -> None:
    assert repaired(SpellCorrector(["something", "otherwise"]), ["some", "thing"]) == ["some", "thing"]


def test_of_equally_near_words_the_commonest_in_the_examples_is_meant() -> None:
    assert repaired(SpellCorrector(["zorbal", "zorbak", "zorbak"]), ["zorbax"]) == ["zorbak"]


def test_a_speller_from_counts_is_the_same_speller() -> None:
    first = SpellCorrector(HOUSE, SPELLINGS)
    second = SpellCorrector(first.counts, first.spellings)
    assert (second.counts, second.spellings) == (first.counts, first.spellings)
    assert repaired(second, ["brusing"]) == ["bruising"]
    assert "bruising" in second.counts
    assert "brusing" not in second.counts


@given(st.lists(st.sampled_from(HOUSE), max_size=6))
def test_known_words_that_do_not_join_are_never_changed(words: list[str]) -> None:
    assert repaired(SpellCorrector(HOUSE), words) == words
