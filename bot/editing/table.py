"""All intents as one table, a row for each: what an office's spreadsheet shows, and reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from bot.content.raw import RawIntent
from bot.editing.spreadsheet import TITLES, TableError, letter, read_rows, write_rows

LONGEST = 32_767  # characters that Excel keeps in a cell
MOST_ROWS = 20_000  # a table's changes are looked for by the server itself, which has other work
LIKE = 80  # of 100: how like a column's name another may be before it is taken for a slip
BETWEEN = "----"  # the line between two wordings of one answer
_WIDTHS = {"Question": 40, "Answer": 70, "Phrases": 45, "Sources": 35}  # characters; all other columns take 16


def _lines(value: Any) -> str:
    return "\n".join(map(str, value if isinstance(value, list) else [value] if value else []))


def _answer(value: Any) -> str:
    """Return an answer as it stands; of several wordings, each after a line of dashes."""
    return f"\n{BETWEEN}\n".join(text.strip() for text in value) if isinstance(value, list) else str(value).strip()


def _source_lines(value: Any) -> str:
    return "\n".join(f"{source['document']}: {source['section']}" for source in value or ())


# Each column with what an intent's data say there.
COLUMNS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "Id": lambda data: str(data.get("id", "")),
    "Question": lambda data: str(data.get("question", "")),
    "Answer": lambda data: _answer(data.get("answer", "")),
    "Phrases": lambda data: _lines(data.get("examples")),
    "Caveats": lambda data: _lines(data.get("caveats")),
    "Sources": lambda data: _source_lines(data.get("sources")),
    "Follow-ups": lambda data: _lines(data.get("follow_ups")),
    "Status": lambda data: str(data.get("status", "live")),
    "Reviewed by": lambda data: str(data["reviewed"].get("by") or ""),
    "Reviewed on": lambda data: str(data["reviewed"].get("on") or ""),
    "Due": lambda data: str(data["reviewed"].get("due") or ""),
    "Topic": lambda data: str(data["topic"]),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that was read: its number there (from 1), and the text in each column that the table has."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: its columns, each with its letter there, and its rows."""

    letters: Mapping[str, str]
    rows: Sequence[Row]

    def cell(self, row: Row, column: str) -> str:
        """Return the name of a cell, such as "C12"; of the row's first one where the table lacks the column."""
        return f"{self.letters.get(column, 'A')}{row.number}"


def cells_of(entry: RawIntent) -> dict[str, str]:
    """Return what stands in each column for an intent; its review is the file's where it has none of its own."""
    topic = entry.file.data
    data = {
        **entry.data,
        "topic": topic["topic"],
        "reviewed": entry.data.get("reviewed") or topic.get("reviewed") or {},
    }
    return {column: show(data) for column, show in COLUMNS.items()}


def write_table(path: Path, entries: Iterable[RawIntent]) -> int:
    """Write the intents to `path`, an XLSX or CSV file by its ending; gives how many. Raises TableError or OSError."""
    rows = [cells_of(entry) for entry in entries]
    path.write_bytes(table_bytes(path.suffix, rows))
    return len(rows)


def table_bytes(suffix: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return the table as the bytes of a file that ends in `suffix`, ".xlsx" or ".csv"."""
    for row in rows:
        for column, text in row.items():
            if len(text) > LONGEST:
                raise TableError(
                    f"{column} of '{row['Id']}' is longer than {LONGEST:,} characters: no table takes that"
                )
    cells = [list(COLUMNS), *([row[column] for column in COLUMNS] for row in rows)]
    return write_rows(suffix, cells, [_WIDTHS.get(column, 16) for column in COLUMNS])


def read_table(path: Path) -> Table:
    """Read `path`, as an office saves it. Raises TableError where it is no table of intents, else OSError."""
    content = path.read_bytes()
    return parse_table(path.name, content)


def parse_table(name: str, content: bytes) -> Table:
    """Read the `content` of a file of this name. Raises TableError."""
    rows = read_rows(name, content, _is_head)
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    head = next((row for row in islice(numbered, TITLES) if _is_head(row[1])), None)
    if head is None:
        raise TableError(f"{name}: no row has 'Id' or 'Question' as a header: start with the table that export makes")
    columns = dict(_columns(*head))
    kept = islice(numbered, MOST_ROWS + 1)
    found = [Row(number, {column: _cell(row, n) for n, column in columns.items()}) for number, row in kept]
    if len(found) > MOST_ROWS:
        raise TableError(f"{name}: has more than {MOST_ROWS:,} rows: delete those that are no intents")
    return Table({column: letter(n) for n, column in columns.items()}, found)


def _is_head(row: Sequence[str]) -> bool:
    return bool({"id", "question"} & {" ".join(text.split()).casefold() for text in row})


def _columns(number: int, head: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the place of each column that the header, row `number`, names. Columns of other names are an office's own.

    Raises TableError where one stands twice, or is nearly one of ours, so that what stands in it would be lost.
    """
    known = {column.casefold(): column for column in COLUMNS}
    found: set[str] = set()
    for place, text in enumerate(head):
        plain = " ".join(text.split()).casefold()
        column = known.get(plain)
        if column in found:
            raise TableError(f"{letter(place)}{number}: '{column}' stands twice in the header: keep one of the two")
        if column:
            found.add(column)
            yield place, column
        elif likest := process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=LIKE):
            problem = f"'{text}' is no column: did you mean '{known[likest[0]]}'? Else give it quite another name"
            raise TableError(f"{letter(place)}{number}: {problem}")


def _cell(row: Sequence[str], number: int) -> str:
    text = row[number] if number < len(row) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()
