"""Quantities of other things: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("You can row again the next day; after a long race, take two days off.", "You can row again the same day."),
    ("Call the harbour at once if the mast leans.", "Call the harbour the next day if the mast leans."),
    ("Wear the brace for 9 days and the sling for 4 days.", "Wear the sling for 9 days."),
    ("Walk after 2 days, and run after 8 weeks.", "You can run after 2 days."),
    ("Babies get 3 drops. Toddlers get 6 drops.", "Toddlers get 3 drops."),
    ("Do not drive for 24 hours. Do not drink alcohol for 48 hours.", "Do not drink alcohol for 24 hours."),
]


@each_sentence("does not stand in", FOUND)
def test_a_planted_fault_is_found(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
