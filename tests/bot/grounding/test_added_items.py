"""Items of lists: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest

from tests.bot.grounding.held import is_found, problems

FOUND = [
    ("Do not row, sail or dive on Sundays.", "Do not row, sail, quarrel or dive on Sundays."),
    ("Pack a torch, a rope and a map.", "Pack a torch, a rope, a kettle and a map."),
]
PASSES = [
    ("Gloves and masks are free. The same goes for gowns.", "Gloves and gowns are free."),
]


@pytest.mark.parametrize(("source", "planted"), FOUND)
def test_a_planted_fault_is_found(source: str, planted: str) -> None:
    assert is_found(source, planted, "is not in the list")


@pytest.mark.parametrize(("source", "sentence"), PASSES)
def test_the_same_said_otherwise_passes(source: str, sentence: str) -> None:
    assert problems(source, sentence) == []
