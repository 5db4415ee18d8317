"""Steps: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Sand the door. After that, varnish it twice.", "Varnish the door twice. After that, sand it."),
    ("First the cook salts the broth. The noodles follow.", "First come the noodles. Then the cook salts the broth."),
    ("Wind the clock before you set the alarm.", "Set the alarm. Then wind the clock."),
    ("Take the antibiotic before breakfast.", "Take the antibiotic after breakfast."),
    ("Call the nurse before the doctor.", "Call the doctor before the nurse."),
    ("Stop the gel 4 hours before the treatment.", "Stop the gel 4 hours after the treatment."),
    (
        "Swelling gets worse for the first 2 days, then gets better.",
        "Swelling gets better for the first 2 days, then gets worse.",
    ),
    ("Take the syrup before meals.", "Take the syrup after meals."),
    ("Boil the bottle in a pan, then dry it on a rack.", "Dry the bottle on a rack, then boil it in a pan."),
    ("Oil the hinge, and only then lift the lid.", "Lift the lid, and oil the hinge afterwards."),
]
PASSES = [
    ("Call the nurse before the doctor.", "Call the doctor after the nurse."),
    ("Call the nurse before the doctor.", "Before the doctor, call the nurse."),
    ("Stop the gel 4 hours before the treatment.", "Use no gel in the last 4 hours before the treatment."),
    (
        "Swelling gets worse for the first 2 days, then gets better.",
        "Swelling increases for 2 days and then gets better.",
    ),
    ("Take the syrup before meals.", "The syrup is taken before you eat a meal."),
    ("Your landlord signs the form. We copy it.", "We copy the form that your landlord has signed."),
]


@each_sentence("comes in another order", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
