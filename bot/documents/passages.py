"""What a document answers: its questions with their answers, and its sections turned into questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.documents.document import LIST_MARK, Block, Document, Kind, LeftOut, Section
from bot.documents.headings import question_from
from bot.documents.marks import answer_text, is_bare, is_marked, parted
from bot.documents.prose import prose_sentences
from bot.documents.questions import has_mark, is_begun_as_question, is_inverted
from bot.documents.sections import section_name
from bot.documents.table import QUESTION_LEVEL
from bot.text import normalise


@dataclass(frozen=True)
class Passage:
    """A question and the lines of the document that answer it, with the section they stand in and their first line.

    `is_asked` says that the document itself puts the question; `also_asked` are its other wordings of it.
    `within` are the headings above the section.
    """

    question: str
    section: str
    line: int
    lines: tuple[str, ...]
    also_asked: tuple[str, ...] = ()
    is_asked: bool = True
    within: tuple[str, ...] = ()


def passages(document: Document) -> tuple[tuple[Passage, ...], tuple[LeftOut, ...]]:
    """All that `document` answers, in its order, and what it asks without an answer or says twice."""
    left_out: list[LeftOut] = []
    found = [p for section in document.sections for p in _of_section(section, document.title, left_out)]
    return tuple(_told_apart(found, left_out)), tuple(left_out)


def _of_section(section: Section, title: str, left_out: list[LeftOut]) -> Iterator[Passage]:
    rest: list[Block] = []
    pairs = list(_pairs(section, rest, left_out))
    said = [block.text for block in rest]
    wordings = tuple(block.text for block in section.blocks if block.kind is Kind.WORDING)
    if wordings and not said:
        left_out.append(LeftOut(section.heading.place, "; ".join(wordings), "wordings of no answer"))
    if said:
        passage = _passage(_question_of(section, title), section, section.line, said)
        is_asked = section.heading.level == QUESTION_LEVEL or has_mark(section.heading.text)
        yield replace(passage, also_asked=(*wordings, *passage.also_asked), is_asked=is_asked)
    yield from pairs


def _question_of(section: Section, title: str) -> str:
    """The question behind the section's heading, with the headings above it where its name has them."""
    own = section_name(section.heading.text)
    question = question_from(own, title) if section.heading.is_heading else title
    if section.name == own:
        return question
    above, colon, _ = section.name.rpartition(": ")
    return (
        f"{above}: {question[:1].lower()}{question[1:]}" if colon else f"{question} {section.name[len(own) :].strip()}"
    )


def _pairs(section: Section, rest: list[Block], left_out: list[LeftOut]) -> Iterator[Passage]:
    """The pairs within a section; the blocks that belong to none are put into `rest`."""
    blocks = [block for block in section.blocks if block.kind is Kind.TEXT]
    while blocks:
        block = blocks.pop(0)
        if is_marked(block.text):
            yield from _marked_pair(block, blocks, section, left_out)
        elif running := _run_in(block.text):
            before, asked_there = running
            rest += [replace(block, text=before)] * bool(before)
            for question, answer in asked_there:
                yield _passage(question, section, block.line, [answer])
        elif asked := _asked_inside(block.text):
            yield _passage(asked[0], section, block.line, [asked[1], *_paragraph(blocks)])
        else:
            rest.append(block)


def _marked_pair(block: Block, blocks: list[Block], section: Section, left_out: list[LeftOut]) -> Iterator[Passage]:
    """The pair that begins with the marked question in `block`; its lines are taken from the front of `blocks`."""
    question, answer = parted(block.text)
    is_bare_mark = is_bare(block.text)
    said = [answer] if answer else []
    while blocks and not is_marked(blocks[0].text):
        if said and blocks[0].is_apart and _asked_inside(blocks[0].text):
            break
        text = blocks.pop(0).text
        marked = None if said else answer_text(text, is_bare=is_bare_mark)
        if marked is None and not said and not has_mark(question) and not is_inverted(question):
            question += f" {text}"
        else:
            said.append(marked or text)
    if said:
        yield _passage(question, section, block.line, said)
    else:
        left_out.append(LeftOut(block.place, question, "a question without an answer"))


def _asked_inside(text: str) -> tuple[str, str] | None:
    """The question with which a line opens and what follows it there, or None."""
    question, mark, answer = LIST_MARK.sub("", text).partition("? ")
    if not mark or not is_begun_as_question(question) or "." in question or not question[0].isupper():
        return None
    return f"{question}?", answer.strip()


def _run_in(text: str) -> tuple[str, list[tuple[str, str]]] | None:
    """The questions that run in one paragraph, each with the sentences up to the next, and what stands before them.

    None for fewer than two, since one in the midst of a text is mostly a figure of speech; and where one has no answer.
    """
    parts: list[list[str]] = [[]]
    for sentence in prose_sentences(text):
        is_asked = has_mark(sentence) and is_begun_as_question(sentence) and sentence[0].isupper()
        parts += [[sentence]] if is_asked else []
        parts[-1] += [] if is_asked else [sentence]
    before, *asked = parts
    if len(asked) < 2 or any(len(part) < 2 for part in asked):
        return None
    return " ".join(before), [(question, " ".join(answer)) for question, *answer in asked]


def _paragraph(blocks: list[Block]) -> list[str]:
    """The lines up to the next one that is set apart or asks, taken from the front of `blocks`."""
    taken: list[str] = []
    while blocks and not blocks[0].is_apart and not is_marked(blocks[0].text) and not _asked_inside(blocks[0].text):
        taken.append(blocks.pop(0).text)
    return taken


def _passage(question: str, section: Section, line: int, lines: Sequence[str]) -> Passage:
    said = (answer_text(lines[0]) or lines[0], *lines[1:])
    opening = tuple(sentence for sentence in prose_sentences(said[0]) if has_mark(sentence))
    asked = f"{question.rstrip('.: ')}?" if is_inverted(question) and "?" not in question else question.rstrip(": ")
    return Passage(asked[:1].upper() + asked[1:], section.name, line, said, opening, within=section.within)


def _told_apart(found: Sequence[Passage], left_out: list[LeftOut]) -> Iterator[Passage]:
    """The passages, those that ask the same named by their sections; what is said twice in full is left out."""
    counts = Counter(normalise(passage.question) for passage in found)
    seen: dict[tuple[str, ...], Passage] = {}
    taken: set[str] = set()
    for passage in found:
        told = (normalise(passage.question), *map(normalise, passage.lines))
        if (first := seen.setdefault(told, passage)) is not passage:
            left_out.append(LeftOut(f"line {passage.line}", passage.question, f"says the same as line {first.line}"))
            continue
        question = passage.question
        if counts[told[0]] > 1 and normalise(passage.section) not in told[0]:
            question = f"{passage.section}: {question[:1].lower()}{question[1:]}"
        question = _fresh(question, taken)
        taken.add(normalise(question))
        yield replace(passage, question=question)


def _fresh(question: str, taken: set[str]) -> str:
    number = 1
    fresh = question
    while normalise(fresh) in taken:
        number += 1
        fresh = f"{question} ({number})"
    return fresh
