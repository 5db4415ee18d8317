"""Markup that is not Markdown, read as the Markdown that says the same: boxes, definitions, grids, and wikis' own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

LeaveOut = Callable[[str, str, str], None]

_CONTENTS = re.compile(r"\s*(?:\[\[?_?toc_?\]?\]|__TOC__|\{\{?toc\}?\})\s*", re.IGNORECASE)
_BOX = re.compile(r"\s*(?::{3,}|!{3}|\?{3}\+?)\s*\{?\.?([\w-]{1,40})\}?(?:\s*[\"“\[]([^\"”\]]{1,200})[\"”\]])?\s*")
_BOX_END = re.compile(r"\s*:{3,}\s*")
_ALERT = re.compile(r"\s*>\s*\[!([A-Za-z]{1,20})\]\s*")
_DIRECTIVE = re.compile(r"\s*\.\.\s+([a-z-]{1,40})::\s+(\S.*)")  # of reStructuredText
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*[\w-]{0,40}\s*")
_GRID = re.compile(r"\s*\+[-=+]{3,}\+\s*")
_DEFINED = re.compile(r"\s{0,3}:\s+(\S.*)")

_WIKI = re.compile(r"^(?:(={1,6})[^=\n]{1,200}\1|h[1-6]\.[ \t].{1,200})[ \t]{0,9}$", re.MULTILINE)
_WIKI_HEADING = re.compile(r"(={1,6})\s*([^=]{1,200}?)\s*\1\s*")
_TEXTILE_HEADING = re.compile(r"h([1-6])\.\s+(.{1,200})")
_WIKI_TEXT = (
    (re.compile(r"'{3}(.{1,400}?)'{3}"), r"**\1**"),
    (re.compile(r"'{2}(.{1,400}?)'{2}"), r"\1"),
    (re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]"), r"\1"),
    (re.compile(r"\[([^\[\]|]{1,200})\|(https?://[^\[\]\s]{1,500})\]"), r"[\1](\2)"),
    (re.compile(r"\[(https?://[^\[\]\s]{1,500}) ([^\[\]]{1,200})\]"), r"[\2](\1)"),
)
_TABLE_EDGE = re.compile(r"\s*(?:\{\||\|\}).*")
_TABLE_ROW = re.compile(r"\s*\|-.*")


def as_markdown(lines: Sequence[str], leave_out: LeaveOut) -> list[str]:
    """`lines` as Markdown, each in its place. Marks go; `leave_out` takes note of those with letters."""
    found = list(_from_wiki(lines, leave_out)) if _WIKI.search("\n".join(lines)) else list(lines)
    for at, line in enumerate(found):
        if _CONTENTS.fullmatch(line):
            leave_out(f"line {at + 1}", line, "a mark for a list of the contents")
            found[at] = ""
        elif _FENCE.fullmatch(line) or _BOX_END.fullmatch(line):
            found[at] = ""
        elif _GRID.fullmatch(line):
            found[at] = "|"
        elif directive := _DIRECTIVE.fullmatch(line):
            found[at] = f"{directive[1].capitalize()}: {directive[2]}"
        elif box := _BOX.fullmatch(line) or _ALERT.fullmatch(line):
            found[at] = _label(*box.groups(), line=at + 1, leave_out=leave_out)
        elif (defined := _DEFINED.fullmatch(line)) and (term := _last_said(found, at)) is not None:
            found[term] = f"{found[term].rstrip().rstrip(':')}: {defined[1]}"
            found[at] = ""
    return found


def _label(kind: str, title: str | None = None, *, line: int, leave_out: LeaveOut) -> str:
    """What is shown over a box: its title, else its kind."""
    if title:
        leave_out(f"line {line}", kind, "the kind of a box")
    return f"{title or kind.capitalize()}:"


def _last_said(lines: Sequence[str], at: int) -> int | None:
    """The position of the last line before `at` that says something, with no more than one blank line between."""
    return next((before for before in (at - 1, at - 2) if before >= 0 and lines[before].strip()), None)


def _from_wiki(lines: Sequence[str], leave_out: LeaveOut) -> Iterator[str]:
    """Lines of MediaWiki or Textile as Markdown; a table's row stands where its last cell does."""
    cells, is_table = list[str](), False
    for number, line in enumerate(map(_plain, lines), 1):
        if heading := _WIKI_HEADING.fullmatch(line):
            yield f"{'#' * len(heading[1])} {heading[2]}"
        elif heading := _TEXTILE_HEADING.fullmatch(line):
            yield f"{'#' * int(heading[1])} {heading[2]}"
        elif _TABLE_EDGE.fullmatch(line) or (is_table and _TABLE_ROW.fullmatch(line)):
            leave_out(f"line {number}", re.sub(r"[\W_]+", " ", line), "the marks of a table")
            is_table = not line.lstrip().startswith("|}")
            yield _row(cells)
            cells = []
        elif is_table and line.lstrip().startswith(("|", "!")):
            cells += re.split(r"\|\||!!", line.strip()[1:])
            yield "|"
        else:
            yield line
    if cells:
        yield _row(cells)


def _plain(line: str) -> str:
    for mark, plain in _WIKI_TEXT:
        line = mark.sub(plain, line)
    return line


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.strip() for cell in cells)} |" if cells else "|"
