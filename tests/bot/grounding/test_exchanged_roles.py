"""Who does what: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Park in the yard, not in the lane.", "Park in the lane, not in the yard."),
    ("Nylon threads hold longer than silk threads.", "Silk threads hold longer than nylon threads."),
    ("On oily floors the mop dries sooner than the cloth.", "The cloth dries sooner than the mop on oily floors."),
    ("Floss first, then rinse.", "Rinse first, then floss."),
    ("Compared with pills, plasters act slowly.", "Compared with plasters, pills act slowly."),
    ("Use cold packs for bruises and hot packs for cramps.", "Use hot packs for bruises and cold packs for cramps."),
    ("Wear the brace for 9 days and the sling for 4 days.", "Wear the brace for 4 days and the sling for 9 days."),
    ("Swap the gel for the spray on day 4.", "Swap the spray for the gel on day 4."),
    ("Keep the mask on tonight and take it off at dawn.", "Take the mask off tonight and put it on at dawn."),
]
PASSES = [
    ("Oil the chain before each ride.", "Oil the chain every time, before you ride."),
    ("On oily floors the mop dries sooner than the cloth.", "On oily floors the cloth dries later than the mop."),
    ("On oily floors the mop dries sooner than the cloth.", "The mop dries sooner than the cloth on oily floors."),
    ("Nylon threads hold longer than silk threads.", "Silk threads do not hold as long as nylon threads."),
    ("Nylon threads hold longer than silk threads.", "Compared with silk threads, nylon threads hold longer."),
    ("Floss first, then rinse.", "Floss before you rinse."),
    ("Plasters act more slowly than pills.", "Pills act faster than plasters."),
    ("Wear the brace for 9 days and the sling for 4 days.", "Wear the sling for 4 days, the brace for 9."),
    ("The physio treats the knee.", "The knee is treated by the physio."),
]


@each_sentence("has changed places", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
