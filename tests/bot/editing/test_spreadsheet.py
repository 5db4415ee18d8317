"""Excel and CSV files as offices save them: every text comes back, and what would be lost is refused by its cell."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.editing.spreadsheet import TableError
from bot.editing.table import COLUMNS, parse_table, table_bytes


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
