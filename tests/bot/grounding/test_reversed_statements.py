"""Statements turned round: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Do not stop the tablets by yourself.", "Stop the tablets by yourself."),
    ("Do not shower until the glue has set.", "Shower until the glue has set."),
    ("Chew nothing after supper.", "Chew something after supper."),
    ("Do not trim the threads yourself.", "You may trim the threads."),
    ("Do not eat until the numbness has gone.", "Do not eat after the numbness has gone."),
    ("Wear the shield until the surgeon has seen the eye.", "Wear the shield after the surgeon has seen the eye."),
    ("Do not lift your arm until the drain is out.", "Do not lift your arm once the drain is out."),
    ("Do not fly after the procedure.", "Fly after the procedure."),
]
PASSES = [
    (
        "The seams lie under the deck and hold, so nothing has to be taken out.",
        "The seams are under the deck and hold by themselves.",
    ),
    ("You can eat without the guard once the gum has healed.", "Keep using the guard until the gum has healed."),
    ("Lie on the treated side.", "Do not lie on the other side."),
    ("You should not dive until your doctor says that it is safe.", "Dive only when the doctor has said it is safe."),
    ("Do not swim until the wound has closed.", "Wait until the wound has closed before you swim."),
    ("Do not eat until the numbness has gone.", "Eat only after the numbness has gone."),
    ("Do not lift your arm until the drain is out.", "Lift your arm only once the drain is out."),
    ("You may chew only after the paste has set.", "Do not chew before the paste has set."),
    ("Do not trim the threads yourself.", "Let us trim the threads."),
    ("Do not trim the threads on your own.", "We trim the threads."),
    ("Patients must not empty the bag themselves.", "We empty the bag."),
]


@each_sentence("is turned round", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
