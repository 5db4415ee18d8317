"""Names and substances: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest

from bot.grounding.unknown_terms import unknown_terms
from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Vitamin K is given.", "Vitamin D is given."),
    ("Ask Dr Moreau for it.", "Ask Dr Lindqvist for it."),
    ("People with asthma sit near the door.", "People with gout sit near the door."),
]
PASSES = [
    ("Oars fade more easily in the sun.", "Oars get sunburnt more easily."),
]


@each_sentence("does not stand in", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        ("The anaesthetist's practise", "An anesthetist in practice", []),
        ("A slimmer, reshaped tummy, numbed beforehand", "", []),
        ("non-steroidal painkillers", "nonsteroidal ones", []),
        ("We use lidocaine and Botox.", "We use a numbing cream.", ["lidocaine", "Botox"]),
        ("Approved by the MHRA.", "Approved by the FDA.", ["MHRA"]),
        ("Aspirin is fine", "Take nothing", ["Aspirin"]),
        ("I say yes. Ask us.", "", []),
        ("Not for children", "Not for anyone", ["children"]),
    ],
)
def test_names_and_substances_that_do_not_stand_there_are_found(
    sentence: str, source: str, expected: list[str]
) -> None:
    assert list(unknown_terms(sentence, source)) == expected


@pytest.mark.parametrize("word", ["shouldn't", "We’ve", "they'll", "You'd", "won't"])
def test_a_word_with_its_apostrophe_is_everyday_speech(word: str) -> None:
    assert list(unknown_terms(f"Today {word} hum, she says.", "Nobody hums today.")) == []


def test_a_name_with_an_apostrophe_is_a_name() -> None:
    assert list(unknown_terms("It is Lindqvist's doing.", "Nobody hums today.")) == ["Lindqvist's"]
