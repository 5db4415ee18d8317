"""Tables that stand in a text as HTML, as programs write them that keep notes: read as those of web pages."""

from __future__ import annotations

from collections.abc import Mapping

from bot.documents.document import Reading

_START, _END = "<table", "</table>"


def without_tables(text: str) -> tuple[str, Mapping[str, str]]:
    """Return `text` with a mark on a line of its own for each table that begins and ends a line, and these by mark.

    All other lines keep their numbers.
    """
    tables: dict[str, str] = {}
    plain, kept, at = text.lower(), "", 0
    while (start := plain.find(_START, at)) >= 0 and (end := plain.find(_END, start)) >= 0:
        end += len(_END)
        is_apart = (
            not text[text.rfind("\n", 0, start) + 1 : start].strip() and not text[end:].partition("\n")[0].strip()
        )
        mark = f"\x04{len(tables)}"
        kept += text[at:start] + (mark + "\n" * text.count("\n", start, end) if is_apart else text[start:end])
        tables |= {mark: text[start:end]} if is_apart else {}
        at = end
    return kept + text[at:], tables


def read_table(table: str, line: int, reading: Reading) -> None:
    """Add the blocks of a table that begins on `line` to `reading`; of an empty text, nothing."""
    if not table:
        return
    from bot.documents.readers.html import read_part  # noqa: PLC0415 - needs a library that plain texts do not

    read_part(table, line, reading)
