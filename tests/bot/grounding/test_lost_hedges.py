"""Reserve: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Rust is common at first and usually stops by itself.", "Rust is common at first and stops by itself."),
    ("Rust can form on the hinge.", "Rust forms on every hinge."),
    ("In up to 3 of 100 boats the mast cracks.", "The mast cracks in all boats."),
    ("The rope swells, because damp air may be the cause.", "Damp air is the cause."),
    ("In one trial, cats that ate oats slept longer.", "Cats that eat oats sleep longer."),
    ("The roof can creak. It might leak in a storm.", "The roof leaks in a storm."),
    ("The filling might fall out.", "The filling will fall out."),
    ("Bruises generally fade in 8 days.", "Bruises fade in 8 days."),
    ("Hearing may be muffled for an evening.", "Hearing is muffled for an evening."),
    ("The cough could return in autumn.", "The cough returns in autumn."),
    ("You may feel a tingle.", "You will feel a tingle."),
    ("Some toddlers vomit after the drops.", "Toddlers vomit after the drops."),
    ("It is possible that the wire breaks.", "The wire breaks."),
    ("In rare cases the wire breaks.", "The wire breaks."),
    ("Nearly all wounds close.", "All wounds close."),
    ("You can usually fly on day 3.", "You can fly on day 3."),
    ("It is thought that tea calms the throat.", "Tea calms the throat."),
]
PASSES = [
    ("Gulls and terns are common for a few hours.", "For a few hours you may see terns and gulls."),
    ("In rare cases a rope snaps.", "A rope rarely snaps."),
    ("Common paint faults include cracks and rust. Grave ones are rare.", "Grave paint faults are rare."),
    ("Trays must be removed before a meal and may be worn after it.", "Remove your trays before a meal."),
    ("Hearing may be muffled for an evening.", "Muffled hearing is possible for an evening."),
    ("You may feel a tingle.", "Some people feel a tingle."),
    ("You may drive home.", "Driving home is fine."),
    ("Bruises generally fade in 8 days.", "Bruises normally fade within 8 days."),
    ("Numbing cream may or may not be used.", "Numbing cream may be used, or not."),
    ("Swelling is usual and soon fades.", "It often swells, and that soon settles."),
]


@each_sentence("is said for sure", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
