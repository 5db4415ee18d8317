"""All checks of a folder: a well-kept one has no finding, and what cannot be read comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Severity
from tests.bot.evaluation.checks.planted import PAIN, edit, found

pytestmark = pytest.mark.slow  # each check learns a folder anew


def test_a_well_kept_folder_has_no_finding(clinic: Path) -> None:
    assert found(clinic) == []


def test_an_answer_that_is_not_written_is_never_served(clinic: Path) -> None:
    edit(clinic / "extraction.yaml", PAIN, "TO WRITE: the answer in plain words.")
    [finding] = found(clinic)
    assert finding.severity is Severity.ERROR
    assert finding.message == "the answer of 'pain' is not written yet: write it, or leave it a draft ('status: draft')"


def test_what_cannot_be_read_is_found_in_every_file_before_anything_else(clinic: Path, tmp_path: Path) -> None:
    edit(clinic / "extraction.yaml", "due: 2027-05-20", "due: soon")
    cases = tmp_path / "cases.yaml"
    cases.write_text("- ask: hello\n", encoding="utf-8")
    diagnostics = found(clinic, cases=(cases,))
    assert {finding.path.name for finding in diagnostics} == {"extraction.yaml", "cases.yaml"}
    assert {finding.severity for finding in diagnostics} == {Severity.ERROR}


def test_a_folder_of_cases_that_holds_none_is_as_well_as_no_folder(clinic: Path) -> None:
    """As one is after the first case was kept, and that was undone."""
    before = found(clinic)
    (clinic / "cases").mkdir()
    assert found(clinic) == before
