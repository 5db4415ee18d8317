"""The shipped intents, held to the editor's own tools."""

from __future__ import annotations

from datetime import date

from bot.cli.main import main
from bot.errors import Severity
from bot.evaluation.checks import check_intents
from tests.serving import ROOT

WRITTEN = date(2026, 11, 26)  # later, reviews become due, which is no fault of the files


def test_check_finds_nothing_worse_than_advice() -> None:
    found = check_intents(ROOT / "intents", WRITTEN)
    assert [str(finding) for finding in found if finding.grade is not Severity.ADVICE] == []


def test_every_case_is_answered_as_it_must_be() -> None:
    assert main(["test", "--intents", str(ROOT / "intents"), str(ROOT / "tests" / "cases")]) == 0
