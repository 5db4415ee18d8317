"""Web pages: what a visitor sees of them, and the questions that stand in their markup alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from bot.documents.document import Block, Kind, Reading
from bot.documents.encoding import decode
from bot.documents.links import link_text
from bot.documents.notes import mark, raised
from bot.documents.questions import looks_asked
from bot.documents.readers import structured_data
from bot.documents.readers.markdown import BOLD_LEVEL
from bot.documents.table import QUESTION_LEVEL, lays_out, table_blocks, unfolded
from bot.documents.table_columns import Row
from bot.text import tokens

MAX_DEPTH = 100  # tags within each other
_TABLE = frozenset(tokens("table thead tbody tfoot tr td th"))
_CLOSED_BY = {"td": ("td", "th"), "tr": ("td", "th", "tr"), "tbody": ("td", "th", "tr", "thead", "tbody")}
_CLOSED_BY |= {"th": _CLOSED_BY["td"], "tfoot": _CLOSED_BY["tbody"], "li": ("li",), "dt": ("dt", "dd")}
_CLOSED_BY |= {"dd": _CLOSED_BY["dt"], "option": ("option",)}  # the tags that end where such a one begins
_HOLDERS = frozenset(("table", "ul", "ol", "dl", "select"))  # beyond which no tag ends so
_UNSEEN = ("script", "style", "head")
_LEFT_OUT = {"nav": "the page's navigation", "form": "a form", "del": "struck through", "s": "struck through"}
_LEFT_OUT |= {"strike": "struck through", "select": "a form", "button": "a button"}
_LEFT_OUT |= {"noscript": "shown without scripts alone", "template": "shown by scripts alone"}
_LEFT_OUT |= {"iframe": "another page within this one"}
_LEFT_OUT |= dict.fromkeys(("svg", "canvas", "object", "video", "audio"), "what a picture or film shows is not read")
_BY_ROLE = {"navigation": _LEFT_OUT["nav"], "search": "a form", "contentinfo": "the page's foot"}
_BY_ROLE |= dict.fromkeys(("dialog", "alertdialog"), "a dialog over the page")
_ASKS_CONSENT = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)  # in the names of what asks a visitor for it
_PAGE_PARTS = ("html", "body", "main", "article")
_WORDLESS = ("hidden", "checkbox", "radio", "range", "color", "image")  # fields whose value no visitor sees
_OPENS = ("aria-expanded", "aria-controls", "data-target", "data-bs-target")  # on what unfolds a part of the page
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s{0,9}:[^;]{0,40}line-through", re.IGNORECASE)
_SIGNS = "+−➕▶►▸▼▾▲⌄›» "  # that something unfolds
_SIMPLE = re.compile(r"^[a-z0-9]*[.#][\w-]+$|^\[hidden\]$", re.IGNORECASE)
_BLOCKS = frozenset(
    tokens(
        "address article aside blockquote body dd details dialog div dl dt fieldset figcaption figure footer h1 h2 h3 "
        "h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption center"
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": QUESTION_LEVEL, "dt": QUESTION_LEVEL}
_ANSWERED = ("details", "dl")  # hold questions with the whole of their answers
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")  # within a table, which then only lays a page out
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(path: Path) -> Reading:
    """Read a web page."""
    text, warning = _decoded(path.read_bytes())
    soup = _FlatSoup(text)
    name = soup.title.get_text(" ", strip=True) if soup.title else ""
    reading = Reading(warnings=[warning] * bool(warning), name=name)
    pairs = structured_data.pairs(soup)
    _without_unseen(soup, reading)
    _take_notes(soup, reading)
    reader = _Reader(reading)
    reader.walk(soup.body or soup)
    reader.flush()
    reading.blocks += structured_data.blocks(pairs, soup, reader.number)
    return reading


def read_part(text: str, line: int, reading: Reading) -> None:
    """Read `text`, a part of a page that begins on `line` of a document, into its `reading`."""
    soup = _FlatSoup(text)
    _without_unseen(soup, reading)
    reader = _Reader(reading, line - 1)
    reader.walk(soup)
    reader.flush()


def _decoded(data: bytes) -> tuple[str, str]:
    if (declared := _CHARSET.search(data[:4_000])) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode()), ""
        except (LookupError, UnicodeDecodeError):
            pass  # what the page says of itself is wrong: look at its bytes
    return decode(data)


class _FlatSoup(BeautifulSoup):
    """A page without the tags that stand deeper than any person nests them: to read those takes a depth of its own."""

    def __init__(self, text: str) -> None:
        self._left_out: Counter[str] = Counter()
        super().__init__(text, "html.parser")

    def handle_starttag(self, name: str, *arguments: Any, **named: Any) -> Tag | None:
        """Take in a tag, and end those that it closes; of one that stands too deep, the break that it makes."""
        for closed in self._closed_by(name):
            super().handle_endtag(closed)
        is_leaf = self.builder.can_be_empty_element(name)
        if is_leaf or name in _TABLE or len(self.tagStack) <= MAX_DEPTH:
            return super().handle_starttag(name, *arguments, **named)
        self._left_out[name] += 1
        if name in _BLOCKS:
            super().handle_starttag("br", None, None, {})
            super().handle_endtag("br")
        return None

    def _closed_by(self, name: str) -> list[str]:
        """The open tags that need no end of their own before one of that name, the innermost first."""
        within = takewhile(lambda tag: tag.name not in _HOLDERS, reversed(self.tagStack))
        return [tag.name for tag in within if tag.name in _CLOSED_BY.get(name, ())]

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        """End a tag that was taken in."""
        if self._left_out[name]:
            self._left_out[name] -= 1
        else:
            super().handle_endtag(name, nsprefix)


def _without_unseen(soup: BeautifulSoup, reading: Reading) -> None:
    """Take out what no visitor sees or what is not about the subject; words among it are noted as left out."""
    hiding, striking = (_selectors(soup, form) for form in (_HIDDEN, _STRUCK))
    for tag in soup.find_all(_UNSEEN):
        tag.decompose()
    _leave_out_fields(soup, reading)
    folded = _unfold(soup)
    for tag in soup.find_all(True):
        if tag.decomposed or not isinstance(tag, Tag):
            continue
        is_hidden = tag not in folded and (
            tag.has_attr("hidden") or _is_closed(tag) or _is_styled(tag, _HIDDEN, hiding)
        )
        reason = _LEFT_OUT.get(tag.name) or ("hidden" if is_hidden else "") or _beside_the_text(tag)
        if not reason and _is_styled(tag, _STRUCK, striking):
            reason = "struck through"
        if tag.name == "aside" and soup.find("main") and tag.find_parent(("main", "article")) is None:
            reason = "beside the page's text"
        if tag.name == "footer" and tag.find_parent(("main", "article", "section", "footer")) is None:
            reason = "the page's foot"
        if reason:
            said = tag.get_text(" ") or tag.get("srcdoc") or tag.get("src", "")
            reading.leave_out(f"<{tag.name}>", str(said), reason)
            tag.decompose()


def _beside_the_text(tag: Tag) -> str:
    """Why the tag is not read by its role or name, such as that of a notice on cookies; empty where it is a page's."""
    reason = "a notice on cookies" if _asks_consent(tag) else _BY_ROLE.get(str(tag.get("role")), "")
    return "" if not reason or tag.name in _PAGE_PARTS or tag.find(_PAGE_PARTS) else reason


def _asks_consent(tag: Tag) -> bool:
    """Whether the tag is called so, and has a button to consent with, or speaks of cookies."""
    names = " ".join(filter(None, map(str, (*tag.get_attribute_list("class"), tag.get("id"), tag.get("aria-label")))))
    is_named = tag.name in ("div", "section", "aside") and _ASKS_CONSENT.search(names) is not None
    return is_named and (tag.find(("button", "input")) is not None or "cookie" in tag.get_text().lower())


def _leave_out_fields(soup: BeautifulSoup, reading: Reading) -> None:
    """Take out the fields that visitors write into; what stands in them, or else hints at it, is noted as left out."""
    for tag in soup.find_all(["input", "textarea"]):
        if tag.get("type") not in _WORDLESS:
            shown = tag.get_text() or tag.get("value") or tag.get("placeholder") or ""
            reading.leave_out(f"<{tag.name}>", str(shown), "a field of a form")
        tag.decompose()


def _is_closed(tag: Tag) -> bool:
    return tag.name == "dialog" and not tag.has_attr("open")


def _take_notes(soup: BeautifulSoup, reading: Reading) -> None:
    """Take the notes out of the page to which its raised marks lead: each stands where its mark was."""
    for link in soup.select('sup a[href^="#"]'):
        target = soup.find(id=str(link["href"])[1:])
        note = target.find_parent(["p", "li", "dd"]) if isinstance(target, Tag) and target.name != "li" else target
        raised_mark = link.find_parent("sup")
        if not isinstance(note, Tag) or raised_mark is None or note in raised_mark.parents or note.find(_TITLES):
            continue
        said = " ".join(note.get_text(" ").split()).removeprefix(link.get_text().strip()).strip()
        reading.notes[str(link["href"])] = said
        raised_mark.replace_with(mark(str(link["href"])))
        note.decompose()


def _unfold(soup: BeautifulSoup) -> list[Tag]:
    """The parts of the page that a visitor unfolds by a button, which becomes the heading above its part."""
    folded: list[Tag] = []
    for button in soup.find_all(_unfolds):
        names = [str(button.get(name, "")).lstrip("#") for name in _OPENS[1:]]
        if not (any(button.has_attr(name) for name in _OPENS) or looks_asked(button.get_text(" "))):
            continue
        heading = button.find_parent(list(_HEADINGS))
        after = (heading or button).find_next_sibling()
        folded += [part for part in (*(soup.find(id=name) for name in names if name), after) if isinstance(part, Tag)]
        button.name = "span" if heading else "summary"
    return folded


def _unfolds(tag: Tag) -> bool:
    """Whether a visitor can press the tag, of whatever name: pages are made with "div" and "a" too."""
    return tag.name == "button" or tag.get("role") in ("button", "tab")


def _selectors(soup: BeautifulSoup, form: re.Pattern[str]) -> frozenset[str]:
    """The simple selectors to which the page's own style sheets give a style of that form."""
    rules = (rule.rpartition("{") for style in soup.find_all("style") for rule in style.get_text().split("}"))
    hiding = [before.rpartition("{")[2] for before, _, body in rules if form.search(body)]
    return frozenset(name.strip().lower() for rule in hiding for name in rule.split(",") if _SIMPLE.match(name.strip()))


def _is_styled(tag: Tag, form: re.Pattern[str], selectors: frozenset[str]) -> bool:
    """Whether the tag has a style of that form itself, or by one of these selectors."""
    names = {f".{name}" for name in tag.get_attribute_list("class") if name} | {f"#{tag.get('id')}"}
    names |= {tag.name + name for name in names}
    return bool(form.search(str(tag.get("style", "")))) or bool({name.lower() for name in names} & selectors)


class _Reader:
    """Walks through a page and cuts its text into blocks."""

    def __init__(self, reading: Reading, number: int = 0) -> None:
        self.reading = reading
        self.number = number
        self._said = ""
        self._bold = ""
        self._level = 0
        self._bullet = ""
        self._is_after_answer = False

    def walk(self, parent: Tag) -> None:
        """Read all that stands in `parent`."""
        for child in parent.children:
            if isinstance(child, Tag):
                self._tag(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._add(re.sub(r"\s+", " ", str(child)), is_bold=_is_bold(child))

    def flush(self) -> None:
        """End the block that is being read."""
        lines = [" ".join(line.split()) for line in self._said.split("\n")]
        bold = {" ".join(line.split()) for line in self._bold.split("\n")}
        is_apart = True
        for line in filter(None, lines):
            self.number += 1
            level = self._level or (BOLD_LEVEL if line in bold and not self._bullet else 0)
            kind = Kind.HEADING if level else Kind.TEXT
            shown = line.strip(_SIGNS) or line if level == QUESTION_LEVEL else self._bullet + line
            self._append(Block(shown, self.number, 0, kind, level, is_apart))
            is_apart, self._bullet = bool(level), ""
        self._said, self._bold, self._bullet = "", "", ""

    def _append(self, block: Block) -> None:
        self.reading.blocks.append(replace(block, is_after_answer=self._is_after_answer))
        self._is_after_answer = False

    def _tag(self, tag: Tag) -> None:
        if tag.name == "table":
            self._table(tag)
        elif tag.name in _BLOCKS:
            self._block(tag)
        elif tag.name in ("br", "wbr"):
            self._add("\n" if tag.name == "br" else "")
        elif tag.name == "img":
            self.reading.leave_out("<img>", str(tag.get("alt") or "a picture"), "what a picture shows is not read")
        elif tag.name in ("sup", "a"):
            self._add(inline_text(tag, self._said), is_bold=_is_bold(tag))
        else:
            self.walk(tag)

    def _block(self, tag: Tag) -> None:
        self.flush()
        self._level = _HEADINGS.get(tag.name, self._level)
        if tag.name == "li":
            self._bullet = _list_mark(tag)
        self.walk(tag)
        self.flush()
        self._level = 0
        if tag.name == "dt" and getattr(tag.find_previous_sibling(), "name", "") == "dt":
            self.reading.blocks[-1] = replace(self.reading.blocks[-1], kind=Kind.WORDING, level=0)
        if tag.name in _ANSWERED:
            self._is_after_answer = bool(self.reading.blocks) and not self.reading.blocks[-1].is_heading

    def _add(self, text: str, *, is_bold: bool = False) -> None:
        self._said += text
        self._bold += text if is_bold or not text.strip() else "\x01"

    def _table(self, table: Tag) -> None:
        self.flush()
        cells = [_known(row) for row in _table_rows(table)]
        if max(map(len, cells), default=0) < 2 or table.find(_TITLES) or lays_out(cells):
            self.walk_cells(table)
            return
        for caption in table.find_all("caption", recursive=False):
            self._block(caption)
        found = table_blocks(list(self._rows(table)), self.reading)
        for block in found:
            self._append(block)
        self._is_after_answer = any(block.is_heading for block in found)

    def _rows(self, table: Tag) -> Iterator[Row]:
        """The rows of a table; a cell that spans several rows says the same in each."""
        spanning: dict[int, tuple[int, str]] = {}
        for row in _table_rows(table):
            self.number += 1
            number = self.number
            cells: list[str | list[str]] = []
            for cell in row.find_all(["td", "th"], recursive=False):
                _fill(cells, spanning)
                text = inline_text(cell).strip()
                if (rows := _span(cell, "rowspan")) > 1:
                    spanning[len(cells)] = (rows - 1, text)
                cells += [self._inner(cell) if cell.table else text, *[""] * (_span(cell, "colspan") - 1)]
            _fill(cells, spanning)
            yield from unfolded(number, cells, is_head=not row.find("td", recursive=False))

    def _inner(self, cell: Tag) -> list[str]:
        """What a cell says that holds a table: its paragraphs and the table's rows."""
        return self.reading.taken_out(partial(self._block, cell))

    def walk_cells(self, table: Tag) -> None:
        """Read a table that only lays a page out, a cell after the other."""
        for cell in table.find_all(["td", "th", "caption"]):
            if cell.find_parent("table") is table:
                self._block(cell)


def inline_text(tag: PageElement, before: str = "") -> str:
    """The text of `tag` in one line, with its raised marks and the addresses of its links."""
    if not isinstance(tag, Tag):
        return "" if isinstance(tag, PreformattedString) else re.sub(r"\s+", " ", str(tag))
    if tag.name == "br":
        return "\n"
    said = ""
    for child in tag.children:
        is_block = isinstance(child, Tag) and child.name in _BLOCKS and bool(said.strip())
        said += ("\n" if is_block else "") + inline_text(child, before + said)
    if tag.name == "sup":
        return raised(said, before)
    if tag.name == "a" and tag.get("href") and "\x02" not in said:
        return link_text(said, str(tag["href"]))
    return said


def _is_bold(element: PageElement) -> bool:
    return any(parent.name in ("b", "strong") for parent in element.parents)


def _list_mark(item: Tag) -> str:
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "- "
    before = item.find_previous_siblings("li")
    counted = next((at for at, each in enumerate([item, *before]) if each.has_attr("value")), len(before))
    first = str([item, *before][counted].get("value") or parent.get("start"))
    return f"{(int(first) if first.isdigit() else 1) + counted}. "


def _table_rows(table: Tag) -> Iterator[Tag]:
    """The rows of a table, but for those of tables within it."""
    return (row for row in table.find_all("tr") if row.find_parent("table") is table)


def _known(row: Tag) -> list[str | None]:
    """What each cell of a row says; None for one that holds a table."""
    return [None if cell.table else cell.get_text(" ") for cell in row.find_all(["td", "th"], recursive=False)]


def _fill(cells: list[str | list[str]], spanning: dict[int, tuple[int, str]]) -> None:
    """Add what cells of the rows above say in the next columns of this one, too."""
    while len(cells) in spanning:
        left, text = spanning.pop(len(cells))
        if left > 1:
            spanning[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(int(value), 100) if value.isdigit() and int(value) else 1
