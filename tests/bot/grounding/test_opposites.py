"""Opposites: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Cramps come more often in sailors and in women.", "Cramps come more often in sailors and in men."),
    (
        "Wash the sail with mild soap once a week; never wash the sail with bleach or petrol.",
        "Wash the sail with mild soap or petrol.",
    ),
    (
        "The pump starts with a low hum and raises it over 20 minutes.",
        "The pump starts with a high hum and lowers it over 20 minutes.",
    ),
    ("Pull the lever in slowly with your thumb.", "Pull the lever out slowly with your thumb."),
    ("Clay pots are less heavy and crack more often.", "Clay pots are less heavy and crack less often."),
    ("Take the powder on an empty stomach.", "Take the powder with a meal."),
    ("Scarring is less likely in winter.", "Scarring is more likely in winter."),
    ("Fillers last longer than peels.", "Fillers last shorter than peels."),
    ("Keep the wound above the water.", "Keep the wound below the water."),
    ("It is unlikely to leave a mark.", "It is likely to leave a mark."),
    ("The lotion reduces redness.", "The lotion increases redness."),
    ("Wear the upper splint at night.", "Wear the lower splint at night."),
    ("Sleep on your left side.", "Sleep on your right side."),
    ("Bathe the eye with cold water.", "Bathe the eye with hot water."),
    ("Keep taking the tablets, and continue the exercises.", "Keep taking the tablets, and stop the exercises."),
    ("The graft usually takes.", "The graft rarely takes."),
    ("The splint should be loose.", "The splint should be tight."),
    ("Keep the glue far from your eyes.", "Keep the glue near your eyes."),
    ("The ringing should ease overnight.", "The ringing should get worse overnight."),
    ("Bone mends in less time with rest.", "Bone mends in more time with rest."),
    ("Fittings take longer on Mondays.", "Fittings take less time on Mondays."),
    ("Most patients walk out.", "Few patients walk out."),
    ("Keep the wound away from water for 5 days.", "Keep the wound in water for 5 days."),
    ("Sleep on your left side for the first 3 nights.", "Sleep on your right side for the first 3 nights."),
    ("Wear the stocking on both legs.", "Wear the stocking on one leg."),
    ("Scars are rarely visible after a year.", "Scars are often visible after a year."),
    ("The drops are for the outer ear only.", "The drops are for the outer ear and the inner ear."),
    ("Keep your leg near the heat pad.", "Keep your leg away from the heat pad."),
    ("Put drops in both eyes for 6 weeks.", "Put drops in either eye for 6 weeks."),
    ("Stay out of the sun for 10 days.", "Stay in the sun for 10 days."),
    ("The rash is often gone after a week.", "The rash is seldom gone after a week."),
    ("Cool the right knee.", "Cool the left knee."),
    ("Sunbeds must be avoided for 9 days.", "Sunbeds are fine for 9 days."),
    ("A nurse changes the bag. Never empty it yourself.", "Empty the bag yourself."),
    ("Oil the hinge at night.", "Oil the hinge in the morning."),
    ("Warm the oil in the pan before use.", "Warm the oil in the pan after use."),
]
PASSES = [
    ("Paint improves in spring and worsens in autumn.", "Paint is better in spring and worse in autumn."),
    ("You will feel a push but no sharp sting.", "The gel stops you feeling a sharp sting."),
    ("Never top up old oil.", "Use fresh oil rather than topping up the old oil."),
    ("If wax is swallowed, it does no harm.", "You can safely swallow wax."),
    ("No goat stands still while we work under its hoof.", "We have to work under the hoof, and no goat stands still."),
    ("Keep the wound away from water for 5 days.", "Keep water away from the wound for five days."),
    (
        "Sleep on your left side for the first 3 nights.",
        "For the first three nights, lie on the left side when you sleep.",
    ),
    ("Wear the stocking on both legs.", "Each leg needs the stocking."),
    ("Scars are rarely visible after a year.", "After a year scars are seldom visible."),
    ("The drops are for the outer ear only.", "Use the drops in the outer ear only."),
    ("Keep your leg near the heat pad.", "Your leg should stay close to the heat pad."),
    ("Put drops in both eyes for 6 weeks.", "For 6 weeks, put drops into each eye."),
    ("Cool the right knee.", "The knee on the right should be cooled."),
    ("Fittings take longer on Mondays.", "Fittings take more time on Mondays."),
    ("The strap stops the bag from slipping.", "The strap prevents the bag from slipping."),
    ("Banned: kites, drones, horns.", "Kites, drones and horns are banned."),
]


@each_sentence("is turned round", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
