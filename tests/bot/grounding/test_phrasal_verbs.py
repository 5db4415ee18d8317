"""Verbs with particles: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Give up snacks for a month.", "Take up snacks for a month."),
    ("You can leave the collar off at lunch.", "You can leave the collar on at lunch."),
    ("Cut down on salt.", "Cut out salt."),
    ("Carry on with your inhaler.", "Stop your inhaler."),
    ("Put off the trip if you cough.", "Go ahead with the trip if you cough."),
]
PASSES = [
    ("Keep the mask on tonight.", "Do not take the mask off tonight."),
    ("Never wear your gloves while cooking.", "Take your gloves off before you cook."),
]


@each_sentence("is turned round", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
