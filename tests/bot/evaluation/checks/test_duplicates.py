"""Examples that ask the same, and those that only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Severity
from tests.bot.evaluation.checks.planted import assert_example_is_blamed, edit, found

pytestmark = pytest.mark.slow  # each check learns a folder anew

PLANTED: dict[str, tuple[str, str, str, Severity]] = {
    "small words": (
        "do ice packs bring the puffiness down",
        "can I please have the hot coffee",
        '"can I please have the hot coffee" asks the same as "can I have a hot coffee" in \'eating\'',
        Severity.WARNING,
    ),
    "slip of the finger": (
        "may I take aspirin",
        "my pilow has red stains",
        '"my pilow has red stains" asks the same as "my pillow has red stains" in \'bleeding\'',
        Severity.WARNING,
    ),
    "other ending": (
        "may I take aspirin",
        "does it bleeds again after lunch",
        '"does it bleeds again after lunch" asks the same as "does it bleed again after lunch" in \'bleeding\'',
        Severity.WARNING,
    ),
    "question mark": (
        "may I take aspirin",
        "is soup ok?",
        '"is soup ok?" asks the same as "is soup ok" in \'eating\'',
        Severity.WARNING,
    ),
}


@pytest.mark.parametrize(("old", "new", "message", "severity"), PLANTED.values(), ids=PLANTED)
def test_a_planted_example_is_found(clinic: Path, old: str, new: str, message: str, severity: Severity) -> None:
    assert_example_is_blamed(clinic, old, new, message, severity)


def test_one_that_ships_is_not_the_clinic_s_to_change(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", "- may I take aspirin\n", "- the nearest car park\n")
    [finding] = [one for one in found(clinic) if one.message.startswith('"the nearest car park" asks the same')]
    assert finding.message.endswith(
        "in 'parking', which ships with the bot: take yours out, or put 'disable: [parking]' into clinic.yaml, so that "
        "yours alone answers"
    )


DIFFERENT = {
    "another word": ("may I take aspirin", "when may I have a cigar again"),
    "a word less": ("may I take aspirin", "when may I have a steak"),
    "short words": ("may I take aspirin", "is it normal to waste blood"),
    "only small words": ("may I take aspirin", "can it be?"),
}


@pytest.mark.parametrize(("old", "new"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_asks_something_else_is_no_duplicate(clinic: Path, old: str, new: str) -> None:
    edit(clinic / "extraction.yaml", f"- {old}\n", f"- {new}\n")
    assert not [finding for finding in found(clinic) if "asks the same" in finding.message]
