"""CSV and TSV files: tables, whose delimiter and encoding are found."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from bot.documents.document import DocumentError, Reading
from bot.documents.encoding import decode
from bot.documents.table import table_blocks
from bot.documents.table_columns import Row
from bot.documents.typography import as_meant

_DELIMITERS = ",;\t|"


def read(path: Path) -> Reading:
    """Read a table of questions and answers, or of names and what is said of them."""
    text, warning = decode(path.read_bytes())
    rows = _rows(path, text)
    for row in rows:
        if row.filled and len(row.cells) < 2 and row is not rows[0]:
            raise DocumentError(path, f"line {row.number} has one column: it needs two, a question and its answer")
    if rows and max(len(row.cells) for row in rows) < 2:
        raise DocumentError(path, "line 1 has one column: it needs two, a question and its answer")
    reading = Reading(warnings=[warning] * bool(warning))
    reading.blocks = table_blocks(rows, reading, is_faq=True, where="row")
    return reading


def _rows(path: Path, text: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        start = 1
        for cells in reader:
            rows.append(Row(start, [as_meant(cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise DocumentError(path, f"line {reader.line_num} cannot be read: {error}") from None
    return rows


def _delimiter(text: str) -> str:
    """The delimiter that parts most of the first lines."""
    lines = [line for line in text.splitlines() if line.strip()][:20]
    return max(_DELIMITERS, key=lambda sign: (sum(sign in line for line in lines), text.count(sign, 0, 2_000)))
