"""A message as the rules see it: phrases, and the fillers between their words."""

from __future__ import annotations

from bot.triage.reader import Reader
from tests.bot.triage.small_pack import each_message, matching

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


@each_message(MATCHING, UNMATCHED)
def test_a_rule_matches_or_none_does(reader: Reader, message: str, matches: bool) -> None:
    assert bool(matching(reader, message)) is matches
