"""Excel workbooks: the sheets that are shown, each cell as Excel shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter

from bot.documents.document import Block, Kind, Reading
from bot.documents.links import link_text
from bot.documents.notes import raised
from bot.documents.readers.number_format import shown_number
from bot.documents.table import table_blocks
from bot.documents.table_columns import Row
from bot.documents.typography import as_meant

SHEET_LEVEL = 1
NONE = (0, 0)


def read(path: Path) -> Reading:
    """Read a workbook."""
    shown = openpyxl.load_workbook(path, data_only=True, rich_text=True)
    written = openpyxl.load_workbook(path)
    reading = Reading()
    full = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible" and _used(sheet) != NONE]
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            reading.leave_out(f"sheet '{sheet.title}'", _words(sheet), "a hidden sheet")
    for sheet in full:
        reader = _Sheet(sheet, written[sheet.title], reading)
        if len(full) > 1:
            reading.blocks.append(Block(sheet.title, 1, kind=Kind.HEADING, level=SHEET_LEVEL))
        where = f"sheet '{sheet.title}' row" if len(full) > 1 else "row"
        reading.blocks += table_blocks(list(reader.rows()), reading, is_faq=True, where=where)
        reader.pictures()
    return reading


def _used(sheet: Any) -> tuple[int, int]:
    """The last row and the last column that hold anything; both 0 for a sheet that is empty.

    openpyxl's own bounds count cells that were merely touched, at times a million rows away, and to go through them
    makes a cell in each place.
    """
    filled = [place for place, cell in sheet._cells.items() if cell.value is not None or cell.comment]
    return max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)


def _words(sheet: Any) -> str:
    return " ".join(str(cell.value) for cell in sheet._cells.values() if cell.value is not None)


class _Sheet:
    """Reads the rows of one sheet; what is hidden or struck is noted as left out."""

    def __init__(self, sheet: Any, written: Any, reading: Reading) -> None:
        self.sheet, self.written, self.reading = sheet, written, reading
        self.merged = {
            (row, area.min_col): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row + 1, area.max_row + 1)
        }
        self.hidden = set(self._hidden_columns())

    def rows(self) -> Iterator[Row]:
        """The rows that are shown, by their numbers."""
        last_row, last_column = _used(self.written)
        for cells in self.sheet.iter_rows(max_row=last_row, max_col=last_column):
            number = cells[0].row
            is_row = any(cell.value is not None for cell in cells)  # of its own, and not of merged cells alone
            texts = [self._text(cell) if is_row else "" for cell in cells]
            if self.sheet.row_dimensions[number].hidden:
                self._leave_out(number, " ".join(filter(None, texts)), "a hidden row")
                continue
            for cell, text in zip(cells, texts, strict=True):
                if cell.column in self.hidden:
                    self._leave_out(number, text, f"hidden column {get_column_letter(cell.column)}")
            yield Row(number, [t for c, t in zip(cells, texts, strict=True) if c.column not in self.hidden])

    def pictures(self) -> None:
        """Note the sheet's pictures as left out."""
        for _ in [*getattr(self.sheet, "_images", ()), *getattr(self.sheet, "_charts", ())]:
            self.reading.leave_out(f"sheet '{self.sheet.title}'", "a picture", "what a picture shows is not read")

    def _hidden_columns(self) -> Iterator[int]:
        for dimension in self.sheet.column_dimensions.values():
            if dimension.hidden and dimension.min:
                yield from range(dimension.min, (dimension.max or dimension.min) + 1)

    def _text(self, cell: Any) -> str:
        if home := self.merged.get((cell.row, cell.column)):
            cell = self.sheet.cell(*home)
        if cell.value is None:
            self._leave_out_formula(cell)
            return ""
        if getattr(cell, "comment", None):
            self._leave_out(cell.row, cell.comment.text, "a comment")
        text = self._rich(cell) if isinstance(cell.value, CellRichText) else as_shown(cell.value, cell.number_format)
        if cell.font is not None and cell.font.strike:
            self._leave_out(cell.row, text, "struck through")
            return ""
        link = getattr(cell, "hyperlink", None)
        return as_meant(link_text(text, link.target) if link and link.target else text)

    def _rich(self, cell: Any) -> str:
        said = ""
        for part in cell.value:
            if not isinstance(part, TextBlock):
                said += str(part)
            elif part.font.strike:
                self._leave_out(cell.row, part.text, "struck through")
            else:
                said += raised(part.text, said) if part.font.vertAlign == "superscript" else part.text
        return said

    def _leave_out_formula(self, cell: Any) -> None:
        formula = self.written.cell(cell.row, cell.column).value
        if isinstance(formula, str) and formula.startswith("="):
            self._leave_out(cell.row, formula, "a formula whose value is not saved: open it in Excel and save it")

    def _leave_out(self, row: int, text: str, reason: str) -> None:
        self.reading.leave_out(f"sheet '{self.sheet.title}' row {row}", text, reason)


def as_shown(value: Any, form: str) -> str:
    """A cell's value as Excel shows it in the number format `form`."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y}" if value.time() == time() else f"{value:%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return shown_number(value, form) if isinstance(value, int | float) else str(value)
