"""Limits of quantities: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Row on at most 15 days a month.", "Row on 15 or more days a month."),
    ("It is not for children under 8.", "It is not for children over 8."),
    ("Wear the brace for at least 14 days.", "Wear the brace for at most 14 days."),
    ("Do not take more than 6 capsules.", "Take more than 6 capsules."),
    ("Call if it aches for over 4 days.", "Call if it aches for under 4 days."),
    ("Your lenses come after 6 days at the earliest.", "Your lenses come after 6 days at the latest."),
    ("At least two people check the name.", "At most two people check the name."),
    ("You may cycle after a month.", "You may cycle within a month."),
    ("Puppies under 9 weeks are not washed.", "Puppies over 9 weeks are not washed."),
    ("Do not soak it for at least 36 hours.", "Do not soak it for at most 36 hours."),
]
PASSES = [
    ("Row on at least 15 days a month.", "Row on 15 or more days each month."),
    ("Do not row for at least 72 hours.", "Wait three days before you row."),
    (
        "Take the second tin early, at least four hours before the race.",
        "Take the second tin early, no later than four hours before the race.",
    ),
    ("Most puddles dry up within three days.", "Most puddles are gone after three days."),
    ("Turn the key no further than 30 degrees.", "Don't turn the key more than 30 degrees."),
    ("The paste may be kept in the shed for nine weeks.", "You can keep the paste in the shed for up to nine weeks."),
    (
        "Snow tyres must not be used on a dry road for longer than nine weeks.",
        "Use snow tyres for nine weeks at the most.",
    ),
    ("It is unsuitable for puppies under the age of 9 weeks.", "Puppies younger than 9 weeks cannot have it."),
    ("For the first 4 weeks, do not tilt it beyond 30 degrees.", "For 4 weeks, never tilt it by more than 30 degrees."),
    ("Puppies under 9 weeks are not washed.", "Puppies can be washed from 9 weeks on."),
    ("Give up snacks at least a month before the test.", "Stop snacks 4 weeks or more before the test."),
    ("The score should stay under 5 points.", "The score should not reach 5 points."),
    ("The spray cannot be given to any child under 7.", "The spray is for children aged 7 or over."),
    ("Kittens can have it from 9 weeks of age.", "Kittens who are at least 9 weeks old can have it."),
    ("Sit for no more than 40 minutes.", "Do not sit at your desk for longer than 40 minutes."),
    ("The stockings take up to 7 days.", "The stockings can take 7 days."),
    ("Gel sets within 3 minutes and holds for 6 hours.", "Gel holds for 6 hours and sets in 3 minutes or less."),
    ("It is not for children under 8.", "Children must be 8 or older."),
    ("It hurts within 48 hours.", "It hurts in the first 2 days."),
    ("Rest for ≥ 3 days.", "Rest for at least 3 days."),
    ("Rest for 3 days or more.", "Rest for a minimum of 3 days."),
    ("Rest for no less than 3 days.", "Rest for at least 3 days."),
    ("Call if it aches for over 4 days.", "Call if it aches for more than 4 days."),
    (
        "Exercise is allowed no earlier than 10 days after surgery.",
        "Wait at least 10 days after surgery before you exercise.",
    ),
    ("At least two people check the name.", "The name is checked by two or more people."),
    ("Riders must be 12 or older.", "If you are under 12, you cannot ride."),
    ("The clips come out within 8 to 11 days.", "The clips come out after 11 days at the latest."),
    ("Your lenses take at least 6 days.", "Your lenses come after 6 days at the earliest."),
]


@each_sentence("does not stand in", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
