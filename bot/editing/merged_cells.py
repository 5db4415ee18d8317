"""Merged cells of a worksheet that is read row by row: one that spans rows says the same in each of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl.worksheet.cell_range import CellRange


class MergedCells:
    """The areas of `sheet`, a read-only worksheet of openpyxl's, that are merged."""

    def __init__(self, sheet: Any) -> None:
        self._starting: dict[int, list[CellRange]] = defaultdict(list)  # by their first row
        for area in _areas(sheet):
            self._starting[area.min_row].append(area)
        self._open: dict[int, tuple[int, str]] = {}  # by its place: up to which row a cell reaches, and what it says

    def filled(self, number: int, row: list[str]) -> list[str]:
        """Return a row (empty if blank) with what cells above say that reach into it; call it for each in turn."""
        self._open = {place: (last, text) for place, (last, text) in self._open.items() if last >= number}
        for place, (_, text) in self._open.items() if row else ():
            row += [""] * (place + 1 - len(row))
            row[place] = text
        for area in self._starting.get(number, ()):
            if area.min_col <= len(row):
                self._open[area.min_col - 1] = (area.max_row, row[area.min_col - 1])
        return row

    def across(self, number: int) -> str:
        """Return the name of a cell that spans columns from row `number` on, such as "B4:C4"; empty where none does."""
        found = (area.coord for area in self._starting.get(number, ()) if area.min_col < area.max_col)
        return next(found, "")


def _areas(sheet: Any) -> list[CellRange]:
    """Return the areas that are merged, which openpyxl itself does not read where it reads row by row."""
    areas: list[CellRange] = []
    with sheet._get_source() as source:
        for _, element in iterparse(source):
            if element.tag.endswith("}mergeCell"):
                areas.append(CellRange(element.attrib["ref"]))
            element.clear()
    return areas
