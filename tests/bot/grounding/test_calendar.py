"""Days, times and telephone numbers: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("We open at half past nine in the morning.", "We open at half past nine in the evening."),
    ("The clinic moved on 2024-05-01.", "The clinic moved on 5 January 2024."),
    ("The offer ends on 3 May.", "The offer ends on 3 June."),
    ("The offer ends on 3 May.", "The offer ends on 13 May."),
    ("We are open Monday to Thursday.", "We are open Monday to Saturday."),
    ("Ring 01632 960 417.", "Ring 01632 960 471."),
    ("Say if you took steroids in the past nine weeks.", "Say if you took steroids within nine months."),
    ("Take the last tablet by 10 pm.", "Take the last tablet from 10 pm."),
]
PASSES = [
    ("The crew sails between 9 am and noon.", "The crew sails between nine and twelve o'clock."),
    ("The hall is open Tuesday through Friday.", "The hall is open from Tuesday to Friday."),
    ("Drink nothing after noon.", "Do not drink after noon."),
    ("The dog must fast from noon.", "Give the dog nothing after noon."),
    ("Come at 6.45 for the ferry.", "Come at a quarter to seven for the ferry."),
    ("No ticket is needed for visits before 9 am.", "You can visit before 9 am without a ticket."),
    ("Both scans are done on the same day.", "Both scans are done on one day."),
    ("We open at 9.30 am.", "We open at half past nine in the morning."),
    ("We open at 8:45.", "We open at quarter to nine."),
    ("The clinic moved on 2024-05-01.", "The clinic moved on 1 May 2024."),
    ("The clinic moved on 1 May 2024.", "The clinic moved on May 1st, 2024."),
    ("The clinic moved on the 2nd of June.", "The clinic moved on 2 June."),
    ("We close at 17:30.", "We close at 5.30 pm."),
    ("Ring +44 1632 960417.", "Ring 01632 960417."),
    ("We are open Monday to Friday.", "We are open on Wednesday."),
    ("Open 8 am to 6 pm, Monday to Friday.", "We are open Monday to Friday, 8 to 6."),
    ("Take the last tablet by 10 pm.", "The last tablet must be taken no later than 10 pm."),
    (
        "You cannot start if you took steroids in the past nine weeks.",
        "You cannot start within nine weeks of taking steroids.",
    ),
]


@each_sentence("does not stand in", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
