"""Demands: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("You can shower from day 3.", "You must shower by day 3."),
    ("Call us if you have fever and a rash.", "Call us if you have fever or a rash."),
    ("You may drive after 24 hours.", "You must drive after 24 hours."),
    ("Patients may bring a partner.", "Patients must bring a partner."),
    ("You should shave the night before.", "You must shave the night before."),
    (
        "Ring the ward if your temperature rises and the drain is full.",
        "Ring the ward if your temperature rises or the drain is full.",
    ),
    ("The bandage can come off from Tuesday.", "The bandage must come off by Tuesday."),
    ("Visitors must wear a mask.", "Visitors may wear a mask."),
    ("You may walk after 6 hours.", "You have to walk after 6 hours."),
    ("Bring your passport and a referral letter.", "Bring your passport or a referral letter."),
    ("Rinse with either water or tea.", "Rinse with both water and tea."),
    ("A second visit is recommended.", "A second visit is required."),
    ("You can wear all hats except helmets.", "You can wear all hats, helmets too."),
    ("The cat may go out unless it limps.", "The cat may go out even if it limps."),
    ("Do not open the box unless the seal is broken.", "Do not open the box when the seal is broken."),
    ("We advise you to wear gloves.", "You must wear gloves."),
]
PASSES = [
    ("You can shower from day 3.", "Showers are fine from the third day."),
    ("You may drive after 24 hours.", "You can drive again once 24 hours have passed."),
    ("Patients may bring a partner.", "A partner can come along."),
    ("You should shave the night before.", "It is best to shave the evening before."),
    ("The bandage can come off from Tuesday.", "From Tuesday on you can take the bandage off."),
    ("Visitors must wear a mask.", "Visitors have to wear a mask."),
    ("You may walk after 6 hours.", "After six hours you can walk."),
    ("Bring your passport and a referral letter.", "Your passport and a referral letter are needed."),
    ("Rinse with either water or tea.", "You can rinse with water or with tea."),
    ("The cat may go out unless it limps.", "The cat may go out if it does not limp."),
    ("You can wear all hats except helmets.", "You can wear any hat but a helmet."),
]


@each_sentence("stands where", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
