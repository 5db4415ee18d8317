"""Words as the lexicon knows them: exact, by stem, misspelt or drawn out."""

from __future__ import annotations

import pytest

from bot.triage import EmergencyDetector, Level
from bot.triage.reader import Reader
from tests.bot.triage.small_pack import each_message, matching

MATCHING = {
    "a stem": "she is blushing",
    "alternatives": "he burns up",
    "a word of any language": "my face, 39",
    "a number in a range": "my face, 40",
    "a number with decimals": "my face, 39.4",
    "a number with a comma": "my face, 40,9",
    "misspelt": "my chekes are hot",
    "a plural that is not listed": "had surgerys. now i cant see",
    "two slips in a long word": "my face is boilign",
    "drawn out": "my face is hooooot",
}
UNMATCHED = {
    "an ordinary word": "my face is toiling",
    "a short word misspelt": "my face is ht",
    "a number below the range": "my face, 38.9",
    "a number above the range": "my face, 41.5",
    "letters alone": "s s t m",
}


@each_message(MATCHING, UNMATCHED)
def test_a_rule_matches_or_none_does(reader: Reader, message: str, matches: bool) -> None:
    assert bool(matching(reader, message)) is matches


def test_a_slip_of_an_english_word_is_heard_where_another_language_has_such_a_word(reader: Reader) -> None:
    assert matching(reader, "hot cheeka") == ["face"]


@pytest.mark.parametrize("sign", ["fever", "swelling", "breathing", "collapsed", "seizure", "unconscious", "overdose"])
@pytest.mark.parametrize("slip", ["doubled", "dropped", "swapped"])
def test_a_slip_of_the_finger_changes_nothing(detector: EmergencyDetector, sign: str, slip: str) -> None:
    said = {
        "fever": "I have a {} since my injections",
        "swelling": "my lips are {} up",
        "breathing": "I have trouble {}",
        "collapsed": "my wife has {}",
        "seizure": "she is having a {}",
        "unconscious": "he is {}",
        "overdose": "I have taken an {}",
    }[sign]
    middle = len(sign) // 2
    typo = {
        "doubled": sign[:middle] + sign[middle] + sign[middle:],
        "dropped": sign[:middle] + sign[middle + 1 :],
        "swapped": sign[:middle] + sign[middle + 1] + sign[middle] + sign[middle + 2 :],
    }[slip]
    assert detector.assess(said.format(typo)).level is Level.URGENT


MISSPELT = ["the cut keeps bleedding", "bleediing heavily", "she is vommiting bloodd"]


@pytest.mark.parametrize("message", MISSPELT)
def test_a_slip_is_heard_though_it_begins_as_a_known_word_does(detector: EmergencyDetector, message: str) -> None:
    assert detector.assess(message).level is Level.URGENT
