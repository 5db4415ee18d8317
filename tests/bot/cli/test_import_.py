"""`export` and `import`: what a person at the terminal sees, and what is written only once it is wanted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from bot.cli import main
from bot.content import load_intents
from tests.small_clinic import write_small_clinic

NEW = "The laser warms fat, so that it turns liquid."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")


@pytest.fixture
def table(folder: Path, tmp_path: Path) -> Path:
    """All intents, with one answer changed in the office."""
    path = tmp_path / "intents.xlsx"
    assert main(["export", str(path), "--intents", str(folder)]) == 0
    book = openpyxl.load_workbook(path)
    book.active["C2"] = NEW
    book.save(path)
    return path


@pytest.fixture
def asked(folder: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """Imports the table, and answers the question with what is given."""

    def run(typed: str) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return main(["import", str(table), "--intents", str(folder)])

    return run


def test_an_import_shows_what_changes_and_is_written_when_wanted(
    folder: Path, asked: Callable[[str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked("y\n") == 0
    out = capsys.readouterr().out
    assert re.search(rf"laser-what\n  Answer \(C2\)\n    - It warms fat .*\n    \+ {NEW}\n", out)
    assert "1 intent changed, 0 new\nWrite this? [y/N]" in out
    assert load_intents(folder).intents["laser-what"].answer == NEW


OUTDATED = "reviewed in other words, so have a clinician read again, then set 'Reviewed on' and 'Due': laser-what\n"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"C2": NEW}, OUTDATED),
        ({"B2": "What is the laser for?", "D2": "how does it work"}, OUTDATED),
        ({"C2": NEW, "J2": "2026-12-01"}, ""),
        ({"D2": "how does it work"}, ""),
    ],
    ids=["another answer", "another question", "reviewed again", "other phrases"],
)
def test_what_was_reviewed_in_other_words_is_named(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, str], said: str
) -> None:
    assert main(["export", str(table), "--intents", str(folder)]) == 0
    book = openpyxl.load_workbook(table)
    for cell, text in cells.items():
        book.active[cell] = text
    book.save(table)
    assert main(["import", str(table), "--intents", str(folder), "--yes"]) == 0
    out = capsys.readouterr().out
    assert "1 intent changed" in out
    assert "".join(line for line in out.splitlines(keepends=True) if "other words" in line) == said


@pytest.mark.parametrize("typed", ["\n", "no\n", ""])
def test_nothing_is_written_unless_it_is_wanted(
    folder: Path, asked: Callable[[str], int], typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "laser.yaml").read_bytes()
    assert asked(typed) == 1
    assert capsys.readouterr().out.endswith("nothing was written\n")
    assert (folder / "laser.yaml").read_bytes() == before


def test_without_a_question_and_without_a_change(folder: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(table), "--intents", str(folder), "--yes"]) == 0
    assert main(["import", str(table), "--intents", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("nothing changes\n")


def test_what_cannot_be_taken_is_one_line_with_the_cell(
    folder: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(table)
    book.active["E2"], book.active["K3"] = "no-such-caveat", "soon"
    book.save(table)
    assert main(["import", str(table), "--intents", str(folder), "--yes"]) == 2
    _, err = capsys.readouterr()
    assert err == "bot: K3: 'soon' is no day: write it as YYYY-MM-DD\n"
    assert main(["import", str(table.with_name("none.csv")), "--intents", str(folder)]) == 2
    assert "none.csv: No such file" in capsys.readouterr().err
