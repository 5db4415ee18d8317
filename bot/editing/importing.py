"""Take a table of intents back: what it changes is found first, held against the rules, and written once wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content.edit import Edit
from bot.content.ids import new_id
from bot.content.model import NOBODY
from bot.content.raw import RawIntent
from bot.editing.spreadsheet import TableError
from bot.editing.table import BETWEEN, Row, Table, cells_of
from bot.errors import Diagnostic, IntentsError
from bot.text import normalise

Cells = Mapping[str, str]

_SOURCE = re.compile(r"([a-z0-9-]+)\s*:\s*(.+)")
_REVIEW = {"Reviewed by": "by", "Reviewed on": "on", "Due": "due"}
_FIELDS = {
    "Question": "question",
    "Answer": "answer",
    "Phrases": "examples",
    "Caveats": "caveats",
    "Sources": "sources",
    "Follow-ups": "follow_ups",
    "Status": "status",
}
_REVIEWED = {"Question", "Answer", "Caveats", "Sources"}  # what patients read under the day of a review
_COLUMNS = {field: column for column, field in _FIELDS.items()} | {"reviewed": "Due"}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that says something else than the files: where it is, and the text before (empty if new) and after."""

    cell: str
    intent: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table changes: cell by cell, which intents are new, and which it does not mention (they stay).

    Those that are `outdated` say something else under the review of what they said before.
    """

    changes: tuple[CellChange, ...]
    new: tuple[str, ...]
    absent: tuple[str, ...]
    outdated: tuple[str, ...]


def import_table(edit: Edit, table: Table) -> Imported:
    """Make the changes of `table` in `edit`; nothing is written.

    Raises TableError with a line for each cell that cannot be taken, and EditError as `Edit.change` does.
    """
    known = {entry.id: entry for entry in edit.entries}
    named = {row.cells["Id"].casefold() for row in table.rows if row.cells.get("Id")}
    changes: list[CellChange] = []
    rows: dict[str, Row] = {}
    problems: list[str] = []
    for row in table.rows:
        key = _key(row, known, named) or new_id(row.cells.get("Question", ""), {*known, *rows})
        if first := rows.get(key):
            problems.append(f"{table.cell(row, 'Id')}: '{key}' stands already in row {first.number}: keep one of them")
            continue
        rows[key] = row
        try:
            changes += _take(edit, table, row, key, known.get(key))
        except TableError as error:
            problems.append(str(error))
    problems += [] if problems else _refused(edit, table, rows)
    if problems:
        raise TableError("\n".join(problems))
    new = tuple(key for key in rows if key not in known)
    outdated = tuple(key for key in rows if key in known and _is_outdated(known[key], changes))
    return Imported(tuple(changes), new, tuple(key for key in known if key not in rows), outdated)


def _is_outdated(entry: RawIntent, changes: Sequence[CellChange]) -> bool:
    """Return whether `changes` give a reviewed intent other words, and no other day of the review."""
    columns = {change.column for change in changes if change.intent == entry.id}
    return bool(columns & _REVIEWED and "Reviewed on" not in columns and cells_of(entry)["Reviewed on"])


def _key(row: Row, known: Mapping[str, RawIntent], named: Collection[str]) -> str:
    """Return the id of a row's intent: in whatever case it is written, or, where it is blank, by its question.

    Empty for a new one. Ids that the table names elsewhere (`named`, in small letters) are other rows'.
    """
    if given := row.cells.get("Id"):
        return next((name for name in known if name.casefold() == given.casefold()), given)
    asked = normalise(row.cells.get("Question", ""))
    same = [name for name, entry in known.items() if normalise(str(entry.data.get("question", ""))) == asked]
    return next((name for name in same if name.casefold() not in named), "")


def _take(edit: Edit, table: Table, row: Row, key: str, entry: RawIntent | None) -> Iterator[CellChange]:
    """Make the changes of one row, and give them."""
    before = cells_of(entry) if entry else {}
    changed = {
        column: text
        for column, text in row.cells.items()
        if column not in {"Id", "Topic"} and not _same(column, text, before.get(column, ""))
    }
    if entry and row.cells.get("Topic") and row.cells["Topic"] != before["Topic"]:
        raise TableError(f"{table.cell(row, 'Topic')}: '{key}' cannot change its topic here: move it in the studio")
    fields = dict(_fields(table, row, changed, {**before, **row.cells}))
    if entry and fields:
        edit.change(key, fields)
    elif not entry:
        _add(edit, table, row, {"id": key, **fields})
    for column, text in changed.items():
        yield CellChange(table.cell(row, column), key, column, before.get(column, ""), text)


def _same(column: str, text: str, other: str) -> bool:
    """Return whether two cells say the same: in lists, blank lines count for nothing."""
    alike = _ALIKE.get(column, str)
    return bool(alike(text) == alike(other))


def _add(edit: Edit, table: Table, row: Row, fields: Mapping[str, Any]) -> None:
    """Write a new intent into the file of its topic. An intent that has an answer to be written is a draft."""
    files = {str(entry.file.data["topic"]): entry.file for entry in reversed(edit.entries)}
    file = files.get(row.cells.get("Topic", ""))
    if file is None:
        raise TableError(
            f"{table.cell(row, 'Topic')}: a new intent needs the topic of a file: {', '.join(sorted(files))}"
        )
    if not fields.get("question"):
        raise TableError(f"{table.cell(row, 'Question')}: is blank: write the question")
    unreviewed = {"reviewed": {"by": NOBODY}} if file.data.get("reviewed") else {}  # the file's is not of this one
    edit.add(file.path, {"examples": [fields["question"]], "status": "draft", **unreviewed, **fields})


def _fields(
    table: Table, row: Row, changed: Mapping[str, str], all_cells: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    """Yield the intent's fields for the cells that changed."""
    for column, text in changed.items():
        if column in _FIELDS:
            try:
                yield _FIELDS[column], _READ.get(column, _whole)(text)
            except ValueError as error:
                raise TableError(f"{table.cell(row, column)}: {error}") from None
    if set(changed) & set(_REVIEW):
        review = {part: _review_part(table, row, column, all_cells) for column, part in _REVIEW.items()}
        yield "reviewed", {part: value for part, value in review.items() if value}


def _review_part(table: Table, row: Row, column: str, cells: Cells) -> Any:
    text = cells.get(column, "")
    if column == "Reviewed by" or not text:
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TableError(f"{table.cell(row, column)}: '{text}' is no day: write it as YYYY-MM-DD") from None


def _whole(text: str) -> Any:
    if not text:
        raise ValueError("is blank: write it, or delete the row to leave the intent as it is")
    return text


def _answer(text: str) -> Any:
    wordings = [part.strip() for part in _whole(text).split(f"\n{BETWEEN}\n")]
    return wordings if len(wordings) > 1 else wordings[0]


def _list(text: str) -> list[str]:
    return _lines(_whole(text))


def _ids(text: str) -> list[str] | None:
    return [part.casefold() for part in re.split(r"[\s,;]+", text) if part] or None


def _sources(text: str) -> list[dict[str, str]] | None:
    found = []
    for line in _lines(text):
        if not (match := _SOURCE.fullmatch(line)):
            raise ValueError(f"'{line}' is no source: write the document's name, a colon and the section")
        found.append({"document": match[1], "section": match[2]})
    return found or None


def _status(text: str) -> str | None:
    return None if text.casefold() in {"", "live"} else text.casefold()


_READ: Mapping[str, Callable[[str], Any]] = {
    "Answer": _answer,
    "Phrases": _list,
    "Caveats": _ids,
    "Follow-ups": _ids,
    "Sources": _sources,
    "Status": _status,
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# What of a cell counts, where not every letter does.
_ALIKE: Mapping[str, Callable[[str], Any]] = {
    "Phrases": _lines,
    "Caveats": _ids,
    "Follow-ups": _ids,
    "Sources": _lines,
    "Status": str.casefold,
}


def _refused(edit: Edit, table: Table, rows: Mapping[str, Row]) -> list[str]:
    """Return what is wrong with the intents as they would be, each with its cell where it has one."""
    try:
        edit.knowledge()
    except IntentsError as error:
        return [_with_cell(edit, table, rows, diagnostic) for diagnostic in error.diagnostics]
    return []


def _with_cell(edit: Edit, table: Table, rows: Mapping[str, Row], diagnostic: Diagnostic) -> str:
    for entry in edit.entries:
        if entry.file.path != diagnostic.path or entry.id not in rows:
            continue
        for place, line in entry.file.lines.items():
            if place[:2] == ("intents", entry.number) and line == diagnostic.line:
                column = _COLUMNS.get(diagnostic.field or str((*place, "id")[2]), "Id")
                return f"{table.cell(rows[entry.id], column)}: {diagnostic.message}"
    return str(diagnostic)
