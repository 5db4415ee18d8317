"""Numbers: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("The second jab is due in spring.", "The third jab is due in spring."),
    ("A third of patients need glasses.", "A quarter of patients need glasses."),
    ("Take 1½ tablets at night.", "Take 11 tablets at night."),
    ("Take 2½ spoonfuls of syrup.", "Take 2 spoonfuls of syrup."),
    ("It goes wrong in 1 in 200 people.", "It goes wrong in 1 in 20 people."),
    ("Come back in half an hour.", "Come back in an hour and a half."),
]
PASSES = [
    ("A cat needs about a quarter less hay.", "A cat needs about 25% less hay."),
    ("About one boat in four leaks.", "Roughly a quarter of the boats leak."),
    ("A strip, usually a fifth of its width, is cut away.", "A strip, normally 20% of its width, is cut away."),
    ("The dose of tar is cut by half.", "We halve the dose of tar."),
    (
        "A check on day three and again on day ten is included.",
        "Two checks, on the third and on the tenth day, are included.",
    ),
    ("The noise is loudest on the third or fourth day.", "The noise is loudest on day 3 or 4."),
    ("Take one bag of half a litre.", "Take a bag of 0.5 litres."),
    ("Do not soak it for at least 36 hours.", "Wait at least a day and a half before you soak it."),
    ("A quarter of patients need glasses.", "25% of patients need glasses."),
    ("A third of patients need glasses.", "1 in 3 patients needs glasses."),
    ("Take a pair of capsules.", "Take two capsules."),
    ("Take a single capsule.", "Take one capsule."),
    ("Drink 1 000 ml of water.", "Drink 1000 ml of water."),
    ("Drink 1,500 ml of water.", "Drink 1.5 litres of water."),
    ("Drink 1.500 ml of water.", "Drink 1.500 ml of water."),
    ("Leave it on for 1½ hours.", "Leave it on for 90 minutes."),
    ("Leave it on for one and a half hours.", "Leave it on for 1.5 hours."),
    ("Leave it on for ½ hour.", "Leave it on for half an hour."),
    ("Swallow 1/2 tablet.", "Swallow half a tablet."),
    ("One in ten patients bruise.", "10% of patients bruise."),
    ("Up to 3 of 100 patients bruise.", "No more than 3 in 100 patients bruise."),
    ("Wait 24 hours¹ before driving.", "Wait 24 hours before driving."),
    ("It takes about 1½ hours.", "It takes around an hour and a half."),
]


@each_sentence("does not stand in", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
