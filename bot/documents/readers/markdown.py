"""Plain text and Markdown: a block a line, with what Markdown marks recognised and its markup taken off."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.documents.document import Block, Kind, Reading
from bot.documents.encoding import decode
from bot.documents.links import link_text
from bot.documents.notes import mark, raised
from bot.documents.questions import looks_asked
from bot.documents.readers.html_tables import read_table, without_tables
from bot.documents.readers.mail_text import without_mail_marks
from bot.documents.readers.markup import as_markdown
from bot.documents.table import QUESTION_LEVEL, table_blocks
from bot.documents.table_columns import Row
from bot.documents.typography import as_meant

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*(?:\s*\{[#.][^{}]{0,100}\})?\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(={3,}|-{3,}|~{4,}|\^{4,}|\*{5,})\s*$")
_BOLD = re.compile(r"^\s*(?:\*\*|__)(?=\S)((?:(?!\*\*|__).)+)(?:\*\*|__)\s*:?\s*$")
# What is looked for between two marks is so long at most, so that no text takes long that has many of the first alone.
_SUMMARY = re.compile(r"<summary[^<>]{0,200}>(.{0,500}?)</summary>", re.IGNORECASE)
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_NOTE = re.compile(r"^\s*\[\^([^\]]+)\]:\s*(.+)$")
_NOTE_MARK = re.compile(r"\[\^([^\]]+)\]")
_WITHIN_WORDS = re.compile(r"</?(?:wbr|su[bp]|[biu]|em|strong|span|small|mark)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^()\s>]+)>?[^()]*\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|tel:)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>")
_REFERENCE = re.compile(r"^ {0,3}\[([^\[\]^]{1,200})\]:\s{1,20}<?(\S{1,2000}?)>?(?:\s.{0,500})?$", re.MULTILINE)
_REFERRING = re.compile(r"\[([^\[\]]{1,500})\]\[([^\[\]]{0,200})\]")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`+)(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)")
_GAP = re.compile(r"(?<=\S)(?: {3,40}|\t{1,9}| ?\.{4,200} ?)(?=\S)")
_IS_MARK = re.compile(r"\W{0,2}\w{1,2}\W{0,2}")  # "Q:" or "12." before a gap, which parts no cells
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = re.compile(r"^[-*+•▪◦‣·–]\s+(?:\[[ xX]\]\s+)?")
_O_BULLET = re.compile(r"^[ \t]{1,20}o[ \t]{1,20}(?=\S)")  # a circle, as it comes out of Word
_ITEM = re.compile(r"^\s*[-*+]\s+")
_PARTING = re.compile(r"\s*(?:([*_=~•·-])\s*)(?:\1\s*){2,}")  # "* * *", which says nothing
_SUPERSCRIPT = re.compile(r"<sup>(.{0,100}?)</sup>", re.IGNORECASE)
_LEFT_OUT = (
    (re.compile(r"<!--((?:(?!<!--).){0,5000}?)-->", re.DOTALL), "a comment, which readers do not see"),
    (re.compile(r"~~(?=[^\s~])(.{1,500}?)(?<=[^\s~])~~"), "struck through"),
    (re.compile(r"<(?:del|s|strike)\b[^<>]{0,200}>(.{0,500}?)</(?:del|s|strike)>", re.IGNORECASE), "struck through"),
    (re.compile(r"!\[([^\[\]]*)\]\([^()]{0,500}\)"), "a picture: what it shows is not read"),
)
_FRONT = re.compile(r"\A---[ \t]{0,9}\n((?:\w[^\n]{0,300}\n|[ \t][^\n]{0,300}\n|\n){1,40})---[ \t]{0,9}\n")
_TITLE = re.compile(r"^title:[ \t]{0,9}[\"']?([^\n]{1,200}?)[\"']?[ \t]{0,9}$", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
BOLD_LEVEL = 5

# What a page copied by hand from a web site leaves between its lines.
_RESIDUE = {"trusted source", "advertisement", "share on pinterest", "skip to content", "back to top"}


def read(path: Path) -> Reading:
    """Read a text or Markdown file."""
    text, warning = decode(path.read_bytes())
    reading = read_text(text)
    reading.warnings += [warning] * bool(warning)
    return reading


def read_text(text: str) -> Reading:
    """Read the text of such a file."""
    text = _CONTROLS.sub("", text)
    reading = Reading(is_wrapped=True)
    text, tables = without_tables(without_mail_marks(_without_front(text, reading), reading))
    lines = _without_what_is_left_out(text, reading)
    is_apart, rows, is_after = True, list[Row](), False
    for number, line, following in _numbered(lines):
        table = tables.get(line.strip())
        if not table and (more := _table_rows(number, line, following, rows)) is not None:
            rows += more
            continue
        if rows or table:
            reading.blocks += table_blocks(rows, reading)
            read_table(table or "", number, reading)
            is_apart, rows, is_after = True, [], _ends_in_answer(reading)
        found = [] if table else list(_blocks(line, following, number, reading, is_apart=is_apart))
        reading.blocks += [replace(block, is_after_answer=is_after and not at) for at, block in enumerate(found)]
        is_after = is_after and not found
        is_apart = bool(table) or not re.search(r"\w", line) or any(block.is_heading for block in found)
    reading.blocks += table_blocks(rows, reading)
    return reading


def _table_rows(number: int, line: str, following: str, before: Sequence[Row]) -> list[Row] | None:
    """The row of a table that `line` is, and none for the rule under its head; None for a line of text."""
    if line.lstrip().startswith("|"):
        return [Row(number, _cells(line), is_head=bool(_RULE.match(following)))] * (not _RULE.match(line))
    cells = _aligned(line)
    widths = (len(_aligned(following)), *(len(row.cells) for row in before[-1:]))
    return [Row(number, cells)] if cells and len(cells) in widths else None


def _ends_in_answer(reading: Reading) -> bool:
    """Whether the last heading so far is a question of a table: what comes next is no part of its answer."""
    last = next((block for block in reversed(reading.blocks) if block.is_heading), None)
    return last is not None and last.level == QUESTION_LEVEL


def _without_front(text: str, reading: Reading) -> str:
    """`text` with blank lines for what the file says of itself above it, of which the title is kept."""
    front = _FRONT.match(text)
    if front is None or ":" not in front[1]:
        return text
    title = _TITLE.search(front[1])
    reading.title = title[1] if title else ""
    reading.leave_out("line 1", front[1], "what the file says of itself")
    return "\n" * front[0].count("\n") + text[front.end() :]


def _numbered(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Each line with its number and the next; the line that underlines a heading is no line of its own."""
    skip = False
    for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=False), 1):
        if not skip:
            yield number, line, following
        skip = not skip and _is_underlined(line, following)


def _blocks(line: str, following: str, number: int, reading: Reading, *, is_apart: bool) -> Iterator[Block]:
    if note := _NOTE.match(line):
        reading.notes[note[1]] = plain(note[2])
        return
    if summary := _SUMMARY.search(line):
        yield Block(plain(summary[1]), number, kind=Kind.HEADING, level=QUESTION_LEVEL)
        line, is_apart = line[summary.end() :], True
    level, heading = _level(_O_BULLET.sub("- ", line), following)
    text = _BULLET.sub("- ", plain(heading.removesuffix("\\")))  # which ends a line within a paragraph
    if text.lower() in _RESIDUE:
        reading.leave_out(f"line {number}", text, "left by a web page between its lines")
    elif text and not _UNDERLINE.match(line) and not _PARTING.fullmatch(line):
        yield Block(text, number, kind=Kind.HEADING if level else Kind.TEXT, level=level, is_apart=is_apart)


def plain(text: str) -> str:
    """A line of Markdown as a reader sees it, with the addresses of its links."""
    text = _SUPERSCRIPT.sub(lambda found: raised(found[1], found.string[: found.start()]), text)
    text = _NOTE_MARK.sub(lambda found: mark(found[1]), text)
    links: list[str] = []
    text = _AUTOLINK.sub(lambda found: _kept(found[1], links), text)
    text = _LINK.sub(lambda found: _put_by(found, links), text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    text = html.unescape(_WITHIN_WORDS.sub("", _ESCAPED.sub(r"\1", text)))
    text = as_meant(_TAG.sub(" ", text)).lstrip("> ")
    for number, link in enumerate(links):
        text = text.replace(f"\x05{number}\x06", link)
    return " ".join("".join(c if c.isprintable() or c in "\x02\x03" else " " for c in text).split())


def _put_by(found: re.Match[str], links: list[str]) -> str:
    return _kept(link_text(_EMPHASIS.sub(r"\2", found[1]), found[2]), links)


def _kept(link: str, links: list[str]) -> str:
    links.append(link)
    return f"\x05{len(links) - 1}\x06"


def _without_what_is_left_out(text: str, reading: Reading) -> list[str]:
    for pattern, reason in _LEFT_OUT:
        text = pattern.sub(partial(_left_out, reason=reason, reading=reading), text)
    return as_markdown(_with_references(text).splitlines(), reading.leave_out)


def _with_references(text: str) -> str:
    """`text` with the addresses of links in their places that stand by themselves: "[page][1]", "[1]: https://…"."""
    addresses = {found[1].lower(): found[2] for found in _REFERENCE.finditer(text)}
    used: set[str] = set()

    def linked(found: re.Match[str]) -> str:
        name = (found[2] or found[1]).lower()
        used.update({name} & addresses.keys())
        return f"[{found[1]}]({addresses[name]})" if name in addresses else found[0]

    text = _REFERRING.sub(linked, text)
    return _REFERENCE.sub(lambda found: "" if found[1].lower() in used else found[0], text)


def _left_out(found: re.Match[str], reason: str, reading: Reading) -> str:
    """Note what was found as left out; its line breaks stay, so that lines keep their numbers."""
    line = found.string.count("\n", 0, found.start()) + 1
    said = next((group for group in found.groups() if group), "")
    reading.leave_out(f"line {line}", said or "a picture", reason)
    return "\n" * found[0].count("\n")


def _level(text: str, following: str) -> tuple[int, str]:
    if marked := _HEADING.match(text):
        return len(marked[1]), marked[2]
    if _is_underlined(text, following):
        return (1 if following.strip().startswith("=") else 2), text
    if bold := _BOLD.match(text):
        return BOLD_LEVEL, bold[1]
    if (listed := _BOLD.match(_ITEM.sub("", text))) and looks_asked(plain(listed[1])):
        return BOLD_LEVEL, listed[1]  # as programs write what a reader unfolds
    return 0, text


def _is_underlined(text: str, following: str) -> bool:
    is_text = bool(text.strip()) and not text.lstrip().startswith(("-", "*", "#", "|"))
    return is_text and bool(_UNDERLINE.match(following))


def _aligned(line: str) -> list[str]:
    """The cells of a line that spaces or dots part, as in a table of a plain text; none where it has but one."""
    cells = _GAP.split(line.strip())
    return [plain(cell) for cell in cells] if len(cells) > 1 and not _IS_MARK.fullmatch(cells[0]) else []


def _cells(text: str) -> list[str]:
    return [plain(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", text.strip().strip("|"))]
