"""A clinic's document in one plain form: blocks of text, named sections of them, and what was left out and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path

from bot.documents.prose import prose_sentences
from bot.errors import BotError
from bot.text import normalise, tokens

LIST_MARK = re.compile(r"^\s*(?:[-*+•▪◦‣·–]|\d{1,3}[.)])\s+")
SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", '."', ".”", ".)", "?)", "!)")


class DocumentError(BotError):
    """A document that cannot be read. `path` names it."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}")


class Kind(Enum):
    """What a block is: text, a heading that the document marks, or one that it only seems to be; or another wording."""

    TEXT = "text"
    HEADING = "heading"
    GUESSED = "guessed heading"
    WORDING = "another wording of the heading above"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or note: its text, and where it stands.

    `line` counts from 1: lines of a text, paragraphs of a Word file, rows of a sheet. `page` is that of a PDF, else 0.
    `level` is a heading's, 1 for the widest. `is_apart` says whether space or a mark parts it from what stands before,
    `is_after_answer` that what answers the last question ended before it.
    """

    text: str
    line: int
    page: int = 0
    kind: Kind = Kind.TEXT
    level: int = 0
    is_apart: bool = True
    is_after_answer: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, marked or guessed."""
        return self.kind in (Kind.HEADING, Kind.GUESSED)

    @property
    def place(self) -> str:
        """Where it stands, for a person: "page 3" or "line 12"."""
        return f"page {self.page}" if self.page else f"line {self.line}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a document holds and no draft does: where it stands, what it is, and why it was left out."""

    place: str
    text: str
    reason: str

    def __str__(self) -> str:
        said = f' "{printed(self.text)}"' if self.text else ""
        return f"{self.place}:{said}: {self.reason}"


@dataclass(slots=True)
class Reading:
    """What a reader found: blocks in reading order, what it left out, and what a person should know of the rest.

    `notes` are those that marks lead to, by name. `name` is the title where no line of the text is. `is_wrapped` says
    that a paragraph may run over several blocks, as lines of a plain text do.
    """

    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    title: str = ""
    name: str = ""
    is_wrapped: bool = False

    def taken_out(self, read: Callable[[], None]) -> list[str]:
        """Return the texts of the blocks that `read` adds, and take these out again: they are part of another one."""
        start = len(self.blocks)
        read()
        texts = [block.text for block in self.blocks[start:]]
        del self.blocks[start:]
        return texts

    def leave_out(self, place: str, text: str, reason: str) -> None:
        """Note that `text` was left out; what says nothing is not worth a note."""
        if text := " ".join(text.split()):
            self.left_out.append(LeftOut(place, text, reason))


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a document says: a sentence or an item of a list, and the line on which it begins."""

    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """A heading with the blocks under it, up to the next heading.

    `name` tells it from all others of its document, by the headings above where that needs to be; `heading` is its own.
    """

    name: str
    heading: Block
    blocks: tuple[Block, ...]
    within: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The heading's line."""
        return self.heading.line

    @property
    def text(self) -> str:
        """What stands under the heading, a line a block."""
        return "\n".join(block.text for block in self.blocks if block.kind is Kind.TEXT)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The section's sentences and list items, in order."""
        return tuple(
            Statement(sentence, block.line)
            for block in self.blocks
            if block.kind is Kind.TEXT
            for line in block.text.splitlines()
            for sentence in prose_sentences(LIST_MARK.sub("", line))
        )


@dataclass(frozen=True)
class Document:
    """A document that was read: `name` is what answers cite it by, `title` what people call it."""

    name: str
    path: Path
    title: str
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()

    def sections_named(self, name: str) -> tuple[Section, ...]:
        """The section of that name, however it is capitalised; else those that have it as their own heading."""
        exact = tuple(section for section in self.sections if section_key(section.name) == section_key(name))
        return exact or tuple(s for s in self.sections if section_key(s.heading.text) == section_key(name))


def printed(text: str) -> str:
    """`text` in single spaces and without characters that are not printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def section_key(name: str) -> str:
    """A section's name as it is compared: its words alone."""
    return " ".join(tokens(normalise(name))) or normalise(name)
