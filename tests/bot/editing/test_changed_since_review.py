"""Answers that were changed since their review, in real repositories of git's own making."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.content import load_intents
from bot.editing.changed_since_review import changed_since_review
from bot.editing.users import Role, User
from bot.editing.workspace import Workspace
from tests.small_clinic import write_small_clinic

REVIEWED = "reviewed: {by: A. Doctor, on: 2026-11-23, due: 2027-05-23}"
AGAIN = "reviewed: {by: A. Doctor, on: 2026-12-01, due: 2027-06-01}"
ANSWER, REWORDED = "Most people rest for a day or two.", "Most people rest for a week."
NEW = """\
  - id: laser-new
    question: Is it loud?
    answer: It hums.
    caveats: [ask-doctor]
    sources: [{document: leaflet, section: FAQ}]
"""
BEFORE, DAY, AFTER, LATER = "2026-11-20", "2026-11-23", "2026-11-24", "2026-12-01"
Capture = pytest.CaptureFixture[str]


class Clinic:
    """A clinic's folder in a repository: text in its files is changed, and the change is committed on a day."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_small_clinic(folder)
        self.git("init", "-q")

    def git(self, *arguments: str, day: str = DAY) -> None:
        who = {f"GIT_{role}_{part}": "x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        environment = {**os.environ, **who, "GIT_COMMITTER_DATE": f"{day}T12:00:00"}
        subprocess.run(["git", *arguments], cwd=self.folder, env=environment, check=True)

    def change(self, old: str, new: str, name: str = "laser.yaml") -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def commit(self, day: str) -> None:
        self.git("add", "-A", day=day)
        self.git("commit", "-q", "-m", "x", day=day)

    def changed(self) -> list[str]:
        return [finding.message.split("'")[1] for finding in changed_since_review(load_intents(self.folder))]


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path / "the clinic")


# Each step changes a text of laser.yaml, or of another file, and commits it on a day.
Step = tuple[str, str, str]
STEPS: dict[str, tuple[list[Step], list[str]]] = {
    "the answer": ([(ANSWER, REWORDED, AFTER)], ["laser-recovery"]),
    "the question": ([("How long is the recovery?", "How long is it?", AFTER)], ["laser-recovery"]),
    "the source": ([("section: Recovery", "section: Rest", AFTER)], ["laser-recovery"]),
    "which caveats": ([("[results-vary, ask-doctor]", "[ask-doctor]", AFTER)], ["laser-recovery"]),
    "two answers": ([(ANSWER, REWORDED, AFTER), ("turns liquid", "melts", LATER)], ["laser-recovery", "laser-what"]),
    "an example": ([("      - days off needed afterwards\n", "", AFTER)], []),
    "how it is written": ([(f"answer: {ANSWER}", f"answer: >-\n      {ANSWER}", AFTER)], []),
    "on the review's own day": ([(ANSWER, REWORDED, DAY)], []),
    "and put back": ([(ANSWER, REWORDED, AFTER), (REWORDED, ANSWER, LATER)], []),
    "and reviewed again": ([(ANSWER, REWORDED, AFTER), (REVIEWED, AGAIN, LATER)], []),
    "again after a new review": ([(REVIEWED, AGAIN, LATER), (ANSWER, REWORDED, "2026-12-02")], ["laser-recovery"]),
    "with the review": ([(f"{REVIEWED}\n", f"{AGAIN}\n", AFTER), (ANSWER, REWORDED, LATER)], []),
    "and reviewed by itself": (
        [(ANSWER, REWORDED, AFTER), (f"answer: {REWORDED}", f"answer: {REWORDED}\n    {AGAIN}", LATER)],
        [],
    ),
    "the other, which has no review of its own": (
        [(f"answer: {ANSWER}", f"answer: {ANSWER}\n    {AGAIN}", AFTER), ("turns liquid", "melts", LATER)],
        ["laser-what"],
    ),
    "a new answer under the file's review": ([("intents:\n", f"intents:\n{NEW}", AFTER)], ["laser-new"]),
    "a new answer on the review's own day": ([("intents:\n", f"intents:\n{NEW}", DAY)], []),
    "a new answer with a review of its own": (
        [("intents:\n", f"intents:\n{NEW}    {AGAIN}\n", LATER), (ANSWER, REWORDED, LATER)],
        ["laser-recovery"],
    ),
    "a new answer, and all reviewed with it": (
        [("intents:\n", f"intents:\n{NEW}", AFTER), (f"{REVIEWED}\nintents", f"{AGAIN}\nintents", LATER)],
        [],
    ),
    "after a file that could not be read": (
        [("topic: laser", "topic: [", AFTER), ("topic: [", "topic: laser", AFTER), (ANSWER, REWORDED, LATER)],
        ["laser-recovery"],
    ),
}


@pytest.mark.parametrize(("steps", "changed"), STEPS.values(), ids=STEPS)
def test_what_was_changed_since_its_review_is_found(clinic: Clinic, steps: list[Step], changed: list[str]) -> None:
    clinic.commit(BEFORE)
    for old, new, day in steps:
        clinic.change(old, new)
        clinic.commit(day)
    assert sorted(clinic.changed()) == changed


def test_a_file_that_could_not_be_read_for_a_while_is_none_that_was_added(clinic: Clinic) -> None:
    text = f"topic: new\ntitle: New\n{REVIEWED}\nintents:\n{NEW}"
    (clinic.folder / "new.yaml").write_text(text, encoding="utf-8")
    clinic.commit(DAY)
    for old, new in (("topic: laser", "topic: ["), ("topic: [", "topic: laser")):
        clinic.change(old, new)
        clinic.commit(AFTER)
    assert clinic.changed() == []


def test_what_is_not_committed_yet_is_found(clinic: Clinic) -> None:
    clinic.commit(DAY)
    clinic.change(ANSWER, REWORDED)
    assert clinic.changed() == ["laser-recovery"]
    clinic.change(REVIEWED, AGAIN)
    assert clinic.changed() == []


def test_the_text_of_a_caveat_is_a_part_of_what_was_reviewed(clinic: Clinic) -> None:
    clinic.commit(DAY)
    clinic.change("Few studies", "Many studies", "caveats.yaml")
    clinic.commit(AFTER)
    assert clinic.changed() == ["laser-what"]


def test_a_review_that_was_written_down_later_is_of_what_was_there_then(clinic: Clinic) -> None:
    clinic.change(REVIEWED, "reviewed: {by: nobody yet}")
    clinic.commit(BEFORE)
    clinic.change(ANSWER, REWORDED)
    clinic.change("reviewed: {by: nobody yet}", REVIEWED)
    clinic.commit(LATER)
    assert clinic.changed() == []


def test_an_answer_that_moves_to_another_file_is_the_same(clinic: Clinic) -> None:
    clinic.commit(DAY)
    clinic.change("topic: laser", "topic: light")
    (clinic.folder / "laser.yaml").rename(clinic.folder / "light.yml")
    clinic.commit(AFTER)
    assert clinic.changed() == []
    clinic.change(ANSWER, REWORDED, "light.yml")
    assert clinic.changed() == ["laser-recovery"]


def test_a_folder_within_a_repository_is_looked_at_alone(tmp_path: Path) -> None:
    clinic = Clinic(tmp_path)
    inner = write_small_clinic(tmp_path / "sites" / "praxis müller")
    clinic.commit(DAY)
    clinic.change(ANSWER, REWORDED)
    clinic.commit(AFTER)
    assert list(changed_since_review(load_intents(inner))) == []
    clinic.change(ANSWER, REWORDED, "sites/praxis müller/laser.yaml")
    clinic.git("rm", "-q", "laser.yaml", day=LATER)
    assert [found.path for found in changed_since_review(load_intents(inner))] == [inner / "laser.yaml"]


def test_what_the_studio_publishes_is_reviewed(tmp_path: Path) -> None:
    work = Workspace(write_small_clinic(tmp_path / "intents"))
    anna = User("Anna Berg", Role.REVIEWER, "")
    for answer in ("It warms.", "It warms a little."):
        work.save("laser-what", {"answer": answer}, work.item("laser-what").version, anna)
        work.publish(["laser-what"], anna, date.today() + timedelta(days=90))
    assert list(changed_since_review(load_intents(work.folder))) == []


def _no_repository(clinic: Clinic) -> None:
    shutil.rmtree(clinic.folder / ".git")


def _no_commit(clinic: Clinic) -> None:
    shutil.rmtree(clinic.folder / ".git")
    clinic.git("init", "-q")


def _ignored(clinic: Clinic) -> None:
    _no_repository(clinic)
    outer = clinic.folder.parent
    (outer / ".gitignore").write_text("/the clinic\n")
    subprocess.run(["git", "init", "-q"], cwd=outer, check=True)
    clinic.git("-C", str(outer), "add", "-A")
    clinic.git("-C", str(outer), "commit", "-q", "-m", "x")


def _gone(clinic: Clinic) -> None:
    _no_repository(clinic)
    (clinic.folder / ".git").write_text("gitdir: /nowhere\n")


@pytest.mark.parametrize("spoil", [_no_repository, _no_commit, _ignored, _gone])
def test_without_a_past_nothing_is_said(clinic: Clinic, capfd: Capture, spoil: object) -> None:
    clinic.commit(DAY)
    clinic.change(ANSWER, REWORDED)
    assert callable(spoil)
    spoil(clinic)
    assert clinic.changed() == []
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def checked(clinic: Clinic) -> Iterator[Clinic]:
    """The clinic, committed, with a review that is not due in a reader's lifetime."""
    clinic.change("on: 2026-11-23, due: 2027-05-23", "on: 2020-01-01, due: 2120-01-01")
    clinic.commit("2020-01-01")
    return clinic


def test_check_warns_of_them_in_a_line(checked: Clinic, capsys: Capture) -> None:
    checked.change(ANSWER, REWORDED)
    assert main(["check", "--intents", str(checked.folder)]) == 1
    [line] = [line for line in capsys.readouterr().out.splitlines() if "warning" in line]
    assert line.startswith(
        f"{checked.folder}/laser.yaml:18: warning: 'laser-recovery' was changed or added since its review of 2020"
    )
    checked.change("turns liquid", "melts")
    assert main(["check", "--intents", str(checked.folder)]) == 1
    [line] = [line for line in capsys.readouterr().out.splitlines() if "warning" in line]
    assert line.startswith("warning: 2 answers were changed or added since their review; have a clinician read again")


def test_check_says_where_the_repository_cannot_be_read(checked: Clinic, capsys: Capture) -> None:
    (checked.folder / ".git" / "config").write_text("[core")
    assert main(["check", "--intents", str(checked.folder)]) == 0
    assert f"the git repository of {checked.folder} cannot be used" in capsys.readouterr().err


def test_check_of_what_cannot_be_served_does_not_look_for_them(checked: Clinic, capsys: Capture) -> None:
    checked.change(f"answer: {ANSWER}", "answer: TO WRITE")
    assert main(["check", "--intents", str(checked.folder)]) == 1
    [line] = capsys.readouterr().out.splitlines()
    assert "error" in line
