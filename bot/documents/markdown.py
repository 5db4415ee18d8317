"""Markdown lines with their headings recognised and their markup taken off."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.documents.document import Line
from bot.documents.tables import QUESTION_LEVEL, lines_without_tables

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(={3,}|-{3,})\s*$")
_BOLD = re.compile(r"^\s*(?:\*\*|__)(?=\S)((?:(?!\*\*|__).)+)(?:\*\*|__)\s*:?\s*$")
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`+)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = re.compile(r"^[*+•▪◦‣–]\s+")
BOLD_LEVEL = 5

# What a page copied by hand from a web site leaves between its lines.
_RESIDUE = {"trusted source", "advertisement", "share on pinterest", "skip to content", "back to top"}


def markdown_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines without markup, each heading (marked, underlined, in bold or a `<summary>`) with its level."""
    split = [part for line in lines for part in _without_summary(line)]
    return list(_headings(lines_without_tables(split)))


def plain(text: str) -> str:
    """A line of Markdown as a reader sees it."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", _COMMENT.sub("", text)))
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    text = html.unescape(_TAG.sub(" ", _ESCAPED.sub(r"\1", text))).lstrip("> ")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _without_summary(line: Line) -> Iterator[Line]:
    match = _SUMMARY.search(line.text)
    if match is None:
        yield line
        return
    yield Line(match[1], line.number, QUESTION_LEVEL)
    yield Line(line.text[match.end() :], line.number)


def _headings(lines: Sequence[Line]) -> Iterator[Line]:
    skip = False
    for line, after in pairwise([*lines, Line("", 0)]):
        if skip:
            skip = False
            continue
        text = plain(line.text)
        level = line.level or _level(line.text, after.text)
        skip = bool(text and not line.level and _is_underlined(line.text, after.text))
        if level:
            yield Line(plain(_heading_text(line.text)), line.number, level)
        elif text.lower() not in _RESIDUE and not _UNDERLINE.match(line.text):
            yield Line(_BULLET.sub("- ", text), line.number)


def _level(text: str, after: str) -> int:
    if marked := _HEADING.match(text):
        return len(marked[1])
    if _is_underlined(text, after):
        return 1 if after.strip().startswith("=") else 2
    return BOLD_LEVEL if _BOLD.match(text) else 0


def _is_underlined(text: str, after: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith(("-", "*", "#", "|")) and bool(_UNDERLINE.match(after))


def _heading_text(text: str) -> str:
    marked = _HEADING.match(text) or _BOLD.match(text)
    return marked[marked.lastindex or 0] if marked else text
