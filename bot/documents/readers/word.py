"""Word files: their paragraphs and tables in reading order, with notes, links and what is not to be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from bot.documents.document import Block, Kind, Reading
from bot.documents.links import link_text
from bot.documents.notes import mark, raised
from bot.documents.readers.markdown import BOLD_LEVEL
from bot.documents.table import lays_out, table_blocks, unfolded
from bot.documents.table_columns import Row
from bot.documents.typography import SOFT_HYPHEN, as_meant

_HEADING = re.compile(r"heading (\d)")
_NOTE_PARTS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
_MARGINS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_FIELD_LINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"')
_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": SOFT_HYPHEN, "ptab": " "}
_BOLD_TEXT = ("caption", "quote", "intense quote")  # Word's own styles of text that may be bold and is no heading
_WORDED = ("w:t", "w:delText", "w:p")
_SYMBOL_BULLETS = ("F0B7", "F0A7", "F0D8", "F0FC")


def read(path: Path) -> Reading:
    """Read a Word file."""
    document = docx.Document(str(path))
    reader = _Reader(document.part, Reading())
    reader.body(document.element.body)
    reader.margins()
    return reader.reading


@dataclass
class _Reader:
    """Walks through the parts of one file. `line` numbers its paragraphs and rows."""

    part: Any
    reading: Reading
    line: Iterator[int] = field(default_factory=lambda: count(1))
    number: int = 0
    is_after_answer: bool = False  # what stands next is no part of the table's last answer
    items: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.styles = {style.get(qn("w:styleId")): style for style in self.part.styles.element.iter(qn("w:style"))}
        for kind, relation in _NOTE_PARTS.items():
            self._read_notes(kind, relation)

    def body(self, parent: Any) -> None:
        """Read the paragraphs and tables in `parent`, those in content controls too."""
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
                self.body(child)
            elif child.tag in (qn("w:del"), qn("w:moveFrom")):
                self._leave_out(child, "deleted in tracked changes")
            elif child.tag == qn("w:altChunk"):
                self.reading.leave_out(self._place(), "a file", "put in as it is: open the document and save it anew")

    def _table(self, table: Any) -> None:
        """Read a table: as one, or, where its cells hold headings with text under them, a cell after the other."""
        cells = list(_cells(table))
        if any(self._has_sections(cell) for cell in cells) or lays_out(_known(row) for row in _table_rows(table)):
            for cell in cells:
                self.body(cell)
        else:
            found = table_blocks(self._rows(table), self.reading)
            self.reading.blocks += found
            self.is_after_answer = any(block.is_heading for block in found)

    def _has_sections(self, cell: Any) -> bool:
        said = [p for p in cell.findall(qn("w:p")) if "".join(t.text or "" for t in p.iter(qn("w:t"))).strip()]
        return any(self._level(paragraph) for paragraph in said[:-1]) and not self._level(said[-1])

    def margins(self) -> None:
        """Note the heads and feet of the pages as left out."""
        parts = (relation.target_part for relation in self.part.rels.values() if relation.reltype in _MARGINS)
        said = {_words(paragraph) for part in parts for paragraph in _own(part.element, "p")}
        for text in sorted(said):
            self.reading.leave_out("every page", text, "the head or foot of the pages")

    def _read_notes(self, kind: str, relation: str) -> None:
        try:
            part = self.part.part_related_by(relation)
        except KeyError:
            return
        for note in parse_xml(part.blob).iter(qn(f"w:{kind}")):
            text = " ".join(self.text(paragraph) for paragraph in note.iter(qn("w:p")))
            if note.get(qn("w:type")) is None and text.strip():
                self.reading.notes[f"{kind}:{note.get(qn('w:id'))}"] = " ".join(as_meant(text).split())

    def _paragraph(self, paragraph: Any) -> None:
        self.number = next(self.line)
        text = self.text(paragraph)
        level = self._level(paragraph)
        if self._style_name(paragraph) == "title" and not self.reading.title and not self.reading.blocks:
            self.reading.title = " ".join(text.split())
            return
        bullet = "" if level else self._list_mark(paragraph)
        for number, line in enumerate(filter(None, (" ".join(line.split()) for line in text.split("\n")))):
            kind = Kind.HEADING if level else Kind.TEXT
            shown = line if level or number else bullet + line
            self.reading.blocks.append(Block(shown, self.number, 0, kind, level, not number, self.is_after_answer))
            self.is_after_answer = False
        for box in _own(paragraph, "txbxContent"):
            self.body(box)

    def _level(self, paragraph: Any) -> int:
        """The level of a heading: by its style or outline, or as one that is printed bold throughout; 0 for text."""
        name = self._style_name(paragraph)
        if found := _HEADING.fullmatch(name):
            return int(found[1])
        if name == "title":
            return 1
        outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and int(outline.get(qn("w:val"))) < 9:
            return int(outline.get(qn("w:val"))) + 1
        return BOLD_LEVEL if name not in _BOLD_TEXT and self._is_bold(paragraph) else 0

    def _list_mark(self, paragraph: Any) -> str:
        """The mark of a list's item: a dash, or its number."""
        name = self._style_name(paragraph)
        styled = self._style(paragraph)
        places = (element for element in (paragraph, styled) if element is not None)
        found = (element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for element in places)
        numbered = next((each for each in found if each is not None), None)
        if numbered is None and not name.startswith(("list bullet", "list number")):
            return ""
        key = self._list_of(numbered)
        if key is None or self._is_bullet(*key):
            return "- " if key or not name.startswith("list number") else "1. "
        self.items[key] += 1
        return f"{self.items[key]}. "

    def _list_of(self, numbered: Any) -> tuple[str, str] | None:
        """The list's number and the item's level in it."""
        if numbered is None or (found := numbered.find(qn("w:numId"))) is None:
            return None
        level = numbered.find(qn("w:ilvl"))
        return found.get(qn("w:val")), level.get(qn("w:val")) if level is not None else "0"

    def _is_bullet(self, number: str, level: str) -> bool:
        try:
            numbering = self.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except KeyError:
            return True
        found = numbering.xpath(f"./w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
        path = (
            f"./w:abstractNum[@w:abstractNumId='{found[0]}']/w:lvl[@w:ilvl='{level}']/w:numFmt/@w:val" if found else ""
        )
        forms = numbering.xpath(path) if path else []
        return not forms or forms[0] in ("bullet", "none")

    def _style(self, paragraph: Any) -> Any:
        """The element that defines the paragraph's style, None where it has none."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.styles.get(style.get(qn("w:val"))) if style is not None else None

    def _style_name(self, paragraph: Any) -> str:
        element = self._style(paragraph)
        name = element.find(qn("w:name")) if element is not None else None
        return str(name.get(qn("w:val"))).lower() if name is not None else ""

    def _is_bold(self, paragraph: Any) -> bool:
        runs = [run for run in paragraph.iter(qn("w:r")) if "".join(t.text or "" for t in run.iter(qn("w:t"))).strip()]
        is_list = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        return bool(runs) and not is_list and all(self._has(run, "b") for run in runs)

    def text(self, parent: Any) -> str:
        """The text of a paragraph as it is to be read; what is not is noted as left out."""
        said = ""
        linked: tuple[str, int] | None = None  # the address of a field that is a link, and where its words begin
        for child in parent:
            name = _local(child)
            if name == "r":
                said += self._run(child, said)
                linked = _field_link(child, said) or linked
                if linked and _ends_field(child):
                    said = said[: linked[1]] + link_text(said[linked[1] :], linked[0])
                    linked = None
            elif name == "hyperlink":
                said += self._link(child)
            elif name in ("del", "moveFrom"):
                self._leave_out(child, "deleted in tracked changes")
            elif name not in ("pPr", "rPr"):
                said += self.text(child)
        return said

    def _run(self, run: Any, before: str) -> str:
        said = "".join(self._content(child) for child in run)
        reason = self._why_not_read(run)
        if reason and said.strip():
            self.reading.leave_out(self._place(), said, reason)
            return ""
        if self._value(run, "vertAlign") == "superscript" and "\x02" not in said:
            return raised(said, before)
        return said

    def _content(self, child: Any) -> str:
        name = _local(child)
        if name == "t":
            return child.text or ""
        if name in ("footnoteReference", "endnoteReference"):
            return mark(f"{name.removesuffix('Reference')}:{child.get(qn('w:id'))}")
        if name in ("drawing", "pict", "object") and not list(_own(child, "txbxContent")):
            shown = next((found.get("descr") for found in child.iter() if found.get("descr")), "a picture")
            self.reading.leave_out(self._place(), shown, "what a picture shows is not read")
        if name == "ruby":  # words with how they are said above them
            base, above = ("".join(map(self.text, child.iter(qn(f"w:{part}")))) for part in ("rubyBase", "rt"))
            return f"{base} ({above})" if above else base
        if name == "commentReference":
            self._comment(child.get(qn("w:id")))
        if name == "sym":
            return "• " if child.get(qn("w:char")) in _SYMBOL_BULLETS else "\ufffd"
        return _CHARACTERS.get(name, "")

    def _link(self, link: Any) -> str:
        words = self.text(link)
        relation = link.get(qn("r:id"))
        target = self.part.rels[relation].target_ref if relation in self.part.rels else ""
        return link_text(words, target) if words.strip() else words

    def _comment(self, identity: str) -> None:
        try:
            part = self.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
        except KeyError:
            return
        for comment in parse_xml(part.blob).iter(qn("w:comment")):
            if comment.get(qn("w:id")) == identity:
                self._leave_out(comment, "a comment")

    def _leave_out(self, element: Any, reason: str) -> None:
        self.reading.leave_out(self._place(), _words(element), reason)

    def _why_not_read(self, run: Any) -> str:
        if self._has(run, "strike") or self._has(run, "dstrike"):
            return "struck through"
        return "hidden" if self._has(run, "vanish") else ""

    def _has(self, run: Any, name: str) -> bool:
        """Whether the run, its style or its paragraph's style has the property `name` switched on."""
        return self._value(run, name) not in (None, "0", "false", "off")

    def _value(self, run: Any, name: str) -> str | None:
        paragraph = next(run.iterancestors(qn("w:p")), None)
        of_run, of_paragraph = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}"), None
        if paragraph is not None and paragraph[0].tag == qn("w:pPr"):  # first or nowhere: to look on takes all runs
            of_paragraph = paragraph[0].find(qn("w:pStyle"))
        holders = [run.find(qn("w:rPr")), *self._inherited(of_run), *self._inherited(of_paragraph)]
        found = (holder.find(qn(f"w:{name}")) for holder in holders if holder is not None)
        element = next((element for element in found if element is not None), None)
        return None if element is None else str(element.get(qn("w:val"), "true"))

    def _inherited(self, reference: Any) -> Iterator[Any]:
        """The properties of a style and of those that it is based on."""
        seen: set[str] = set()
        while reference is not None and (name := reference.get(qn("w:val"))) in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name].find(qn("w:rPr"))
            reference = self.styles[name].find(qn("w:basedOn"))

    def _rows(self, table: Any) -> list[Row]:
        """The rows of a table; a cell that is merged with the one above says the same."""
        rows: list[Row] = []
        is_headed = self._has_head(list(_table_rows(table)))
        for row in _table_rows(table):
            self.number = next(self.line)
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self._leave_out(row, "deleted in tracked changes")
                continue
            cells: list[str | list[str]] = []
            for cell in _row_cells(row):
                cells += [self._inner(cell)] if _holds_table(cell) else self._cell(cell, rows, len(cells))
            rows += unfolded(self.number, cells, is_head=is_headed and not rows)
        return rows

    def _has_head(self, rows: Sequence[Any]) -> bool:
        """Whether the first row of a table is repeated on each page, or is in bold as no other is."""
        if rows and rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
            return True
        return bool(rows) and self._is_all_bold(rows[0]) and not any(map(self._is_all_bold, rows[1:]))

    def _is_all_bold(self, row: Any) -> bool:
        said = [paragraph for paragraph in _own(row, "p") if "".join(paragraph.itertext()).strip()]
        return bool(said) and all(map(self._is_bold, said))

    def _inner(self, cell: Any) -> list[str]:
        """What a cell says that holds a table: its paragraphs and the table's rows."""
        return self.reading.taken_out(partial(self.body, cell))

    def _cell(self, cell: Any, above: list[Row], column: int) -> list[str]:
        properties = cell.find(qn("w:tcPr"))
        span = properties.find(qn("w:gridSpan")) if properties is not None else None
        merged = properties.find(qn("w:vMerge")) if properties is not None else None
        text = "\n".join(filter(None, (self.text(paragraph).strip() for paragraph in _own(cell, "p"))))
        if merged is not None and merged.get(qn("w:val")) != "restart" and above and not text:
            text = above[-1].cell(column)
        return [as_meant(text), *[""] * (int(span.get(qn("w:val"))) - 1 if span is not None else 0)]

    def _place(self) -> str:
        return f"line {self.number}"


def _table_rows(table: Any) -> Iterator[Any]:
    """The rows of a table, but for those of tables within it."""
    for row in table.iter(qn("w:tr")):
        if next(row.iterancestors(qn("w:tbl"))) is table:
            yield row


def _cells(table: Any) -> Iterator[Any]:
    """The cells of a table, row by row, but for those of tables within it."""
    for cell in table.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tbl"))) is table:
            yield cell


def _row_cells(row: Any) -> Iterator[Any]:
    """The cells of a row, those in content controls too."""
    return (cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row)


def _known(row: Any) -> list[str | None]:
    """What each cell of a row says; None for one that holds a table."""
    return [None if _holds_table(cell) else "".join(cell.itertext()).strip() for cell in _row_cells(row)]


def _holds_table(cell: Any) -> bool:
    return next(cell.iter(qn("w:tbl")), None) is not None


def _own(element: Any, name: str) -> Iterator[Any]:
    """The elements of that name within, but for those that only stand in for old programs."""
    for found in element.iter(qn(f"w:{name}")):
        if not any(_local(parent) == "Fallback" for parent in found.iterancestors()):
            yield found


def _field_link(run: Any, before: str) -> tuple[str, int] | None:
    """The address of a link that is written as a field, and where its words begin; None where the run begins none."""
    code = "".join(node.text or "" for node in run.iter(qn("w:instrText")))
    found = _FIELD_LINK.search(code)
    return (found[1], len(before)) if found else None


def _words(element: Any) -> str:
    """The words of an element, deleted ones too, those of each paragraph in it apart."""
    said = ("\n" if node.tag == qn("w:p") else node.text or "" for node in element.iter(*map(qn, _WORDED)))
    return "".join(said).strip()


def _ends_field(run: Any) -> bool:
    return any(node.get(qn("w:fldCharType")) == "end" for node in run.iter(qn("w:fldChar")))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
