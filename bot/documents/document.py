"""A clinic's document as the editor's tools see it: named sections of numbered lines and the statements in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.documents.prose import prose_sentences
from bot.errors import BotError
from bot.text import normalise

LIST_MARK = re.compile(r"^\s*(?:[-*+•▪◦‣–]|\d{1,3}[.)])\s+")
SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", '."', ".”", ".)", "?)", "!)")


class DocumentError(BotError):
    """A document that cannot be read. `path` names it."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path}: {problem}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, or a paragraph that runs over several of them: its text and the number of its first line.

    `level` is that of the heading that it is, 0 for none.
    """

    text: str
    number: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a document says: a sentence or an item of a list, and the line on which it begins."""

    text: str
    line: int


@dataclass(frozen=True)
class Section:
    """A heading with the lines under it, up to the next heading. `line` is the heading's own."""

    name: str
    line: int
    level: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The section's lines without the blank ones."""
        return "\n".join(line.text for line in self.lines if line.text)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The section's sentences and list items, in order."""
        return tuple(
            Statement(sentence, line.number)
            for line in self.lines
            for sentence in prose_sentences(LIST_MARK.sub("", line.text))
        )


@dataclass(frozen=True)
class Document:
    """A document that was read: `name` is what answers cite it by, `title` what people call it."""

    name: str
    path: Path
    title: str
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        """The section of that name, however it is capitalised; those that share it are taken as one."""
        same = [section for section in self.sections if normalise(section.name) == normalise(name)]
        if not same:
            return None
        first = same[0]
        return Section(first.name, first.line, first.level, tuple(line for part in same for line in part.lines))
