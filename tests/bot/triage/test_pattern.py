"""Patterns: which word groups must stand near which, and in what order."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.triage.reader import Reader
from tests.bot.triage.small_pack import Mistake, assert_refused, each_message, matching

MATCHING = {
    "one group near another": "my face is hot",
    "in any order": "so hot, all my cheeks",
    "the first of two groups": "a cold face",
    "the second of two groups": "cold op",
    "in order, with its context": "i cant see since the op",
    "where one word stands for two terms": "since the op i cant blur",
}
UNMATCHED = {
    "one group alone": "my face",
    "too far apart": "hot is how i like my tea in the morning and with it i wash my own face",
    "another sentence": "it is hot. my face",
    "out of order": "see what i cant since the op",
    "neither of two groups": "cold feet",
}


@each_message(MATCHING, UNMATCHED)
def test_a_rule_matches_or_none_does(reader: Reader, message: str, matches: bool) -> None:
    assert bool(matching(reader, message)) is matches


MISTAKES: dict[str, Mistake] = {
    "unknown group in a trigger": ("rules.yaml", "[hot + face, flush]", "[hot + fase]", "fase", "no word group 'fase'"),
    "unknown group in a context": ("rules.yaml", "operated: [op]", "operated: [opp]", "[opp]", "no word group 'opp'"),
    "unknown group in a cue": ("rules.yaml", "cues: [asks]", "cues: [ask]", "cues: [ask]", "no word group 'ask'"),
    "unknown group after a bar": ("rules.yaml", "face|op", "face|opp", "face|opp", "no word group 'opp'"),
    "both orders": ("rules.yaml", "[cannot > see]", "[cannot > see + hot]", "see + hot", "mixes > and +"),
    "unknown group that is told": ("rules.yaml", "told: [ago, op]", "told: [ago, opp]", "opp", "no word group 'opp'"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, mistake: Mistake) -> None:
    assert_refused(tmp_path, mistake)
