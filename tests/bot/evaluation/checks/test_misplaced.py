"""Examples that another intent would answer, and intents that are one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import Severity
from tests.bot.evaluation.checks.planted import assert_example_is_blamed, edit, found

pytestmark = pytest.mark.slow  # each check learns a folder anew


def test_two_intents_that_are_one_are_found(clinic: Path) -> None:
    """Half of what visitors ask about pain is put into an intent of its own that asks nothing else."""
    path = clinic / "extraction.yaml"
    twin = """\
  - id: soreness
    question: How can I ease a sore mouth?
    examples: [the jaw hurts at night, what tablets help against the throbbing, is ibuprofen enough for the pain,
      is my swollen cheek normal, when will the swelling go, may I take paracetamol, painkillers for the ache,
      it hurts a lot, my gum is sore, which tablets are allowed, my face is puffed, aspirin against the pain,
      do ice packs help, how long will it ache, the pain gets on my nerves]
    answer: Paracetamol is enough for most.
    caveats: [varies]
    sources: [{document: aftercare, section: Pain and swelling}]
"""
    path.write_text(path.read_text(encoding="utf-8") + twin, encoding="utf-8")
    advice = [finding.message for finding in found(clinic) if finding.severity is Severity.ADVICE]
    assert any(re.match(r"\d+ of the \d+ examples of 'pain' might be answered by 'soreness'", text) for text in advice)


def test_of_what_ships_with_the_bot_the_clinic_s_own_may_take_the_place(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    twin = """\
  - id: meet
    question: Where can patients leave the car?
    examples: [is there parking near you, where can we park the car, parking spaces at the clinic, is parking free here,
      do you have a garage for cars, may I leave my car at the door, which car park do I use]
    answer: Ask the front desk.
    caveats: [varies]
    sources: [{document: aftercare, section: Pain and swelling}]
"""
    path.write_text(path.read_text(encoding="utf-8") + twin, encoding="utf-8")
    advice = [finding.message for finding in found(clinic) if "examples of 'meet' might be" in finding.message]
    assert len(advice) == 1
    assert "put 'disable: [parking]' into clinic.yaml" in advice[0]


def test_which_of_two_pleasantries_replies_is_no_matter(clinic: Path) -> None:
    (clinic / "smalltalk.yaml").write_text(
        """\
topic: smalltalk
title: Small talk
kind: smalltalk
reviewed: {by: Dr Lane, on: 2026-11-20, due: 2027-05-20}
intents:
  - id: thanks
    question: Thank you
    examples: [thanks, cheers, ta, many thanks, thanks a lot, thank you so much, much obliged, thank you very much,
      thanks for your help, thanks again, thank you kindly, a thousand thanks, thanks mate, thanks love, thankyou]
    answer: You're welcome.
  - id: goodbye
    question: Goodbye
    examples: [bye, see you, so long, cheerio, ciao, bye bye, see you later, bye for now, take care, good night,
      thank you very much indeed, many thanks please, catch you later, farewell, off now]
    answer: Goodbye.
""",
        encoding="utf-8",
    )
    assert found(clinic) == []


def test_one_intent_alone_is_answered_by_no_other(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    text = path.read_text(encoding="utf-8")
    alone = text[: text.index("  - id: bleeding")].replace("    follow_ups: [bleeding]\n", "")
    path.write_text(alone, encoding="utf-8")
    edit(clinic / "caveats.yaml", "  varies: This differs from person to person.\n", "")
    assert found(clinic) == []


PLANTED = {
    "swapped example": (
        "which side should I chew on",
        "is smoking a cigarette bad",
        "\"is smoking a cigarette bad\" would be answered by 'smoking' if it did not stand here: give "
        "'eating' more examples like it, or move it there",
        Severity.WARNING,
    ),
}


@pytest.mark.parametrize(("old", "new", "message", "severity"), PLANTED.values(), ids=PLANTED)
def test_a_planted_example_is_found(clinic: Path, old: str, new: str, message: str, severity: Severity) -> None:
    assert_example_is_blamed(clinic, old, new, message, severity)
