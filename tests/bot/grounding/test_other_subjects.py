"""Who it is said of: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("The physio treats the knee, and the surgeon treats the hip.", "The surgeon treats the knee, the physio the hip."),
    ("Fast gel sets within 3 minutes; slow gel sets within 2 hours.", "Fast gel sets within 2 hours."),
    ("The hygienist polishes, and the technician casts the model.", "The hygienist casts the model."),
    ("Cold soothes burns, whereas warmth soothes cramps.", "Warmth soothes burns."),
    ("The midwife weighs the baby. The doctor writes the letter.", "The midwife writes the letter."),
    ("The nurse washes the ear and the doctor dries it.", "The nurse dries the ear."),
    ("We order the frames. You fit them at home.", "You order the frames."),
    ("The flu jab is given in autumn. The measles jab is given in spring.", "The flu jab is given in spring."),
]
PASSES = [
    ("The nurse washes the ear and the doctor dries it.", "The doctor dries the ear once the nurse has washed it."),
    ("We show you the pool. Ask the coach for a cap.", "We show the pool, and the coach has caps."),
]


@each_sentence("what is said of", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
