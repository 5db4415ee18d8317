"""Sentences held against a source: each kind of planted fault is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest

from bot.documents.document import Block, Section
from bot.errors import Severity
from bot.grounding.evidence import Evidence

TURNED_ROUND = [
    ("Never peel the scabs off.", "Always peel the scabs off."),
    ("Do not put ice straight on the skin.", "Put ice straight on the skin."),
    ("Use the drops every morning.", "Do not use the drops every morning."),
    ("You need not shave the area.", "You must not shave the area."),
    ("You do not have to bring a pillow.", "Do not bring a pillow."),
    ("Apply the ointment without gloves.", "Apply the ointment with gloves."),
    ("Scarring is less likely in winter.", "Scarring is more likely in winter."),
    ("Fillers last longer than peels.", "Fillers last shorter than peels."),
    ("Take the antibiotic before breakfast.", "Take the antibiotic after breakfast."),
    ("Keep the wound above the water.", "Keep the wound below the water."),
    ("It is unlikely to leave a mark.", "It is likely to leave a mark."),
    ("Avoid saunas while the skin peels.", "Visit saunas while the skin peels."),
    ("The lotion reduces redness.", "The lotion increases redness."),
    ("Wear the upper splint at night.", "Wear the lower splint at night."),
    ("Sleep on your left side.", "Sleep on your right side."),
    ("Bathe the eye with cold water.", "Bathe the eye with hot water."),
    ("Do not stop the tablets by yourself.", "Stop the tablets by yourself."),
    ("The stitches cannot dissolve.", "The stitches dissolve."),
    ("The implant is unsafe near magnets.", "The implant is safe near magnets."),
    ("You must rest.", "You need not rest."),
    ("Children cannot have it.", "Children can have it."),
    ("Do not shower until the glue has set.", "Shower until the glue has set."),
    ("Nobody should drive home.", "Everybody should drive home."),
]
NUMBERS = [
    ("Take 1½ tablets at night.", "Take 11 tablets at night."),
    ("Take 2½ spoonfuls of syrup.", "Take 2 spoonfuls of syrup."),
    ("Keep the plaster on for 36 hours.", "Keep the plaster on for 36 days."),
    ("Use 5 ml of mouthwash.", "Use 5 l of mouthwash."),
    ("The cream has 200 µg of steroid.", "The cream has 200 mg of steroid."),
    ("Call us if your fever is > 38.5 °C.", "Call us if your fever is < 38.5 °C."),
    ("Store the vial at -18 °C.", "Store the vial at 18 °C."),
    ("Bathe at 37 °C.", "Bathe at 37 °F."),
    ("Rinse three times a day.", "Rinse three times a week."),
    ("Rinse every 4 hours.", "Rinse every 6 hours."),
    ("The gel has 2,5 % of salicylate.", "The gel has 25 % of salicylate."),
    ("About 12 % of patients bruise.", "About 1.2 % of patients bruise."),
    ("The offer ends on 3 May.", "The offer ends on 3 June."),
    ("The offer ends on 3 May.", "The offer ends on 13 May."),
    ("We close at 6 pm.", "We close at 6 am."),
    ("We are open Monday to Thursday.", "We are open Monday to Saturday."),
    ("Ring 01632 960 417.", "Ring 01632 960 471."),
    ("Wear the brace for at least 14 days.", "Wear the brace for at most 14 days."),
    ("Do not take more than 6 capsules.", "Take more than 6 capsules."),
    ("Stay at home for 7 to 9 days.", "Stay at home for 7 to 19 days."),
    ("It goes wrong in 1 in 200 people.", "It goes wrong in 1 in 20 people."),
    ("A crown costs £450.", "A crown costs €450."),
    ("Give 15 mg per kg.", "Give 15 mg per day."),
    ("Come back in half an hour.", "Come back in an hour and a half."),
    ("Use 2 drops daily.", "Use 2 drops weekly."),
    ("Rinse after 8 pm.", "Rinse after 8 am."),
    ("Call if it aches for over 4 days.", "Call if it aches for under 4 days."),
    ("Do not take more than 6 capsules a day.", "Take more than 6 capsules a day."),
    ("Do not drive for 24 hours. Do not drink alcohol for 48 hours.", "Do not drink alcohol for 24 hours."),
]
RIGHT = [
    ("Rest for 3‑4 days.", "Rest for 3-4 days."),
    ("Rest for 3–4 days.", "Rest for three to four days."),
    ("Rest for between 3 and 4 days.", "Rest for 3 to 4 days."),
    ("Drink 1 000 ml of water.", "Drink 1000 ml of water."),
    ("Drink 1,500 ml of water.", "Drink 1.5 litres of water."),
    ("Drink 1.500 ml of water.", "Drink 1.500 ml of water."),
    ("Rest for ≥ 3 days.", "Rest for at least 3 days."),
    ("Rest for 3 days or more.", "Rest for a minimum of 3 days."),
    ("Rest for no less than 3 days.", "Rest for at least 3 days."),
    ("Come back in a fortnight.", "Come back in 2 weeks."),
    ("Come back in 14 days.", "Come back in two weeks."),
    ("Leave it on for 48 hours.", "Leave it on for 2 days."),
    ("Leave it on for 1½ hours.", "Leave it on for 90 minutes."),
    ("Leave it on for one and a half hours.", "Leave it on for 1.5 hours."),
    ("Leave it on for ½ hour.", "Leave it on for half an hour."),
    ("Swallow 1/2 tablet.", "Swallow half a tablet."),
    ("Call at 38 °C or above.", "Call at 38 degrees or more."),
    ("Call above 100.4 °F.", "Call above 38 °C."),
    ("Keep it at −20 °C.", "Keep it at minus 20 degrees Celsius."),
    ("Rinse twice a day.", "Rinse two times per day."),
    ("Rinse once a day.", "Rinse daily."),
    ("Rinse once daily.", "Rinse every day."),
    ("Brush 2× daily.", "Brush twice a day."),
    ("It has 10,5 % of acid.", "It has 10.5 per cent of acid."),
    ("One in ten patients bruise.", "10% of patients bruise."),
    ("Up to 3 of 100 patients bruise.", "No more than 3 in 100 patients bruise."),
    ("The clinic moved on 1 May 2024.", "The clinic moved on May 1st, 2024."),
    ("The clinic moved on the 2nd of June.", "The clinic moved on 2 June."),
    ("We close at 17:30.", "We close at 5.30 pm."),
    ("Ring +44 1632 960417.", "Ring 01632 960417."),
    ("We are open Monday to Friday.", "We are open on Wednesday."),
    ("A crown costs 450 pounds.", "A crown costs £450."),
    ("It costs 1 200 zł.", "It costs 1200 PLN."),
    ("The needle is 4 millimetres long.", "The needle is 0.4 cm long."),
    ("Swelling peaks on the second day.", "Swelling peaks on day 2."),
    ("Wait 24 hours¹ before driving.", "Wait 24 hours before driving."),
    ("Do not smoke for 72 hours.", "You can smoke again after 72 hours."),
    ("Do not do any sport for 5 days.", "Wait 5 days before you do any sport."),
    ("Avoid alcohol for 24 hours.", "Do not drink alcohol for 24 hours."),
    ("Do not eat, drink or chew gum.", "Do not chew gum."),
    ("Do not swim until the wound has closed.", "Wait until the wound has closed before you swim."),
    ("Numbing cream may or may not be used.", "Numbing cream may be used, or not."),
    ("You need not fast.", "You do not have to fast."),
    ("Nothing should touch the graft.", "The graft should not touch anything."),
    ("Bleeding is not unusual.", "Bleeding is usual."),
    ("Keep it dry, and do not rub it.", "Do not rub it, and keep it dry."),
    ("Do not take more than 6 capsules a day.", "Take no more than 6 capsules a day."),
    ("Do not take more than 6 capsules a day.", "Take at most 6 capsules daily."),
    ("Call if it aches for over 4 days.", "Call if it aches for more than 4 days."),
    ("A week's rest will do.", "One week of rest will do."),
    ("It takes about 1½ hours.", "It takes around an hour and a half."),
    ("Open 8 am to 6 pm, Monday to Friday.", "We are open Monday to Friday, 8 to 6."),
    ("Do not swim for two weeks.", "No swimming for 14 days."),
    ("It is a nonsurgical method.", "The method is not surgery."),
]


def problems(source: str, sentence: str) -> list[str]:
    """What is wrong with `sentence` where `source` is all that is known."""
    section = Section("Aftercare", Block("Aftercare", 1), tuple(Block(text, 2) for text in source.splitlines()))
    found = Evidence([section], ()).problems(sentence)
    return [message for message, severity in found if severity is Severity.ERROR]


@pytest.mark.parametrize(("source", "planted"), [*TURNED_ROUND, *NUMBERS])
def test_a_planted_fault_is_found(source: str, planted: str) -> None:
    assert problems(source, planted)


@pytest.mark.parametrize(("source", "planted"), [*TURNED_ROUND, *NUMBERS])
def test_the_source_itself_passes(source: str, planted: str) -> None:
    assert planted != source
    assert [problem for sentence in source.split(". ") for problem in problems(source, sentence)] == []


@pytest.mark.parametrize(("source", "sentence"), RIGHT)
def test_the_same_said_otherwise_passes(source: str, sentence: str) -> None:
    assert problems(source, sentence) == []


def test_a_problem_names_the_words_and_the_source() -> None:
    (turned,) = problems("Never peel the scabs off.", "Peel the scabs off.")
    assert turned == "'peel the scabs off' is turned round: the opposite is said in 'Aftercare': mend it"
    (number,) = problems("Use 5 ml of mouthwash.", "Use 5 l of mouthwash.")
    assert "'5 l' does not stand in 'Aftercare' (there it is '5 ml')" in number
