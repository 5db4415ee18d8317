"""All intents as one table: its header is found, and what is none is said."""

from __future__ import annotations

import pytest

from bot.content.edit import Edit
from bot.editing.importing import import_table
from bot.editing.spreadsheet import TableError
from bot.editing.table import cells_of, parse_table, table_bytes
from tests.serving import ROOT


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


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_shipped_intents_come_back_unchanged(suffix: str) -> None:
    edit = Edit(ROOT / "intents")
    rows = table_bytes(suffix, [cells_of(entry) for entry in edit.entries])
    assert import_table(edit, parse_table(f"all{suffix}", rows)).changes == ()
