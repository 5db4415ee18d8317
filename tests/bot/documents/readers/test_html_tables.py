"""Tables that stand in a text as HTML."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.documents.document import Reading
from bot.documents.readers.html_tables import read_table, without_tables

TABLE = "<Table>\n<tr><td>Crown</td>\n<td>3 days</td></tr></TABLE>"


def test_a_table_is_put_by_and_the_lines_around_it_stay() -> None:
    text, tables = without_tables(f"One\n{TABLE}\nSix")
    assert text.split("\n")[0::4] == ["One", "Six"]
    assert list(tables.values()) == [TABLE]
    assert text.split("\n")[1] in tables


def test_what_is_no_table_by_itself_is_left() -> None:
    for text in ("Rest <table>a</table> well.", "<table> without an end", "no table"):
        assert without_tables(text) == (text, {})


@given(st.lists(st.sampled_from(["<table>", "</table>", "\n", "a", " ", TABLE]), max_size=9).map("".join))
def test_no_line_is_lost(text: str) -> None:
    plain, tables = without_tables(text)
    assert plain.count("\n") == text.count("\n")
    for mark, table in tables.items():
        plain = plain.replace(mark + "\n" * table.count("\n"), table)
    assert plain == text


def test_a_table_is_read_on_its_lines() -> None:
    reading = Reading()
    read_table(TABLE, 7, reading)
    assert [(block.text, block.line) for block in reading.blocks] == [("Crown: 3 days", 7)]
