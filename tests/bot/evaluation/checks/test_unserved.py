"""What patients do not get: any answer, written drafts, files that nobody reads, examples of a new clinic."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.new import write_new_clinic
from bot.errors import Severity
from tests.bot.evaluation.checks.planted import found

pytestmark = [pytest.mark.usefixtures("tiny_pack"), pytest.mark.slow]  # each check learns a folder anew


def test_a_written_answer_that_is_still_a_draft_is_found(clinic: Path) -> None:
    path = clinic / "extraction.yaml"
    draft = "  - id: later\n    status: draft\n    question: Later?\n    answer: {}\n    caveats: [varies]\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + draft.format("TO WRITE"), encoding="utf-8")
    assert found(clinic) == []
    path.write_text(text + draft.format("In a week."), encoding="utf-8")
    [finding] = found(clinic)
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("patients do not get 'later': its answer is written, but it is a draft")


def test_files_in_a_folder_that_nobody_reads_are_found(clinic: Path) -> None:
    for name in ("cases", ".git", "prices"):
        (clinic / name).mkdir()
        (clinic / name / "crown.yml").write_text("[]", encoding="utf-8")
    [finding] = found(clinic, cases=(write_cases(clinic),))
    assert (finding.path, finding.severity) == (clinic / "prices", Severity.WARNING)
    assert finding.message.startswith("patients get nothing of crown.yml in it")


def write_cases(clinic: Path) -> Path:
    path = clinic.parent / "cases.yaml"
    path.write_text("- ask: hello there you\n  kind: smalltalk\n", encoding="utf-8")
    return path


def test_a_new_clinic_s_examples_of_itself_are_advice_until_they_are_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    write_new_clinic(folder)
    [finding] = [finding for finding in found(folder) if finding.path.name == "clinic.yaml"]
    assert finding.severity is Severity.ADVICE
    assert "name, phone, contact, email, booking, address, parking" in finding.message
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in folder.rglob("*.yaml"))
    assert lines <= 400


def test_a_default_topic_of_an_older_version_is_served_and_said_to_change_nothing(clinic: Path) -> None:
    path = clinic / "clinic.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}default_topic: gone\n", encoding="utf-8")
    [finding] = found(clinic)
    assert (finding.path, finding.severity) == (path, Severity.ADVICE)
    assert finding.message == "default_topic changes no reply: take it out"


@pytest.mark.parametrize(
    ("answers", "file", "severity", "message"),
    [
        ("as they are", "answers.yaml", Severity.ADVICE, "of 1 draft: write one, then take 'status' out"),
        ("written", "answers.yaml", Severity.WARNING, "of 1 draft: write one, then take 'status' out"),
        ("none", "clinic.yaml", Severity.ADVICE, "only what stands here: write some in a file such as"),
    ],
)
def test_a_clinic_none_of_whose_answers_is_served_is_found(
    tmp_path: Path, answers: str, file: str, severity: Severity, message: str
) -> None:
    write_new_clinic(tmp_path)
    path = tmp_path / "answers.yaml"
    if answers == "written":
        path.write_text(path.read_text(encoding="utf-8").replace("TO WRITE", "Keep it dry."), encoding="utf-8")
    if answers == "none":
        path.unlink()
    [finding] = [finding for finding in found(tmp_path) if finding.message.startswith("patients get no answer")]
    assert (finding.path.name, finding.severity) == (file, severity)
    assert finding.message.startswith(f"patients get no answer of yours yet, {message}")


@pytest.mark.parametrize(
    ("more", "severity", "message"),
    [
        ("    answer: TO WRITE\n", Severity.ADVICE, "write it, then take 'status' out"),
        ("    answer: Behind the house.\n", Severity.WARNING, "its answer is written, but it is a draft"),
    ],
)
def test_what_patients_get_in_the_place_of_a_draft_is_said(
    clinic: Path, more: str, severity: Severity, message: str
) -> None:
    path = clinic / "extraction.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"  - id: parking\n    status: draft\n{more}", encoding="utf-8")
    [finding] = found(clinic)
    assert (finding.path, finding.severity) == (path, severity)
    assert finding.message.startswith(f"patients get 'parking' as it ships with the bot, not your 'parking': {message}")
