"""Merged cells of a table: taken over where it is sure, and else refused by their name."""

from __future__ import annotations

import io

import openpyxl
import pytest

from bot.editing.spreadsheet import TableError
from bot.editing.table import parse_table


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


def test_a_header_that_is_merged_over_rows_is_no_row() -> None:
    table = parse_table("a.xlsx", merged("B1:D1", "A2:A3"))
    assert [row.cells["Id"] for row in table.rows] == ["", "b"]
