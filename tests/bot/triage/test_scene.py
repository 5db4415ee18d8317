"""A message as the rules see it: phrases, and the fillers between their words."""

from __future__ import annotations

import pytest

from bot.triage.reader import Reader
from tests.bot.triage.small_pack import matching

MATCHING = {
    "a phrase": "face on fire",
    "a filler inside a phrase": "my face is on really fire",
}
UNMATCHED = {
    "nothing": "",
    "a phrase that breaks off": "my face is on",
    "a phrase broken by a word": "my face on top fire",
    "a phrase across sentences": "my face is on. fire",
    "too many fillers inside a phrase": "my face is on really really really really really fire",
}


@pytest.mark.parametrize("message", MATCHING.values(), ids=MATCHING)
def test_a_rule_matches(reader: Reader, message: str) -> None:
    assert matching(reader, message)


@pytest.mark.parametrize("message", UNMATCHED.values(), ids=UNMATCHED)
def test_no_rule_matches(reader: Reader, message: str) -> None:
    assert matching(reader, message) == []
