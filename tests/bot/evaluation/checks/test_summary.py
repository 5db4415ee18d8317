"""Findings of one sort, summed up."""

from __future__ import annotations

from pathlib import Path

from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.summary import summed_up


def test_advice_of_one_sort_is_summed_up_after_all_that_matters_more() -> None:
    def finding(line: int, severity: Severity, sort: str = "", rank: float = 0.0) -> Diagnostic:
        return Diagnostic(Path("a.yaml"), line, f"finding {line}", severity, sort, rank)

    advice = [finding(line, Severity.ADVICE, "of 9 answers are long", -line) for line in range(1, 6)]
    alone = finding(6, Severity.ADVICE, "of 9 answers are dull")
    others = [finding(7, Severity.ADVICE), finding(8, Severity.WARNING), finding(9, Severity.ERROR)]
    assert list(summed_up([*advice, alone, *others])) == [
        "a.yaml:9: error: finding 9",
        "a.yaml:8: warning: finding 8",
        "a.yaml:7: advice: finding 7",
        "a.yaml:6: advice: finding 6",
        "advice: 5 of 9 answers are long: start with a.yaml:5, a.yaml:4, a.yaml:3",
    ]
