"""Excel and CSV files as rows of text, as offices save them, and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import category
from zipfile import ZipFile

from bot.errors import BotError

SUFFIXES = (".xlsx", ".csv")
MOST_COLUMNS = 100
MOST_BYTES = 20_000_000  # of a workbook as it is when unpacked
TITLES = 10  # rows, among which the header stands
_UNSEEN = ("Cf", "Zs")  # what joins or parts characters, such as the blank of "10 ml" that does not break
_ERRORS = frozenset(("#REF!", "#NAME?", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a cell instead of showing it

Rows = Sequence[Sequence[str]]
IsHead = Callable[[Sequence[str]], bool]


class TableError(BotError):
    """A table that cannot be written or read, and what would mend it."""


def read_rows(name: str, content: bytes, is_head: IsHead) -> Iterator[list[str]]:
    """Yield the rows of a file of this name; of a workbook, those of its first sheet that has a row that `is_head`.

    Raises TableError where it cannot be read.
    """
    if _known(Path(name).suffix) == ".xlsx":
        return _xlsx_rows(name, content, is_head)
    return _csv_rows(name, content)


def write_rows(suffix: str, rows: Rows, widths: Sequence[int]) -> bytes:
    """Return `rows`, the header first, as the bytes of a file that ends in `suffix`; `widths` are in characters."""
    if _known(suffix) == ".xlsx":
        return _xlsx(rows, widths)
    text = io.StringIO()
    csv.writer(text).writerows([[_harmless(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")  # with the mark by which Excel knows the encoding


def letter(number: int) -> str:
    """Return the letters of the `number`-th column (from 0)."""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _known(suffix: str) -> str:
    if suffix.lower() not in SUFFIXES:
        raise TableError(f"'{suffix}' is no table: name a file that ends in {' or '.join(SUFFIXES)}")
    return suffix.lower()


def _xlsx(rows: Rows, widths: Sequence[int]) -> bytes:
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Intents"
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = _printable(text)
            cell.data_type = "s"  # text, even where it begins as a formula does
            cell.font = openpyxl.styles.Font(bold=number == 1)
            cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    for place, width in enumerate(widths):
        sheet.column_dimensions[letter(place)].width = width
    sheet.freeze_panes = "C2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _xlsx_rows(name: str, content: bytes, is_head: IsHead) -> Iterator[list[str]]:
    openpyxl = _openpyxl()
    from bot.editing.merged_cells import MergedCells  # noqa: PLC0415 - it needs openpyxl too

    try:
        with ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise TableError(f"{name}: is too large: copy the table alone into a new workbook")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        # Where one cell far away was ever touched, openpyxl makes all rows and columns up to there.
        at = next((n for n, sheet in enumerate(book.worksheets) if _has_head(sheet, is_head)), 0)
        sheets = (each.worksheets[at].iter_rows(max_col=MOST_COLUMNS, values_only=True) for each in (book, formulas))
        merged = MergedCells(book.worksheets[at])
        is_below = False
        for number, (row, written) in enumerate(zip(*sheets, strict=True), 1):
            for place, value in enumerate(row):
                if why := _unreadable(value, written[place]):
                    raise TableError(f"{name}: {letter(place)}{number}: {why}")
            texts = [_text(value) for value in row] if any(row) else []
            if is_below and (area := merged.across(number)):
                raise TableError(f"{name}: {area} are merged into one: unmerge them, and fill in each")
            yield merged.filled(number, texts) if is_below else texts
            is_below = is_below or is_head(texts)
    except TableError:
        raise
    except Exception:  # openpyxl lets each library below it raise its own
        raise TableError(f"{name}: is no Excel file: save it as .xlsx, without a password") from None


def _has_head(sheet: Any, is_head: IsHead) -> bool:
    rows = sheet.iter_rows(max_row=TITLES, max_col=MOST_COLUMNS, values_only=True)
    return any(is_head([_text(value) for value in row]) for row in rows)


def _unreadable(value: Any, written: Any) -> str:
    """Return why the `value` of a cell in which `written` stands cannot be taken; empty where it can."""
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


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char in "\n\t" or category(char) in _UNSEEN)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _without_guard(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
