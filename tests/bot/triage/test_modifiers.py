"""Modifiers: what silences words of alarm, and how far that reaches."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage import EmergencyDetector, Level, modifiers
from bot.triage.reader import Reader
from tests.bot.triage.small_pack import each_message, matching

MATCHING = {
    "a denial that ends": "not my feet but my face is hot",
    "a denial of something else": "no feet. my face is hot",
    "a denial of what follows": "my face is hot not cold",
    "a question that ends": "can it make feet cold but my face is hot",
    "the past that ends": "years ago it was well but my face is hot",
    "a joke elsewhere": "lol. my face is hot",
    "an opening that is none": "hi my feet see, my face is hot",
    "a question mark elsewhere": "is it? my face is hot",
    "asked about, and one's own": "can it make my face hot? mine is",
}
UNMATCHED = {
    "denied": "no hot face",
    "denied with what carries on": "not the hot face",
    "a list denied": "no hot or boiling face",
    "asked about": "can it make my face hot",
    "a question by its mark alone": "the face is hot?!",
    "gone": "the hot face has gone away",
    "long ago": "my face was hot years ago",
    "the joke's own words": "lol i blush",
    "an opening": "see my face is hot",
}


@each_message(MATCHING, UNMATCHED)
def test_a_rule_matches_or_none_does(reader: Reader, message: str, matches: bool) -> None:
    assert bool(matching(reader, message)) is matches


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=12))
def test_ranges_that_overlap_are_one(pairs: list[tuple[int, int]]) -> None:
    ranges = [range(start, start + length) for start, length in pairs]
    joined = modifiers._joined(ranges)
    assert {at for one in joined for at in one} == {at for one in ranges for at in one}
    assert all(one.stop < following.start for one, following in pairwise(joined))


SYMPTOMS = [
    "chest pain",
    "trouble breathing",
    "a high fever",
    "a seizure",
    "a stroke",
    "pus",
    "severe pain",
    "hives",
    "blurred vision",
    "a swollen tongue",
    "red streaks",
    "heavy bleeding",
]
PRESENT = [
    "I have {} since my injections",
    "my wife has {} after her treatment",
    "is it normal that I have {} since the injections yesterday",
]
QUIET = {
    "denied": [
        "no {} after my injections",
        "I don't have {}, just a bruise after the injections",
        "had lipo, all good, without {}",
        "no redness or {} after the treatment",
        "she doesn't complain of {} after lipo",
    ],
    "past": ["I had {} years ago", "when I was a child I had {}"],
    "supposed": [
        "what if I get {} after the injections",
        "what happens if I have {} after lipo",
        "I'm scared of {} after the treatment",
    ],
    "general": [
        "can it cause {}",
        "is {} a side effect of mesotherapy",
        "what is the risk of {} after lipo",
        "does liposuction lead to {}",
        "how likely is {}",
    ],
    "heard": ["I read about {} after lipo", "my friend said someone had {} from it"],
}


@pytest.mark.parametrize(("frame", "symptom"), list(product(PRESENT, SYMPTOMS)))
def test_a_symptom_that_someone_has_raises_the_alarm(detector: EmergencyDetector, frame: str, symptom: str) -> None:
    assert detector.assess(frame.format(symptom)).level is Level.URGENT


@pytest.mark.parametrize("frame", [frame for frames in QUIET.values() for frame in frames])
def test_a_symptom_denied_past_supposed_or_asked_about_does_not(detector: EmergencyDetector, frame: str) -> None:
    called = [symptom for symptom in SYMPTOMS if detector.assess(frame.format(symptom)).level is Level.URGENT]
    assert len(called) <= 1, called


@pytest.mark.parametrize(
    "message", ["pas d'étouffement", "pas d'hémorragie", "pas d'évanouissement", "aucune hémorragie"]
)
def test_a_french_denial_reaches_over_an_elision(detector: EmergencyDetector, message: str) -> None:
    assert detector.assess(message).level is not Level.URGENT
    assert detector.assess(message.replace("pas d", "j'ai d").replace("aucune", "une")).level is Level.URGENT


@pytest.mark.parametrize(
    "message",
    [
        "no fever but I can't breathe",
        "I fainted years ago at a jab. now my chest hurts",
        "I read about fever after lipo. my throat is closing up",
        "what if I faint? she just collapsed",
        "can it cause swelling? my lips are swelling up",
    ],
)
def test_what_is_quiet_in_one_part_does_not_hide_what_another_part_says(
    detector: EmergencyDetector, message: str
) -> None:
    assert detector.assess(message).level is Level.URGENT
