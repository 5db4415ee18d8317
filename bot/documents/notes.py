"""Raised marks and the notes that they lead to: the mark goes, and the note stands after what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.documents.document import Block, Kind, Reading
from bot.text import normalise

_OPEN, _CLOSE = "\x02", "\x03"  # around a mark, until its note is known
_MARK = re.compile(rf" ?{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_OVER = r"(?=\s?[/⁄∕]\s?[\d₀-₉])"  # what stands before it is counted, and no mark
_RAISED_DIGITS = re.compile(rf"(?<=\S)(?<!\d/)[⁰¹²³⁴-⁹]++(?!{_OVER})")
_COUNTED = re.compile(rf"(?:{_OPEN}(?=\d)|(?<=\d)(?=[⁰¹²³⁴-⁹]))(\d+|[⁰¹²³⁴-⁹]+){_CLOSE}?{_OVER}")
_SQUARED = re.compile(r"(?<![^\W\d_])(?:[cmk]?m|in|ft)$")
_IS_MARK = re.compile(r"^\W*(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#]+)\W*$")
_NOTE = re.compile(r"^\[?([⁰¹²³⁴-⁹]+|[†‡§¶]+|\*{1,3}(?=[^\W\d_]))\]?\s*(?=\S)")
_OPENING_MARK = re.compile(rf"^{_OPEN}([^{_CLOSE}]*){_CLOSE}\s*(?=\S)")
_DAGGER = re.compile(r"(?<=\w)[†‡¶]+|(?<=[\w.,;!?)])\*{1,3}(?=\s|$)")


def mark(name: str) -> str:
    """A mark that leads to the note `name`, as readers put it into a text."""
    return f"{_OPEN}{name.strip()}{_CLOSE}"


def raised(text: str, before: str) -> str:
    """What raised `text` after `before` stands for: a mark, the power of a unit or of ten, or letters as in "1st"."""
    bare = text.strip()
    if not _IS_MARK.match(bare) or (bare.isalpha() and before[-1:].isdigit()):
        return text
    if bare in ("2", "3") and _SQUARED.search(before):
        return {"2": "²", "3": "³"}[bare]
    if bare.isdigit() and re.search(r"(?:^|[^\d.,])10$", before):
        return f"^{bare}"
    return mark(bare.strip("[]()"))


def with_notes(blocks: Sequence[Block], notes: dict[str, str], reading: Reading) -> Iterator[Block]:
    """`blocks` without marks, each followed by the notes that it leads to.

    A mark that leads nowhere, and a note to which nothing leads, are noted as left out in `reading`.
    """
    left = dict(notes)
    for block in blocks:
        names = _MARK.findall(block.text)
        yield replace(block, text=without_marks(block.text)) if names else block
        for name in dict.fromkeys(names):
            if key := _found(name, notes, block.page):
                left.pop(key, None)
                yield Block(notes[key], block.line, block.page)
            else:
                reading.leave_out(block.place, _shown(name), "a raised mark that leads to no note")
    for name, text in left.items():
        reading.leave_out(f"note {_shown(name)}", text, "a note to which nothing leads")


def without_marks(text: str) -> str:
    """`text` without the marks that lead to notes."""
    return _MARK.sub("", text)


def _found(name: str, notes: dict[str, str], page: int) -> str:
    """The key of the note that a mark leads to: on its own page, or the one of that name; empty where none is."""
    if key := next((key for key in (f"{page}:{name}", name) if key in notes), ""):
        return key
    ends = [key for key in notes if key.rpartition(":")[2] == name]
    return ends[0] if len(ends) == 1 else ""


def found_in_characters(blocks: Sequence[Block]) -> tuple[list[Block], dict[str, str]]:
    """Take the notes out of `blocks` whose marks are characters of their own ("24¹ hours", "¹ Not for children")."""
    notes: dict[str, str] = {}
    kept: list[Block] = []
    for block in blocks:
        name = _NOTE.match(block.text) or _OPENING_MARK.match(block.text)
        if name and block.kind is Kind.TEXT and _refers(blocks, name[1]):
            before = notes.get(_key(name[1]), "")
            notes[_key(name[1])] = f"{before} {block.text[name.end() :]}".strip()
        else:
            kept.append(replace(block, text=_with_marks(block.text)))
    known = [replace(block, text=_known(block.text, notes)) for block in kept]
    return known, notes


def _refers(blocks: Sequence[Block], name: str) -> bool:
    return any(name in block.text[1:] for block in blocks)


def _with_marks(text: str) -> str:
    text = _COUNTED.sub(lambda found: f" {normalise(found[1])}", text)  # a half, set as a raised one over a lowered two
    return _RAISED_DIGITS.sub(lambda found: _raised_characters(found, text), text)


def _raised_characters(found: re.Match[str], text: str) -> str:
    meant = raised(normalise(found[0]), text[: found.start()])
    return meant if meant.startswith(("²", "³", "^", _OPEN)) else found[0]


def _known(text: str, notes: dict[str, str]) -> str:
    return _DAGGER.sub(lambda found: mark(found[0]) if found[0] in notes else found[0], text)


def _key(name: str) -> str:
    return normalise(name) if name.isnumeric() else name


def _shown(name: str) -> str:
    return name.rpartition(":")[2]
