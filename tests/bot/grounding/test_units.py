"""Units of measure: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("The tube is 2 inches long.", "The tube is 7 cm long."),
    ("Use 5 ml of mouthwash.", "Use 5 l of mouthwash."),
    ("Call us if your fever is > 38.5 °C.", "Call us if your fever is < 38.5 °C."),
    ("Store the vial at -18 °C.", "Store the vial at 18 °C."),
    ("The gel has 2,5 % of salicylate.", "The gel has 25 % of salicylate."),
    ("About 12 % of patients bruise.", "About 1.2 % of patients bruise."),
    ("A crown costs £450.", "A crown costs €450."),
    ("Give 15 mg per kg.", "Give 15 mg per day."),
    ("Drink at least 2 litres a day.", "Drink at most 2 litres a day."),
]
PASSES = [
    (
        "Lift nothing heavy, that is more than 5 kg, for two weeks.",
        "Avoid lifting anything over 5 kg for the first fortnight.",
    ),
    ("Call us about a temperature of 39 °C.", "Call us if your child has a fever of 39 °C."),
    ("Sip 2 litres of broth per day.", "Sip 2000 ml a day."),
    ("Lift nothing heavier than 4 kg.", "Do not lift anything heavier than 4 kg."),
    ("Do not carry anything heavier than 3 kg.", "Carry no more than 3 kg."),
    ("The tube is 2 inches long.", "The tube is 5 cm long."),
    ("It weighs 2 kg.", "It weighs 4.4 lb."),
    ("Use 20 ml.", "Use 20 millilitres."),
    ("Call us above 38.5 °C.", "Call us above 38.5 °C (101.3 °F)."),
    ("Come back in a fortnight.", "Come back in 2 weeks."),
    ("Call at 38 °C or above.", "Call at 38 degrees or more."),
    ("Call above 100.4 °F.", "Call above 38 °C."),
    ("Keep it at −20 °C.", "Keep it at minus 20 degrees Celsius."),
    ("It has 10,5 % of acid.", "It has 10.5 per cent of acid."),
    ("A crown costs 450 pounds.", "A crown costs £450."),
    ("It costs 1 200 zł.", "It costs 1200 PLN."),
    ("The needle is 4 millimetres long.", "The needle is 0.4 cm long."),
    ("Drink at least 2 litres a day.", "Drink 2 litres a day or more."),
]


@each_sentence("does not stand in", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)
