"""Reviews that are missing, overdue or due soon."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Severity
from bot.evaluation.checks.reviews import SAMPLE_REVIEWER
from tests.bot.evaluation.checks.planted import edit, found

pytestmark = pytest.mark.slow  # each check learns a folder anew

REVIEWS = {
    "nobody": ("{by: nobody yet, on: 2026-11-20, due: 2027-05-20}", "is still to be done", Severity.WARNING),
    "to come": ("{by: Dr Lane, on: 2026-11-25, due: 2027-05-20}", "is of 2026-11-25, a day to come", Severity.WARNING),
    "overdue": ("{by: Dr Lane, on: 2026-05-20, due: 2026-11-23}", "was due on 2026-11-23", Severity.WARNING),
    "soon": ("{by: Dr Lane, on: 2026-05-20, due: 2026-12-24}", "is due on 2026-12-24", Severity.ADVICE),
}


@pytest.mark.parametrize(("review", "message", "severity"), REVIEWS.values(), ids=REVIEWS)
def test_a_review_that_is_missing_or_due_is_found_once(
    clinic: Path, review: str, message: str, severity: Severity
) -> None:
    edit(clinic / "extraction.yaml", "{by: Dr Lane, on: 2026-11-20, due: 2027-05-20}", review)
    [finding] = found(clinic)
    assert finding.message.startswith(f"the review of 4 answers {message}: ")
    assert (finding.line, finding.severity) == (4, severity)


@pytest.mark.parametrize(("due", "diagnostics"), [("2026-12-25", 0), ("2026-11-24", 1)])
def test_a_review_is_due_soon_from_thirty_days_before_to_the_day(clinic: Path, due: str, diagnostics: int) -> None:
    edit(clinic / "extraction.yaml", "due: 2027-05-20", f"due: {due}")
    assert [finding.severity for finding in found(clinic)] == [Severity.ADVICE] * diagnostics


def test_an_intent_with_a_review_of_its_own_is_found_there(clinic: Path) -> None:
    own = "    reviewed: {by: Dr Hill, on: 2026-01-20, due: 2026-07-20}\n    caveats: [ask-clinic]\n    sources:\n"
    text = '    caveats: [ask-clinic]\n    sources:\n      - {document: aftercare, section: "Can I smoke'
    line = edit(clinic / "extraction.yaml", text, own + text.partition("sources:\n")[2])
    [finding] = found(clinic)
    assert finding.line == line
    assert finding.message.startswith("the review of 'smoking' was due on 2026-07-20: ")


def test_no_review_at_all_is_an_error(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", "reviewed: {by: Dr Lane, on: 2026-11-20, due: 2027-05-20}\n", "")
    assert [(f.message, f.severity) for f in found(clinic)] == [
        ("'reviewed' is missing: say who reviewed it, or 'reviewed: {by: nobody yet}'", Severity.ERROR)
    ]


def test_the_sample_s_reviewer_is_named_once_for_all_answers_that_were_left_to_it(clinic: Path) -> None:
    line = edit(clinic / "extraction.yaml", "by: Dr Lane", f'by: "{SAMPLE_REVIEWER}"')
    other = """\
topic: crown
title: Crowns
reviewed: {by: "%s", on: 2026-11-20, due: 2027-05-20}
intents:
  - id: crown-age
    question: How old may a crown grow?
    answer: Ten years are usual.
    caveats: [varies]
    sources: [{document: aftercare, section: Crowns}]
"""
    (clinic / "other.yaml").write_text(other % SAMPLE_REVIEWER, encoding="utf-8")
    [finding] = [one for one in found(clinic) if "reviewer" in one.message]
    assert (finding.path, finding.line, finding.severity) == (clinic / "extraction.yaml", line, Severity.ADVICE)
    assert finding.message.startswith("5 answers are called reviewed by the sample's reviewer alone: have a clinician")
