"""Conditions: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    (
        "You may paint after two days if the wall is dry, and varnish after four days.",
        "You may paint after two days whether or not the wall is dry.",
    ),
    ("All guests except pupils must pay by noon.", "Guests have to pay by noon."),
    ("If the hinge creaks, oil it.", "Oil the hinge."),
    ("Parcels are free, crates excepted.", "Parcels are free."),
    ("If the kettle whistles, lift the lid with a cloth.", "Lift the lid with a cloth."),
    ("Oil the chain when it squeaks.", "Oil the chain."),
    ("The museum is free except for the tower.", "The museum is free."),
    ("With the exception of ferns, all plants like the balcony.", "All plants like the balcony."),
    ("Do not feed the fish anything other than flakes in the first week.", "Do not feed the fish in the first week."),
    ("Take ibuprofen only if your dentist has agreed.", "Take ibuprofen even if your dentist has not agreed."),
    ("The clinic refunds only if the lens is unopened.", "The clinic refunds even if the lens is opened."),
    ("Swallow the capsule only when you have eaten.", "Swallow the capsule even when you have not eaten."),
    ("You may cycle once the knee bends.", "You may cycle."),
    ("If the vet agrees, the dog can run.", "The dog can run."),
    ("You can dive after 9 days unless the ear leaks.", "You can dive after 9 days."),
    ("You can eat all fruit except grapefruit.", "You can eat all fruit."),
]
PASSES = [
    ("Parcels are free, crates excepted.", "Except for crates, parcels cost nothing."),
    ("If you want to paint, a nurse brings brushes.", "A nurse brings brushes."),
    ("If the kettle whistles, lift the lid with a cloth.", "Should the kettle whistle, lift its lid with a cloth."),
    ("The museum is free except for the tower.", "The museum costs nothing, apart from the tower."),
    ("Wear the boots until the mud has dried up.", "Keep your boots on until the mud has been removed."),
    ("You may cycle once the knee bends.", "When the knee bends, you may cycle."),
    ("You may cycle once the knee bends. You may cycle on the flat at any time.", "You may cycle on the flat."),
    ("Tell us of any epilepsy.", "Tell us if you are epileptic."),
    ("Take ibuprofen only if your dentist has agreed.", "Do not take ibuprofen unless your dentist has agreed."),
    ("Call us if you have fever or a rash.", "Fever? A rash? Call us."),
    ("The clinic refunds only if the lens is unopened.", "Refunds are given only when the lens is unopened."),
    (
        "Ring the ward if your temperature rises or the drain is full.",
        "If the drain is full or your temperature rises, ring the ward.",
    ),
    ("Swallow the capsule only when you have eaten.", "Eat before you swallow the capsule."),
]


@each_sentence("leaves out", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
