"""Intents as a table: out and back without a loss, as offices save it, and refused with the name of the cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import load_intents
from bot.content.edit import Edit
from bot.content.model import NOBODY
from bot.content.raw import read_raw_intents
from bot.editing.importing import Imported, import_table
from bot.editing.spreadsheet import TableError
from bot.editing.table import COLUMNS, parse_table, read_table, table_bytes, write_table
from tests.serving import ROOT
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


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_shipped_intents_come_back_unchanged(suffix: str) -> None:
    edit = Edit(ROOT / "intents")
    rows = table_bytes(
        suffix, [__import__("bot.editing.table", fromlist=["cells_of"]).cells_of(e) for e in edit.entries]
    )
    assert import_table(edit, parse_table(f"all{suffix}", rows)).changes == ()


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
    ("name", "content", "said"),
    [
        ("a.xlsx", b"PK nonsense", "is no Excel file"),
        ("a.csv", b"Name,Text\n1,2\n", "no row has 'Id' or 'Question'"),
        ("a.csv", b"", "no row has 'Id' or 'Question'"),
        ("a.ods", b"", "'.ods' is no table"),
    ],
)
def test_what_is_no_table_is_said(name: str, content: bytes, said: str) -> None:
    with pytest.raises(TableError, match=said):
        parse_table(name, content)


def test_the_header_may_stand_lower_and_hold_a_part_of_the_columns() -> None:
    table = parse_table("a.csv", b"\n\nQUESTION,Mine,answer\n Why? ,x,Because.\n")
    [row] = table.rows
    assert (row.cells, table.cell(row, "Answer")) == ({"Question": "Why?", "Answer": "Because."}, "C4")


def bomb(rows: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Id", "Question"])
    rows(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(("cell", "said"), [("=1+1", "formula whose value is not saved"), ("#REF!", "an error of a f")])
def test_a_cell_without_a_value_of_its_own_is_refused_with_its_name(cell: str, said: str) -> None:
    content = bomb(lambda book: book.active.append(["a", cell]))
    with pytest.raises(TableError, match=f"B2: is .*{said}"):
        parse_table("a.xlsx", content)


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


def test_a_cell_touched_far_away_is_no_reason_to_look_at_all_up_to_there() -> None:
    content = bomb(lambda book: [book.active.cell(row, 16_384, 1) for row in range(3, 300)])
    assert len(content) < 10_000
    assert [row.number for row in parse_table("a.xlsx", content).rows] == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", bomb(lambda book: [book.active.append(["x"]) for _ in range(20_001)]), "more than 20,000 rows"),
        ("a.csv", b"Id\n" + b"x\n" * 20_001, "more than 20,000 rows"),
        (
            "a.xlsx",
            bomb(lambda book: [book.create_sheet(f"{n}").append(["a" * 32_767] * 70) for n in range(10)]),
            "too large",
        ),
        ("a.csv", b'Id,Question\n"' + b"x," * 200_000, "line 2 cannot be read as CSV"),
    ],
)
def test_a_table_that_would_take_all_time_or_memory_is_refused(name: str, content: bytes, said: str) -> None:
    with pytest.raises(TableError, match=said):
        parse_table(name, content)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@given(text=st.text(max_size=80).map(str.strip))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_printable_text_comes_back_and_none_is_a_formula(suffix: str, text: str) -> None:
    text = "".join(char for char in text if char.isprintable())
    row = {**dict.fromkeys(COLUMNS, ""), "Id": "x", "Answer": text}
    content = table_bytes(suffix, [row])
    assert parse_table(f"a{suffix}", content).rows[0].cells["Answer"] == text.strip()
    if suffix == ".xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet["C2"].data_type != "f"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("text", ["10\u00a0ml", "5\u202f000", "👩\u200d⚕️ here", "لا\u200cبأس", "co\u00adop"])
def test_what_is_not_seen_between_characters_comes_back(suffix: str, text: str) -> None:
    row = {**dict.fromkeys(COLUMNS, ""), "Id": "a", "Answer": text}
    [found] = parse_table(f"a{suffix}", table_bytes(suffix, [row])).rows
    assert found.cells["Answer"] == text


def test_the_table_is_found_below_a_title_and_behind_another_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Read the other sheet"])
    sheet = book.create_sheet("Mine")
    for row in (["Our answers"], [], ["Id", "Question"], ["a", "Why?"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    content = io.BytesIO()
    book.save(content)
    table = parse_table("a.xlsx", content.getvalue())
    [row] = table.rows
    assert (dict(row.cells), table.cell(row, "Question")) == ({"Id": "a", "Question": "Why?"}, "B4")


def merged(*areas: str) -> bytes:
    """A workbook of two rows of questions below a title, with these cells merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Our answers"], ["Id", "Question", "Answer", "Caveats"], ["a", "Why?", "So.", "x"], ["b", "How?"]):
        sheet.append(row)
    for area in areas:
        sheet.merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_cell_that_is_merged_over_rows_says_the_same_in_each() -> None:
    table = parse_table("a.xlsx", merged("A1:D1", "C3:C4", "D3:D5"))
    assert [row.cells["Answer"] for row in table.rows] == ["So.", "So."]
    assert [row.cells["Caveats"] for row in table.rows] == ["x", "x"]


def test_cells_that_are_merged_over_columns_are_refused_by_name() -> None:
    with pytest.raises(TableError, match=r"a.xlsx: B4:C4 are merged into one: unmerge them, and fill in each"):
        parse_table("a.xlsx", merged("A1:D1", "B4:C4"))
