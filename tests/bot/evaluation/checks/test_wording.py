"""Answers that are too long, or too hard to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import Severity
from tests.bot.evaluation.checks.planted import HARD, PAIN, edit, found

pytestmark = pytest.mark.slow  # each check learns a folder anew


@pytest.mark.parametrize(
    ("words", "severity"), [(70, None), (71, Severity.ADVICE), (100, Severity.ADVICE), (101, Severity.WARNING)]
)
def test_a_long_answer_is_found(clinic: Path, words: int, severity: Severity | None) -> None:
    answer = "Do not smoke for at least 72 hours. Smoking slows healing. The same goes for vaping."
    edit(clinic / "extraction.yaml", answer, " ".join(["Rest a lot."] * (words // 3) + ["Rest."] * (words % 3)))
    long = [(f.line, f.message, f.severity) for f in found(clinic)]
    assert long == ([(6, f"the answer of 'smoking' has {words} words: keep it under 70", severity)] if severity else [])


MEDICAL = (
    "We give articaine or prilocaine with felypressin before an extraction. Some people take clopidogrel, rivaroxaban "
    "or dabigatran. Tell us if you do, and do not take metronidazole or ibuprofen with it."
)


def test_an_answer_that_is_hard_to_read_is_found_with_its_longest_words(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", PAIN, HARD)
    [finding] = [finding for finding in found(clinic) if "readers of" in finding.message]
    assert finding.severity is Severity.WARNING
    assert re.match(r"the answer of 'pain' is for readers of \d\d years and more: aim at 12", finding.message)
    assert '"unconditionally"' in finding.message


def test_the_names_of_medicines_make_no_answer_hard(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", PAIN, MEDICAL)
    assert found(clinic) == []
