"""Rates and intervals: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Oil the oars every 6 weeks.", "Oil the oars in 6 weeks."),
    ("Rinse every 6 hours.", "Rinse twice a day."),
    ("Rinse three times a day.", "Rinse three times a week."),
    ("Rinse every 4 hours.", "Rinse every 6 hours."),
    ("Use 2 drops daily.", "Use 2 drops weekly."),
    ("Do not take more than 6 capsules a day.", "Take more than 6 capsules a day."),
    ("You may take up to 8 tablets a day.", "You take at least 8 tablets a day."),
    ("Change the dressing every other day.", "Change the dressing every day."),
    ("Use the spray every other morning.", "Use the spray each morning."),
]
PASSES = [
    (
        "You may stir in up to 1 g of yeast every six hours.",
        "The most you may stir in is 1 g of yeast every six hours.",
    ),
    ("Use the pump every night for at least four hours.", "Use the pump for four hours a night at least."),
    ("Ropes are checked at most three times in a year.", "Ropes are checked no more than three times a year."),
    (
        "Light no more than 9 candles a day, and stop after two weeks.",
        "Nine candles a day are the limit; after 2 weeks, stop.",
    ),
    ("Wash the brush, and get a new one three times a year.", "Get a new brush every four months."),
    ("Use 3 g of yeast a day at most.", "Do not use more than 3 g of yeast in 24 hours."),
    ("Limit salt to 4 g a day.", "Have no more than 4 g of salt a day."),
    ("Look at it after 48 hours and again after 96 hours.", "Look at it after two days, and once more after four."),
    ("Call us if the paint has not dried after one week.", "Call us if the paint is still wet after a week."),
    ("Spread 40 g of sand a day on the path.", "Spread 40 g of sand on the path every day."),
    ("Ring when the alarms come every nine minutes.", "Ring when the alarms are nine minutes apart."),
    ("Swim 2 times a week.", "Swim on 2 days of the week."),
    ("You have to be free of coughs for a week.", "You must have had no cough for 7 days."),
    ("Use 4 drops.", "Use 4 drops each time."),
    ("Rinse every 12 hours.", "Rinse twice a day."),
    ("Rinse every 8 hours.", "Rinse three times daily."),
    ("Rinse twice a day.", "Rinse two times per day."),
    ("Rinse once a day.", "Rinse daily."),
    ("Rinse once daily.", "Rinse every day."),
    ("Brush 2× daily.", "Brush twice a day."),
    ("Do not take more than 6 capsules a day.", "Take no more than 6 capsules a day."),
    ("Do not take more than 6 capsules a day.", "Take at most 6 capsules daily."),
    ("A week's rest will do.", "One week of rest will do."),
    ("You may take up to 8 tablets a day.", "Take no more than 8 tablets a day."),
    ("Change the dressing every other day.", "Change the dressing every two days."),
    ("Use the spray every other morning.", "Use the spray on every second morning."),
]


@each_sentence("does not stand in", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
