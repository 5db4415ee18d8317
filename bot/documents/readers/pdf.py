"""PDF files: their pages in reading order. A page whose order cannot be known is left to a person, and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from bot.documents.document import LIST_MARK, SENTENCE_ENDS, Block, DocumentError, Kind, Reading
from bot.documents.notes import mark
from bot.documents.questions import has_mark
from bot.documents.readers.columns import Region, regions, usual_step
from bot.documents.readers.markdown import BOLD_LEVEL
from bot.documents.readers.page import Line, Word, fields, lines_of, page_words, upright
from bot.documents.readers.running import running_lines
from bot.documents.table import table_blocks
from bot.documents.table_columns import Row
from bot.documents.typography import joined

UNSURE = "the order of its columns cannot be known: copy its text by hand"
SCANNED = "a picture of a page, without text: have its text recognised, or copy it by hand"
_SCAN = 0.4  # the share of a page that a picture covers from which the page is one
_PICTURE = 0.05  # the share from which a picture among text is worth a note
_FEW_LETTERS = 20
_LARGER = 1.12  # of the body's size, from which a line is a heading
_HEADING_WORDS = 14
_QUESTION_WORDS = 30
_APART = 1.3  # of the usual distance between lines, from which a line begins a paragraph


@dataclass(slots=True)
class _Page:
    """A page: its number, its lines outside of tables, and its tables with the place of their upper edge."""

    number: int
    lines: list[Line]
    tables: list[tuple[float, list[Row]]]


def read(path: Path) -> Reading:
    """Read a PDF. Raises DocumentError where it is locked with a password."""
    reading = Reading(is_wrapped=True)
    try:
        with pdfplumber.open(path) as pdf:
            pages = [_page(upright(page), reading) for page in pdf.pages]
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise DocumentError(path, "is locked with a password: save it without one") from None
        raise
    body = _body_size(pages)
    running = running_lines([page.lines for page in pages], body)
    for page, left_out in zip(pages, running, strict=True):
        for at, reason in left_out.items():
            reading.leave_out(f"page {page.number}", page.lines[at].text, reason)
        page.lines = [line for at, line in enumerate(page.lines) if at not in left_out]
    step = usual_step([line for page in pages for line in page.lines])
    for page in pages:
        reading.blocks += _Setter(page, body, step, reading).blocks()
    return reading


def _page(page: Any, reading: Reading) -> _Page:
    words = page_words(page, reading)
    place, area = f"page {page.page_number}", float(page.width * page.height) or 1.0
    covered = sum(float(image["width"] * image["height"]) for image in page.images) / area
    if sum(len(word.text) for word in words) < _FEW_LETTERS and covered > _SCAN:
        reading.leave_out(place, "a picture", SCANNED)
        reading.warnings.append(f"{place} is {SCANNED}")
    elif covered > _PICTURE:
        reading.leave_out(place, "a picture", "what a picture shows is not read")
    for value in fields(page):
        reading.leave_out(place, value, "a field of a form")
    tables, rest = _tables(page, words)
    return _Page(page.page_number, lines_of(rest), tables)


def _tables(page: Any, words: Sequence[Word]) -> tuple[list[tuple[float, list[Row]]], list[Word]]:
    """The tables that lines are drawn around, and the words outside of them."""
    found: list[tuple[float, list[Row]]] = []
    rest = list(words)
    for table in page.find_tables():
        rows = [[_cell(cell, words) for cell in row.cells] for row in table.rows]
        filled = sum(bool(text) for row in rows for text in row)
        if len(rows) < 2 or max(map(len, rows)) < 2 or 2 * filled < sum(map(len, rows)):
            continue
        is_head = _is_head([word for word in words if _is_in(word, row.bbox)] for row in table.rows)
        numbered = enumerate(rows, 1)
        found.append((table.bbox[1], [Row(at, cells, page.page_number, at == 1 and is_head) for at, cells in numbered]))
        rest = [word for word in rest if not _is_in(word, table.bbox)]
    return found, rest


def _is_head(rows: Iterable[Sequence[Word]]) -> bool:
    """Whether the first of `rows` is printed in bold, and no other is."""
    first, *others = (bool(words) and all(word.is_bold for word in words) for words in rows)
    return first and not any(others)


def _cell(box: tuple[float, float, float, float] | None, words: Sequence[Word]) -> str:
    return _paragraph(lines_of(word for word in words if box and _is_in(word, box)))


def _is_in(word: Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _paragraph(lines: Sequence[Line]) -> str:
    """The lines of a cell as one, those of a list apart."""
    said = ""
    for line in lines:
        if not said:
            said = line.text
        else:
            said = f"{said}\n{line.text}" if LIST_MARK.match(line.text) else joined(said, line.text)
    return said


def _body_size(pages: Sequence[_Page]) -> float:
    """The size in which most letters are printed."""
    sizes = Counter[float]()
    for word in (word for page in pages for line in page.lines for word in line.words):
        sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


class _Setter:
    """Makes blocks of one page's lines and tables. `step` is the usual distance of lines, a multiple of their size."""

    def __init__(self, page: _Page, body: float, step: float, reading: Reading) -> None:
        self.page, self.body, self.step, self.reading = page, body, step, reading

    def blocks(self) -> list[Block]:
        """The page's blocks in reading order; none, where that cannot be known."""
        lines = self._without_notes()
        found = list(regions(lines))
        if any(region.is_unsure for region in found):
            for line in lines:
                self.reading.leave_out(f"page {self.page.number}", line.text, UNSURE)
            self.reading.warnings.append(f"page {self.page.number}: {UNSURE}")
            found = []
        return list(self._in_order(found))

    def _in_order(self, found: Sequence[Region]) -> Iterator[Block]:
        """Blocks of the regions, each table before what stands below it."""
        tables = sorted(self.page.tables, key=lambda table: table[0])
        for region in found:
            for part in _cut(region, [top for top, _ in tables]):
                while tables and tables[0][0] < min(line.top for line in part.lines):
                    yield from table_blocks(tables.pop(0)[1], self.reading)
                yield from self._of_region(part)
        for _, rows in tables:
            yield from table_blocks(rows, self.reading)

    def _of_region(self, region: Region) -> Iterator[Block]:
        if region.rows is not None:
            is_head = _is_head([w for cell in cells for line in cell for w in line.words] for cells in region.rows)
            rows = [
                Row(at, [_paragraph(c) for c in cells], self.page.number, at == 1 and is_head)
                for at, cells in enumerate(region.rows, 1)
            ]
            yield from table_blocks(rows, self.reading)
            return
        edge = max((line.x1 for line in region.lines), default=0.0)
        blocks = [self._block(at, line, before, edge) for at, (before, line) in enumerate(_pairs(region.lines), 1)]
        yield from _whole_headings(blocks)

    def _block(self, at: int, line: Line, before: Line | None, edge: float) -> Block:
        level = self._level(line)
        kind = Kind.HEADING if level else Kind.TEXT
        return Block(line.text, at, self.page.number, kind, level, self._is_apart(line, before, edge))

    def _level(self, line: Line) -> int:
        """A heading's level by its size, or as one in bold; 0 for text."""
        for level, factor in enumerate((1.6, 1.3, _LARGER), 1):
            if line.size >= factor * self.body:
                return level
        return BOLD_LEVEL if line.is_bold and (has_mark(line.text) or not line.text.endswith(SENTENCE_ENDS[:-3])) else 0

    def _is_apart(self, line: Line, before: Line | None, edge: float) -> bool:
        """Whether a line begins a paragraph: after a gap, in another font, or as it had room in the line before."""
        if before is None:
            return True
        gap = line.bottom - before.bottom
        if gap > _APART * self.step * line.size or gap < 0 or line.is_bold != before.is_bold:
            return True
        first = line.words[0].x1 - line.words[0].x0
        had_room = before.x1 + first + 0.5 * line.size < edge
        return had_room and not line.text[:1].islower()

    def _note_mark(self, line: Line) -> str:
        """The mark with which a line in small print begins that another line of the page leads to."""
        first = line.words[0].text.strip()
        is_small = line.size < 0.95 * self.body and len(line.words) > 1
        return first if is_small and any(mark(first) in other.text for other in self.page.lines) else ""

    def _without_notes(self) -> list[Line]:
        """The page's lines without its footnotes, which are put by under their marks."""
        kept: list[Line] = []
        note = ""
        for line in self.page.lines:
            if name := line.opens_raised or self._note_mark(line):
                note = f"{self.page.number}:{name}"
                self.reading.notes[note] = Line(line.words[1:]).text
            elif note and line.size < 0.95 * self.body:
                self.reading.notes[note] = joined(self.reading.notes[note], line.text)
            else:
                note = ""
                kept.append(line)
        return kept


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line | None, Line]]:
    return zip([None, *lines], lines, strict=False)


def _cut(region: Region, tops: Sequence[float]) -> Iterator[Region]:
    """The region, in parts where tables stand between its lines."""
    if region.rows is not None or not tops:
        yield region
        return
    above = float("-inf")
    for edge in [*sorted(tops), float("inf")]:
        if lines := [line for line in region.lines if above <= line.top < edge]:
            yield Region(lines)
        above = edge


def _whole_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, those that one heading runs over in one."""
    held: Block | None = None
    for block in blocks:
        if (
            held
            and block.kind is Kind.HEADING
            and block.level == held.level
            and not block.is_apart
            and not has_mark(held.text)
        ):
            held = replace(held, text=joined(held.text, block.text))
            continue
        if held:
            yield _checked(held)
        held = block
    if held:
        yield _checked(held)


def _checked(block: Block) -> Block:
    """`block`, as text where it is too long for a heading or names nothing."""
    is_long = len(block.text.split()) > (_QUESTION_WORDS if has_mark(block.text) else _HEADING_WORDS)
    is_name = any(character.isalpha() for character in block.text) and not is_long
    return block if is_name or block.kind is Kind.TEXT else replace(block, kind=Kind.TEXT, level=0)
