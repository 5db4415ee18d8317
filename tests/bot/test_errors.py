"""Errors as people read them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.errors import Diagnostic, IntentsError, Severity


def test_finding_reads_as_a_line() -> None:
    error = Diagnostic(Path("a.yaml"), 3, "is wrong")
    assert str(error) == "a.yaml:3: is wrong"
    assert str(replace(error, severity=Severity.ADVICE)) == "a.yaml:3: advice: is wrong"


def test_findings_are_sorted_by_place() -> None:
    places = [("b", 1), ("a", 10), ("a", 9)]
    error = IntentsError([Diagnostic(Path(path), line, "x") for path, line in places])
    assert str(error) == "a:9: x\na:10: x\nb:1: x"
