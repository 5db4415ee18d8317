"""Items of lists: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Do not row, sail or dive on Sundays.", "Do not row, sail, quarrel or dive on Sundays."),
    ("Pack a torch, a rope and a map.", "Pack a torch, a rope, a kettle and a map."),
]
PASSES = [
    ("Gloves and masks are free. The same goes for gowns.", "Gloves and gowns are free."),
]


@each_sentence("is not in the list", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
