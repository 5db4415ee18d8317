"""Denials: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("You may knock, but do not open the hatch.", "You may knock or open the hatch."),
    ("The boy who drank the tea slept.", "The boy who drinks the tea cannot sleep."),
    ("Do not put ice straight on the skin.", "Put ice straight on the skin."),
    ("Use the drops every morning.", "Do not use the drops every morning."),
    ("You need not shave the area.", "You must not shave the area."),
    ("You do not have to bring a pillow.", "Do not bring a pillow."),
    ("Apply the ointment without gloves.", "Apply the ointment with gloves."),
    ("The stitches cannot dissolve.", "The stitches dissolve."),
    ("You must rest.", "You need not rest."),
    ("Children cannot have it.", "Children can have it."),
    ("Do not travel within two days of the scan.", "Travel within two days of the scan."),
    ("You need someone to drive.", "You do not need anyone to drive."),
    (
        "A small wound does not need stitches. It needs a dressing for 2 days.",
        "A small wound needs a dressing for 2 days and stitches.",
    ),
    ("None of the patients in the study lost hair.", "Most of the patients in the study lost hair."),
    ("The cream should not be used on broken skin.", "The cream should be used on broken skin."),
    (
        "The blister does not need a plaster. It needs cool water for 15 minutes.",
        "The blister needs cool water for 15 minutes and a plaster.",
    ),
    (
        "Children under 5 do not need the booster. They need the first dose.",
        "Children under 5 need the first dose and the booster.",
    ),
    ("None of our nurses sells creams.", "Some of our nurses sell creams."),
    ("Wait in the hall for 10 minutes.", "You need not wait in the hall for 10 minutes."),
    ("Do not comb the fringe today. Tomorrow, comb it gently.", "Comb the fringe today, and gently tomorrow."),
    ("The powder goes on the skin. Do not inhale it.", "Inhale the powder."),
    ("The lamp does not heat the loft.", "The loft is heated by the lamp."),
]
PASSES = [
    ("Bleeding is not unusual.", "Bleeding is usual."),
    ("Knots that are too tight cause cracks in the mast.", "Do not pull the knots too tight, as that gives cracks."),
    ("Paint without lead.", "Use paint that is free of lead."),
    ("Only the warden rings the bell.", "Nobody but the warden rings the bell."),
    ("Do not wash the felt. Brush it.", "Do not wash the felt, only brush it."),
    ("Not welcome: kites, drones, horns.", "Kites are not welcome, nor drones or horns."),
    ("Rowing may continue in the rain.", "You need not stop rowing in the rain."),
    ("Because the glue is hot, do not touch it.", "Do not touch the glue because it is hot."),
    ("You are advised not to carry the kiln.", "Let someone else carry the kiln."),
    ("The varnish must not come into contact with the plaster.", "Do not let the varnish touch the plaster."),
    ("Oil should not be stored in the loft.", "Never store oil in the loft."),
    (
        "Whoever is allergic to any part of the serum must not receive it.",
        "You must not have the serum if you were ever allergic to any part of it.",
    ),
    ("Wash the whole dog except for the ears.", "Wash the whole dog, but not its ears."),
    ("Sunbeds must be avoided for 9 days.", "Do not use sunbeds for 9 days."),
    ("Have broth but no cream.", "Cream is not allowed."),
    ("Avoid nuts, eggs and milk.", "Avoid milk, nuts and eggs."),
    ("Do not swim in the sea or in a lake.", "Do not swim in a lake or in the sea."),
    ("You do not need a prescription.", "No prescription is needed."),
    ("Do not eat, drink or chew gum.", "Do not chew gum."),
    ("You need not fast.", "You do not have to fast."),
    ("Nothing should touch the graft.", "The graft should not touch anything."),
    ("Keep it dry, and do not rub it.", "Do not rub it, and keep it dry."),
    ("It is a nonsurgical method.", "The method is not surgery."),
    (
        "A small wound does not need stitches. It needs a dressing for 2 days.",
        "A small wound needs a dressing for 2 days, but no stitches.",
    ),
    ("None of the patients in the study lost hair.", "No patient in the study lost hair."),
    ("The cream should not be used on broken skin.", "Do not use the cream on broken skin."),
    (
        "The blister does not need a plaster. It needs cool water for 15 minutes.",
        "The blister needs no plaster, only cool water for 15 minutes.",
    ),
    (
        "Children under 5 do not need the booster. They need the first dose.",
        "Children under 5 need the first dose but not the booster.",
    ),
    ("Stay out of the sun for 10 days.", "Avoid the sun for ten days."),
    ("None of our nurses sells creams.", "Our nurses do not sell creams."),
    ("Write to us if the ringing does not ease.", "Write to us if the ringing gets worse."),
]


@each_sentence("is turned round", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
