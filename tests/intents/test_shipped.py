"""The shipped intents, held to the editor's own tools."""

from __future__ import annotations

from datetime import date

from bot.content import Kind, load_intents
from bot.dialogue import Bot
from bot.errors import Severity
from bot.evaluation.cases import case_files, read_cases
from bot.evaluation.checks import check_intents
from bot.evaluation.checks.reviews import SAMPLE_REVIEWER
from bot.evaluation.judging import Examiner
from tests.serving import ROOT

WRITTEN = date(2026, 11, 30)  # later, reviews become due, which is no fault of the files


def test_check_finds_nothing_worse_than_advice() -> None:
    found = check_intents(ROOT / "intents", WRITTEN)
    worse = [str(finding) for finding in found if finding.severity is not Severity.ADVICE]
    alarms = [finding for finding in worse if "taken for an emergency" in finding]
    assert [finding for finding in worse if finding not in alarms] == []
    assert len(alarms) <= 15, "about one in a thousand of what visitors ask may raise a false alarm"


def test_no_answer_is_called_reviewed_by_a_person() -> None:
    answers = [intent for intent in load_intents(ROOT / "intents").intents.values() if intent.kind is Kind.ANSWER]
    assert {intent.reviewer for intent in answers} == {SAMPLE_REVIEWER}


def test_the_cases_are_answered_as_they_must_be(assistant: Bot) -> None:
    cases = read_cases(case_files([ROOT / "tests" / "cases"], ROOT / "intents"))
    outcomes = Examiner(assistant).examine(cases)
    failed = [str(outcome.case.place.line) + outcome.case.message for outcome in outcomes if outcome.problems]
    assert len(failed) <= 0.04 * len(cases), failed
    assert not [outcome for outcome in outcomes if outcome.problems and Kind.URGENT in outcome.case.kinds]
