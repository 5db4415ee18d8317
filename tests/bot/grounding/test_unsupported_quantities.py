"""Quantities: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.quantity_grammar import quantities
from bot.grounding.unsupported_quantities import unsupported
from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Keep the plaster on for 36 hours.", "Keep the plaster on for 36 days."),
    ("Stay at home for 7 to 9 days.", "Stay at home for 7 to 19 days."),
    (
        "Exercise is allowed no earlier than 10 days after surgery.",
        "Exercise is allowed no later than 10 days after surgery.",
    ),
    ("The sutures come out in week 4.", "The sutures come out after the fourth week."),
]
PASSES = [
    ("She will be sleepy on the first evening.", "She will be drowsy that evening."),
    ("It takes six to twelve weeks to dry.", "It takes six weeks to three months to dry."),
    ("We give three doses of tar.", "You need three injections of tar."),
    ("Turn the sand after the fourth tide.", "Turn the sand after four tides."),
    ("It takes only nine minutes.", "It takes nine minutes."),
    ("We rent boats from the 12th to the 15th week.", "We rent boats in weeks 12 to 15."),
    ("Labels that do not stick come off after 21 days.", "Labels that do not stick are taken off after three weeks."),
    ("Leave the boat on land for 3 weeks before the race.", "Keep the boat on land in the 3 weeks before the race."),
    ("If the dough sags, stop it, rest for nine minutes and try again.", "Rest for 9 minutes."),
    ("The lids are closed without glue and last for a year.", "The lids can last a year."),
    ("Lie on two cushions with the foot raised.", "Use two cushions to keep the foot raised while you lie down."),
    ("Leave the mascara off for 9 days.", "Do not wear mascara for 9 days."),
    ("Earplugs must be left out for 3 days.", "Do not use earplugs for 3 days."),
    ("Keep the collar on for 2 weeks.", "Take the collar off after 2 weeks."),
    ("The bone needs 8 weeks to set.", "The bone sets in about two months."),
    ("Stop fish oil 9 days before.", "Take no fish oil for 9 days before."),
    ("The cover lasts a year with one jab and for 20 years with two.", "With two jabs, the cover lasts 20 years."),
    ("The second jab is due in spring.", "The 2nd jab is due in spring."),
    ("Rest for 3‑4 days.", "Rest for 3-4 days."),
    ("Rest for 3–4 days.", "Rest for three to four days."),
    ("Rest for between 3 and 4 days.", "Rest for 3 to 4 days."),
    ("Come back in 14 days.", "Come back in two weeks."),
    ("Leave it on for 48 hours.", "Leave it on for 2 days."),
    ("Swelling peaks on the second day.", "Swelling peaks on day 2."),
    ("Do not smoke for 72 hours.", "You can smoke again after 72 hours."),
    ("Do not do any sport for 5 days.", "Wait 5 days before you do any sport."),
    ("Avoid alcohol for 24 hours.", "Do not drink alcohol for 24 hours."),
    ("Do not swim for two weeks.", "No swimming for 14 days."),
    ("Wear the sock from week 5.", "Wear the sock after the fourth week."),
    ("Play again after 7 days.", "Play again from day 8."),
]


@each_sentence("does not stand in", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("It lasts 3 to 5 months.", "Results last between 3-5 months."),
        ("It lasts three to five months.", "Results last between 3-5 months."),
        ("The needle goes 1 to 4 millimetres deep.", "Depths are from 1 to 4 millimeters."),
        ("Of 2,000 people, 20 were women.", "There were 2000 patients and twenty women."),
        ("It took over three years.", "It ran for a three-year span."),
        ("Up to 15 visits.", "Return between 3 to 15 times."),
        ("At least 3 visits.", "Return between 3 to 15 times."),
        ("One doctor may differ from another.", "Doctors differ."),
        ("More than 90 per cent.", "Over 90% were."),
        ("Twice a day.", "Do it 2 times a day."),
        ("It costs £1,200.", "The price is 1200 pounds."),
        ("Five people and six women.", "There were 5 people and 6 women."),
    ],
)
def test_the_same_number_in_other_words_passes(answer: str, source: str) -> None:
    known = quantities(source)
    assert [unsupported(quantity, known, known) for quantity in quantities(answer)] == [None] * len(quantities(answer))


@given(st.integers(2, 10**6), st.integers(2, 10**6), st.sampled_from(["hours", "days", "people", "mm", "%", ""]))
def test_a_number_passes_where_it_is_the_same_and_only_there(said: int, meant: int, unit: str) -> None:
    (quantity,) = quantities(f"It is {said} {unit}.")
    known = quantities(f"It was {meant:,} {unit} then.")
    problem = unsupported(quantity, known, known)
    assert (problem is None) == (said == meant)
