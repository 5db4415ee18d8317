"""What a document answers: its questions with their answers, and its sections turned into questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.documents.document import Document, Line, Section
from bot.documents.headings import question_from
from bot.documents.marks import answer_text, is_marked, parted
from bot.documents.prose import prose_sentences
from bot.text import normalise, tokens

_OPENERS = frozenset(
    tokens(
        "what when where who whom whose which why how can could does did do is are was were am will would should shall "
        "may might must have has had"
    )
)


@dataclass(frozen=True)
class Passage:
    """A question and the lines of the document that answer it, with the section they stand in and their first line.

    `also_asked` are other wordings of the question that the document itself uses.
    """

    question: str
    section: str
    line: int
    lines: tuple[str, ...]
    also_asked: tuple[str, ...] = ()


def passages(document: Document) -> tuple[Passage, ...]:
    """All that `document` answers, in its order; of a question that it puts twice, the first."""
    found: dict[str, Passage] = {}
    for section in document.sections:
        for passage in _of_section(section, document.title):
            found.setdefault(normalise(passage.question), passage)
    return tuple(found.values())


def _of_section(section: Section, title: str) -> Iterator[Passage]:
    rest: list[Line] = []
    pairs = list(_pairs(section, rest))
    said = [line for line in rest if line.text]
    if said:
        yield _passage(question_from(section.name, title), section, section.line, [line.text for line in said])
    yield from pairs


def _pairs(section: Section, rest: list[Line]) -> Iterator[Passage]:
    """The pairs within a section; the lines that belong to none are put into `rest`."""
    lines = list(section.lines)
    while lines:
        line = lines.pop(0)
        if is_marked(line.text):
            yield from _marked_pair(line, lines, section)
        elif asked := _asked_inside(line.text):
            yield _passage(asked[0], section, line.number, [asked[1], *_paragraph(lines)])
        else:
            rest.append(line)


def _marked_pair(line: Line, lines: list[Line], section: Section) -> Iterator[Passage]:
    """The pair that begins with the marked question on `line`; its lines are taken from the front of `lines`."""
    question, answer = parted(line.text)
    said = [answer] if answer else []
    while lines and not is_marked(lines[0].text):
        text = lines.pop(0).text
        marked = None if said else answer_text(text)
        if marked is None and not said and text and not question.endswith("?"):
            question += f" {text}"
        elif marked or text:
            said.append(marked or text)
    if said:
        yield _passage(question, section, line.number, said)


def _asked_inside(text: str) -> tuple[str, str] | None:
    """The question with which a line opens and what follows it there, or None."""
    question, mark, answer = text.partition("? ")
    words = normalise(question).split()
    if not mark or not words or words[0] not in _OPENERS or "." in question or not question[0].isupper():
        return None
    return f"{question}?", answer.strip()


def _paragraph(lines: list[Line]) -> list[str]:
    """The lines up to the next blank one or question, taken from the front of `lines`."""
    taken: list[str] = []
    while lines and lines[0].text and not is_marked(lines[0].text) and not _asked_inside(lines[0].text):
        taken.append(lines.pop(0).text)
    return taken


def _passage(question: str, section: Section, line: int, lines: list[str]) -> Passage:
    first = answer_text(lines[0]) or lines[0]
    said = (first, *lines[1:])
    opening = [sentence for sentence in prose_sentences(said[0]) if sentence.endswith("?")]
    asked = question if question.endswith("?") else question.rstrip(".:") + "?"
    return Passage(asked[:1].upper() + asked[1:], section.name, line, said, tuple(opening))
