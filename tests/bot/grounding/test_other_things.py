"""Things, persons and diseases: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Sweep the tiles with a dry broom.", "Paint the tiles with a dry broom."),
    ("Avoid saunas while the skin peels.", "Visit saunas while the skin peels."),
    ("The wheals subside on holiday.", "The wheals worsen on holiday."),
    ("The cream has 200 µg of steroid.", "The cream has 200 mg of steroid."),
    ("Bathe at 37 °C.", "Bathe at 37 °F."),
    ("We close at 6 pm.", "We close at 6 am."),
    ("Rinse after 8 pm.", "Rinse after 8 am."),
    ("Put the sling on at noon.", "Take the sling off at noon."),
    ("Keep the mask on tonight.", "Take the mask off tonight."),
    ("Take the cotton wool out after lunch.", "Leave the cotton wool in after lunch."),
    ("Wrap your wrist in a scarf at night.", "Wrap your ankle in a scarf at night."),
    ("Rinse the nose with salt water.", "Rinse the nose with vinegar."),
    ("Feed the parrot seeds and fruit.", "Feed the hamster seeds and fruit."),
    ("The plumber turns the water off at noon.", "The painter turns the water off at noon."),
    ("Warm the oil before the massage.", "Warm the soup before the massage."),
    ("Carry the baby on your back for a mile.", "Carry the baby on your stomach for a mile."),
]
PASSES = [
    ("Check in at reception.", "Check in at the reception desk."),
    ("A physician reads the scan.", "A doctor reads the scan."),
    ("Injections are given into the thigh.", "The needle goes into the thigh."),
    ("Bring the trousers that you run in.", "Bring the pants that you run in."),
]


@each_sentence("stands where", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
