"""Intents as a table: out and back without a loss, as offices save it, and refused with the name of the cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from bot.content import load_intents
from bot.content.edit import Edit
from bot.content.model import NOBODY
from bot.content.raw import read_raw_intents
from bot.editing.importing import Imported, import_table
from bot.editing.spreadsheet import TableError
from bot.editing.table import COLUMNS, read_table, write_table
from tests.small_clinic import write_small_clinic

Rows = list[list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")


@pytest.fixture(params=[".xlsx", ".csv"])
def exported(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / f"intents{request.param}"
    assert write_table(path, read_raw_intents(folder)) == 2
    return path


def change_cells(path: Path, change: Callable[[Rows], None]) -> None:
    """Change the table at `path` as a spreadsheet program would, and save it in its own form."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
        change(rows)
        book.active.delete_rows(1, 1_000)
        for row in rows:
            book.active.append(row)
        book.save(path)
        return
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    change(rows)
    with path.open("w", encoding="cp1252", newline="") as file:  # as an older Excel saves it
        csv.writer(file, delimiter=";").writerows(rows)


def column(name: str) -> int:
    return list(COLUMNS).index(name)


def imported(folder: Path, path: Path, *, save: bool = True) -> Imported:
    edit = Edit(folder)
    done = import_table(edit, read_table(path))
    if save:
        edit.save()
    return done


def test_what_comes_back_unchanged_changes_nothing(folder: Path, exported: Path) -> None:
    before = (folder / "laser.yaml").read_bytes()
    done = imported(folder, exported)
    assert (done.changes, done.new, done.absent) == ((), (), ())
    assert (folder / "laser.yaml").read_bytes() == before


def test_an_answer_and_a_phrase_are_changed_and_all_else_stays(folder: Path, exported: Path) -> None:
    def change(rows: Rows) -> None:
        rows[1][column("Answer")] = "It warms fat: “gently”."
        rows[1][column("Phrases")] += "\nhow does it do that"

    change_cells(exported, change)
    before = (folder / "laser.yaml").read_text()
    done = imported(folder, exported)
    letter = {"Answer": "C2", "Phrases": "D2"}
    assert [(change.cell, change.column) for change in done.changes] == [(letter[n], n) for n in letter]
    answer = "answer: It warms fat through a thin tube, so that the fat turns liquid."
    after = before.replace(answer, 'answer: "It warms fat: “gently”."').replace(
        "      - how does this gadget melt fat\n",
        "      - how does this gadget melt fat\n      - how does it do that\n",
    )
    assert (folder / "laser.yaml").read_text() == after


def test_a_new_row_is_a_draft_until_it_says_otherwise(folder: Path, exported: Path) -> None:
    def change(rows: Rows) -> None:
        row = [""] * len(COLUMNS)
        row[column("Question")], row[column("Topic")] = "Can I bring my dog?", "laser"
        row[column("Answer")] = "No."
        rows.append(row)

    change_cells(exported, change)
    done = imported(folder, exported)
    [draft] = load_intents(folder).drafts
    assert done.new == (draft.id,)
    assert (draft.question, draft.answer, draft.examples) == ("Can I bring my dog?", "No.", ("Can I bring my dog?",))


def test_a_new_row_is_not_reviewed_by_whom_its_file_names(folder: Path, exported: Path) -> None:
    def change(rows: Rows) -> None:
        row = list(rows[1])
        row[column("Id")], row[column("Question")], row[column("Phrases")] = "laser-dog", "My dog?", "and my dog"
        row[column("Reviewed by")] = row[column("Reviewed on")] = row[column("Due")] = ""
        rows.append(row)

    change_cells(exported, change)
    imported(folder, exported)
    intents = load_intents(folder).intents
    assert (intents["laser-dog"].reviewed, intents["laser-dog"].reviewer) == (None, NOBODY)
    assert intents["laser-what"].reviewed


def test_a_row_that_is_copied_under_a_new_id_is_served_as_the_row_says(folder: Path, exported: Path) -> None:
    def change(rows: Rows) -> None:
        row = list(rows[1])
        row[column("Id")], row[column("Question")] = "laser-when", "When was the laser made?"
        row[column("Phrases")] = "age of the laser"
        rows.append(row)

    change_cells(exported, change)
    assert imported(folder, exported).new == ("laser-when",)
    assert load_intents(folder).intents["laser-when"].examples == ("age of the laser",)


def test_rows_that_are_gone_are_left_as_they_are_and_said(folder: Path, exported: Path) -> None:
    change_cells(exported, lambda rows: rows.pop())
    assert imported(folder, exported).absent == ("laser-recovery",)
    assert {"laser-what", "laser-recovery"} <= set(load_intents(folder).intents)


def test_a_review_in_the_table_becomes_the_intent_s_own(folder: Path, exported: Path) -> None:
    def change(rows: Rows) -> None:
        rows[2][column("Reviewed by")] = "B. Nurse"
        rows[2][column("Due")] = "2027-06-01"

    change_cells(exported, change)
    imported(folder, exported)
    intents = load_intents(folder).intents
    assert (intents["laser-recovery"].reviewer, str(intents["laser-recovery"].due)) == ("B. Nurse", "2027-06-01")
    assert intents["laser-what"].reviewer == "A. Doctor"


def put(row: int, name: str, text: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[row][column(name)] = text

    return change


REFUSED = {
    "a caveat that is none": (put(1, "Caveats", "evidence-thick"), "E2: unknown caveat 'evidence-thick'"),
    "an answer without caveats": (put(2, "Caveats", ""), "E3: answer 'laser-recovery' has no caveat"),
    "no answer": (put(1, "Answer", ""), "C2: is blank"),
    "a source without a section": (put(1, "Sources", "leaflet"), "F2: 'leaflet' is no source"),
    "a follow-up that leads nowhere": (put(1, "Follow-ups", "gone"), "G2: follow-up 'gone'"),
    "a status that is none": (put(1, "Status", "finished"), "H2: 'status' is 'finished'"),
    "no day": (put(1, "Due", "next May"), "K2: 'next May' is no day"),
    "an id twice": (put(2, "Id", "laser-what"), "A3: 'laser-what' stands already in row 2"),
    "a phrase of another": (
        put(1, "Phrases", "days off needed afterwards"),
        ': "days off needed afterwards" stands in',
    ),
    "no sources": (put(2, "Sources", ""), "F3: answer "),
    "no phrases, as under a merged cell": (put(1, "Phrases", ""), "D2: is blank"),
    "a day as the status": (put(1, "Status", "2026-03-01"), "H2: 'status' is '2026-03-01'"),
    "a column twice": (lambda rows: rows[0].append("ANSWER "), "M1: 'Answer' stands twice in the header"),
    "a column that is misspelt": (put(0, "Answer", "Anser"), "C1: 'Anser' is no column: did you mean 'Answer'?"),
    "another topic": (put(1, "Topic", "hair"), "L2: 'laser-what' cannot change its topic"),
    "a new one without a topic": (lambda rows: rows.append(["", "New?"]), "L4: a new intent needs the topic"),
}


@pytest.mark.parametrize(("change", "said"), REFUSED.values(), ids=REFUSED)
def test_what_check_would_refuse_is_refused_with_its_cell(
    folder: Path, exported: Path, change: Callable[[Rows], None], said: str
) -> None:
    change_cells(exported, change)
    before = (folder / "laser.yaml").read_bytes()
    with pytest.raises(TableError) as refused:
        imported(folder, exported)
    assert said in str(refused.value)
    assert (folder / "laser.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        put(1, "Id", "LASER-WHAT"),
        put(1, "Id", " laser-what\u00a0"),
        put(1, "Id", ""),
        put(1, "Topic", ""),
        put(1, "Caveats", "Evidence-Thin"),
        put(0, "Id", " ID "),
        lambda rows: rows.reverse() or rows.insert(0, rows.pop()),
        lambda rows: rows.insert(2, [""] * len(rows[0])),
        lambda rows: [row.insert(0, "note") for row in rows],
        lambda rows: [row.reverse() for row in rows],
        put(1, "Phrases", "  what is the laser for\n\nexplain the light machine \nhow does this gadget melt fat\n"),
    ],
)
def test_what_offices_do_to_a_table_by_the_way_changes_nothing(
    folder: Path, exported: Path, change: Callable[[Rows], None]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    change_cells(exported, change)
    found = imported(folder, exported)
    assert (found.changes, found.new, found.absent) == ((), (), ())
    assert {path.name: path.read_bytes() for path in folder.glob("*.yaml")} == before
