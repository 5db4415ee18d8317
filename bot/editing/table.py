"""All intents as one table, a row for each: what an office's spreadsheet shows, and reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from unicodedata import category
from zipfile import ZipFile

from rapidfuzz import fuzz, process

from bot.content.edit import WrittenIntent
from bot.errors import BotError

SUFFIXES = (".xlsx", ".csv")
LONGEST = 32_767  # characters that Excel keeps in a cell
MOST_ROWS = 20_000  # a table is read by the server itself, which has other work
MOST_COLUMNS = 100
MOST_BYTES = 20_000_000  # of a workbook as it is when unpacked
TITLES = 10  # rows, among which the header stands
LIKE = 80  # of 100: how like a column's name another may be before it is taken for a slip
_UNSEEN = ("Cf", "Zs")  # what joins or parts characters, such as the blank of "10 ml" that does not break
_ERRORS = frozenset(("#REF!", "#NAME?", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"))
BETWEEN = "----"  # the line between two wordings of one answer
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell instead of showing it
_WIDTHS = {"Question": 40, "Answer": 70, "Phrases": 45, "Sources": 35}  # characters; all other columns take 16


class TableError(BotError):
    """A table that cannot be written or read, and what would mend it."""


def _lines(value: Any) -> str:
    return "\n".join(map(str, value if isinstance(value, list) else [value] if value else []))


def _answer(value: Any) -> str:
    """An answer as it stands; of several wordings, each after a line of dashes."""
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
        """The name of a cell, such as "C12"; of the row's first one where the table lacks the column."""
        return f"{self.letters.get(column, 'A')}{row.number}"


def cells_of(entry: WrittenIntent) -> dict[str, str]:
    """What stands in each column for an intent; its review is the file's where it has none of its own."""
    topic = entry.file.data
    data = {
        **entry.data,
        "topic": topic["topic"],
        "reviewed": entry.data.get("reviewed") or topic.get("reviewed") or {},
    }
    return {column: show(data) for column, show in COLUMNS.items()}


def write_table(path: Path, entries: Iterable[WrittenIntent]) -> int:
    """Write the intents to `path`, an XLSX or CSV file by its ending; gives how many. Raises TableError or OSError."""
    rows = [cells_of(entry) for entry in entries]
    path.write_bytes(table_bytes(path.suffix, rows))
    return len(rows)


def table_bytes(suffix: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The table as the bytes of a file that ends in `suffix`, ".xlsx" or ".csv"."""
    for row in rows:
        for column, text in row.items():
            if len(text) > LONGEST:
                raise TableError(
                    f"{column} of '{row['Id']}' is longer than {LONGEST:,} characters: no table takes that"
                )
    return _written(_known(suffix), rows)


def read_table(path: Path) -> Table:
    """Read `path`, as an office saves it. Raises TableError where it is no table of intents, else OSError."""
    content = path.read_bytes()
    return parse_table(path.name, content)


def parse_table(name: str, content: bytes) -> Table:
    """Read the `content` of a file of this name. Raises TableError."""
    rows = _xlsx_rows(name, content) if _known(Path(name).suffix) == ".xlsx" else _csv_rows(name, content)
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row))
    head = next((row for row in islice(numbered, TITLES) if _is_head(row[1])), None)
    if head is None:
        raise TableError(f"{name}: no row has 'Id' or 'Question' as a header: start with the table that export makes")
    columns = dict(_columns(*head))
    kept = islice(numbered, MOST_ROWS + 1)
    found = [Row(number, {column: _cell(row, n) for n, column in columns.items()}) for number, row in kept]
    if len(found) > MOST_ROWS:
        raise TableError(f"{name}: has more than {MOST_ROWS:,} rows: delete those that are no intents")
    return Table({column: _letter(n) for n, column in columns.items()}, found)


def _is_head(row: Sequence[str]) -> bool:
    return bool({"id", "question"} & {" ".join(text.split()).casefold() for text in row})


def _columns(number: int, head: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The place of each column that the header, row `number`, names. Columns of other names are an office's own.

    Raises TableError where one stands twice, or is nearly one of ours, so that what stands in it would be lost.
    """
    known = {column.casefold(): column for column in COLUMNS}
    found: set[str] = set()
    for place, text in enumerate(head):
        plain = " ".join(text.split()).casefold()
        column = known.get(plain)
        if column in found:
            raise TableError(f"{_letter(place)}{number}: '{column}' stands twice in the header: keep one of the two")
        if column:
            found.add(column)
            yield place, column
        elif likest := process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=LIKE):
            problem = f"'{text}' is no column: did you mean '{known[likest[0]]}'? Else give it quite another name"
            raise TableError(f"{_letter(place)}{number}: {problem}")


def _known(suffix: str) -> str:
    if suffix.lower() not in SUFFIXES:
        raise TableError(f"'{suffix}' is no table: name a file that ends in {' or '.join(SUFFIXES)}")
    return suffix.lower()


def _written(suffix: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    if suffix == ".xlsx":
        return _xlsx(rows)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([list(COLUMNS), *([_harmless(row[column]) for column in COLUMNS] for row in rows)])
    return text.getvalue().encode("utf-8-sig")  # with the mark by which Excel knows the encoding


def _xlsx(rows: Sequence[Mapping[str, str]]) -> bytes:
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Intents"
    for number, row in enumerate([{column: column for column in COLUMNS}, *rows]):
        for place, column in enumerate(COLUMNS, 1):
            cell = sheet.cell(number + 1, place)
            cell.value = _printable(row[column])
            cell.data_type = "s"  # text, even where it begins as a formula does
            cell.font = openpyxl.styles.Font(bold=number == 0)
            cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    for place, column in enumerate(COLUMNS):
        sheet.column_dimensions[_letter(place)].width = _WIDTHS.get(column, 16)
    sheet.freeze_panes = "C2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _xlsx_rows(name: str, content: bytes) -> Iterator[list[str]]:
    openpyxl = _openpyxl()
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise TableError(f"{name}: is too large: copy the table alone into a new workbook")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        # Where one cell far away was ever touched, openpyxl makes all rows and columns up to there.
        at = next((n for n, sheet in enumerate(book.worksheets) if _has_head(sheet)), 0)
        sheets = (each.worksheets[at].iter_rows(max_col=MOST_COLUMNS, values_only=True) for each in (book, formulas))
        for number, (row, written) in enumerate(zip(*sheets, strict=True), 1):
            for place, value in enumerate(row):
                if why := _unreadable(value, written[place]):
                    raise TableError(f"{name}: {_letter(place)}{number}: {why}")
            yield [_text(value) for value in row] if any(row) else []
    except TableError:
        raise
    except Exception:  # openpyxl lets each library below it raise its own
        raise TableError(f"{name}: is no Excel file: save it as .xlsx, without a password") from None


def _has_head(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=TITLES, max_col=MOST_COLUMNS, values_only=True)
    return any(_is_head([_text(value) for value in row]) for row in rows)


def _unreadable(value: Any, written: Any) -> str:
    """Why the `value` of a cell in which `written` stands cannot be taken; empty where it can."""
    if value is None and isinstance(written, str) and written.startswith("="):
        return "is a formula whose value is not saved: open the table in Excel and save it, or write the text itself"
    return f"is {value}, an error of a formula: write the text itself" if value in _ERRORS else ""


def _openpyxl() -> Any:
    try:
        import openpyxl  # noqa: PLC0415 - an optional requirement
        import openpyxl.styles  # noqa: PLC0415
    except ImportError:
        raise TableError("XLSX needs further packages: pip install -r requirements-documents.txt") from None
    return openpyxl


def _csv_rows(name: str, content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from ([_without_guard(cell) for cell in row[:MOST_COLUMNS]] for row in rows)
    except csv.Error as error:  # such as a quote that is never closed
        raise TableError(f"{name}: line {rows.line_num} cannot be read as CSV ({error}): save it anew") from None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # as older Excels save it


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _cell(row: Sequence[str], number: int) -> str:
    text = row[number] if number < len(row) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char in "\n\t" or category(char) in _UNSEEN)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _without_guard(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _letter(number: int) -> str:
    """The letters of the `number`-th column (from 0)."""
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
