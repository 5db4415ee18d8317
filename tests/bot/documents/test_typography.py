"""Characters as they are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.typography import as_meant, is_word, joined, mangled


@pytest.mark.parametrize(
    ("text", "meant"),
    [("anti\u00adbiotics", "antibiotics"), ("bene\ufb01t", "benefit"), ("10\u00a0ml", "10 ml"), ("3\u20114", "3-4")],
)
def test_characters_that_are_not_seen_go(text: str, meant: str) -> None:
    assert as_meant(text) == meant


@given(st.text(max_size=30))
def test_what_is_meant_is_meant_once_and_for_all(text: str) -> None:
    assert as_meant(as_meant(text)) == as_meant(text)


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("Take anti-", "biotics.", "Take antibiotics."),
        ("Take long-", "term pills.", "Take long-term pills."),
        ("Rest 3-", "4 days.", "Rest 3- 4 days."),
        ("Rest", "well.", "Rest well."),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_parts_a_word_or_is_its_own(line: str, following: str, whole: str) -> None:
    assert joined(line, following) == whole


def test_letters_that_were_printed_as_others_are_found() -> None:
    assert list(mangled(["It is of bene#t (cid:12).", "A plain line."])) == ["(cid:12)", "bene#t"]
    assert (is_word("benefit"), is_word("beneit")) == (True, False)
