"""Stronger wording: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest

from bot.grounding.stronger_claims import stronger_claims
from tests.bot.grounding.held import assert_said, each_sentence

FOUND = [
    ("Tents may stand on the meadow.", "Tents may stand wherever you like."),
    ("The shop opens on weekdays.", "The shop opens on any day."),
    ("The felt dampens the noise of the pump.", "The felt ends the noise of the pump."),
    ("Never peel the scabs off.", "Always peel the scabs off."),
    ("The implant is unsafe near magnets.", "The implant is safe near magnets."),
    ("Nobody should drive home.", "Everybody should drive home."),
    ("Some patients have a headache for a day.", "All patients have a headache for a day."),
    ("Most patients see a change after 2 sessions.", "All patients see a change after 2 sessions."),
]
PASSES = [
    ("Some patients have a headache for a day.", "A headache for a day is possible in some patients."),
    ("Most patients see a change after 2 sessions.", "After two sessions the majority of patients see a change."),
    ("Members pay 4 pounds.", "Whoever is a member pays 4 pounds."),
    ("Keep taking your usual tablets.", "Take your usual tablets as always."),
    ("Varnish in the evening, ideally by lamplight.", "Varnish in the evening, best by lamplight."),
]


@each_sentence("asserts more", FOUND, PASSES)
def test_a_planted_fault_is_found_and_the_same_said_otherwise_passes(source: str, sentence: str, says: str) -> None:
    assert_said(source, sentence, says)


SUBJECTS = (frozenset({"mesotherapy"}), frozenset({"liposuction"}))


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        ("It works.", "It works for most.", []),
        ("It works.", "It is not clear how well it works.", ["works"]),
        ("It is not proven.", "Nobody has tested it.", []),
        ("Whether it works is unclear.", "Little is known.", []),
        ("There is little evidence that it works.", "Little is known.", []),
        ("It is supposed to be permanent.", "Little is known.", []),
        ("It is not proven, but it is safe.", "Little is known.", ["safe"]),
        ("It is safe.", "Its safety is still unproven.", ["safe"]),
        ("There is no doubt that it is safe.", "Little is known.", ["no doubt"]),
        ("It is not only quick but painless.", "Little is known.", ["not only", "painless"]),
        ("There is no downtime.", "There isn't any downtime.", []),
        ("There is no downtime.", "There is some downtime.", ["no downtime"]),
        ("Mesotherapy removes fat permanently.", "Liposuction permanently removes fat.", ["permanently"]),
        ("Liposuction removes fat permanently.", "Liposuction permanently removes fat.", []),
        ("It is approved by the FDA.", "It hasn't been approved by the FDA, but its ingredients are.", ["approved"]),
        ("It will remove fat.", "It is used to remove fat.", ["will remove"]),
        ("The risks are minimal.", "They say the risks are minimal if you choose well.", []),
        ("The best choice.", "A choice.", ["best"]),
        ("It is a natural treatment.", "It is a treatment.", ["natural"]),
        ("You only need it once.", "You need it several times.", ["only need it once"]),
        ("It tightens skin instantly.", "It tightens skin.", ["instantly"]),
    ],
)
def test_wording_that_asserts_more_is_found(sentence: str, source: str, expected: list[str]) -> None:
    assert list(stronger_claims(sentence, [source], SUBJECTS)) == expected
