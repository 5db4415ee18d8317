"""Blocks into named sections: each heading with what stands under it, and no two of one name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.documents.contents import contents
from bot.documents.document import SENTENCE_ENDS, Block, Kind, Reading, Section, printed, section_key
from bot.documents.headings import sentence_case
from bot.documents.links import without_addresses
from bot.documents.marks import without_question_mark
from bot.documents.notes import found_in_characters, with_notes, without_marks
from bot.documents.outline import with_headings
from bot.documents.paragraphs import whole_paragraphs, whole_questions
from bot.documents.questions import has_mark, is_inverted
from bot.documents.table import QUESTION_LEVEL
from bot.documents.typography import as_meant

OPENING = "Introduction"
_NUMBERING = re.compile(r"^\d{1,2}(?:(?:\.\d{1,2})*[.)]|(?:\.\d{1,2})+(?=\s+[^\W\d_a-zß-ÿ]))\s+")


@dataclass
class _Part:
    """A heading, what stands under it, and the headings above it, the widest first."""

    heading: Block
    blocks: list[Block]
    above: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        return section_name(self.heading.text)


def split_sections(reading: Reading) -> tuple[str, tuple[Section, ...]]:
    """The document's title (empty where it gives none) and its sections, in order.

    Text before the first heading is a section by the name of "Introduction". Headings under which nothing stands are
    noted as left out in `reading`.
    """
    blocks = _prepared(reading)
    parts = list(_parts(blocks))
    title = _lowered(without_marks(reading.title) or _title(parts) or reading.name)
    _find_above(parts)
    full = [part for part in parts if part.blocks]
    names = _names(full)
    _leave_out_empty(parts, names, reading)
    sections = zip(names, full, strict=True)
    return title, tuple(Section(name, part.heading, tuple(part.blocks), part.above) for name, part in sections)


def section_name(heading: str) -> str:
    """A heading without its number, the mark of a question and capitals throughout."""
    text = without_question_mark(_NUMBERING.sub("", heading)).rstrip(":").strip()
    return _lowered(text) or OPENING


def _prepared(reading: Reading) -> list[Block]:
    """The blocks with headings found, paragraphs whole and notes where they belong."""
    blocks, notes = found_in_characters(reading.blocks)
    blocks = whole_questions(blocks) if reading.is_wrapped else blocks
    blocks = with_headings(_without_contents(blocks, reading))
    if reading.is_wrapped:
        is_markdown = any(block.kind is Kind.HEADING and block.level < QUESTION_LEVEL for block in blocks)
        blocks = whole_paragraphs(blocks, is_parted=is_markdown or any(block.page for block in blocks))
    blocks = list(with_notes(blocks, reading.notes | notes, reading))
    blocks = [_without_addresses(block, reading) if block.is_heading else block for block in blocks]
    return [replace(block, text=text) for block in blocks if (text := printed(as_meant(block.text)))]


def _without_contents(blocks: Sequence[Block], reading: Reading) -> list[Block]:
    """`blocks` without a list of the document's contents, which is noted as left out."""
    listed = contents(blocks, is_titled=bool(reading.title))
    for block in listed:
        reading.leave_out(block.place, block.text, "the list of contents")
    return [block for block in blocks if block not in listed]


def _without_addresses(heading: Block, reading: Reading) -> Block:
    """A heading without the addresses of its links, which are noted as left out."""
    text, addresses = without_addresses(heading.text)
    for address in addresses:
        reading.leave_out(heading.place, address, "the address of a link in a heading")
    return replace(heading, text=text)


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    """The headings with what stands under each; what follows an answer that has ended is the wider heading's again."""
    part = wider = _Part(Block(OPENING, 1), [])
    yield part
    for block in blocks:
        if block.is_heading:
            part = _Part(block, [])
            wider = wider if block.level >= QUESTION_LEVEL else part
            yield part
        else:
            part = wider if block.is_after_answer else part
            part.blocks.append(block)


def _title(parts: list[_Part]) -> str:
    """The title, taken out of `parts` where it is a line by itself at the top or the one heading of the first level."""
    opening = parts[0].blocks
    if len(opening) == 1 and len(parts) > 1 and not opening[0].text.endswith(SENTENCE_ENDS):
        parts[0].blocks = []
        return opening[0].text
    if len(parts) > 2 and not opening and _is_over_all(parts[1], parts[2:]):
        return parts.pop(1).heading.text
    tops = [part for part in parts[1:] if part.heading.level == 1]
    if len(tops) == 1 and len(parts) > 2 and not opening and tops[0] is parts[1]:
        title = parts[1].heading.text
        parts[1] = replace(parts[1], heading=replace(parts[1].heading, text=OPENING))
        return title
    return ""


def _is_over_all(first: _Part, others: Sequence[_Part]) -> bool:
    """Whether `first` is a heading over nothing but all others, none of which is as wide."""
    return not (first.blocks or has_mark(first.heading.text)) and all(
        other.heading.level > first.heading.level for other in others
    )


def _find_above(parts: Sequence[_Part]) -> None:
    """Give each part the headings above it: those of a wider level, and a group's own.

    A heading without text groups those of its own level, too, until the next one of that kind.
    """
    above: list[tuple[int, str, bool]] = []
    for part in parts[1:]:
        level = part.heading.level
        is_group = not part.blocks and not has_mark(part.heading.text)
        above = [(of, name, group) for of, name, group in above if of < level or (of == level and group)]
        if is_group:
            above = [(of, name, group) for of, name, group in above if of < level]
        part.above = tuple(name for _, name, _ in above)
        above.append((level, part.name, is_group))


def _leave_out_empty(parts: Sequence[_Part], names: Sequence[str], reading: Reading) -> None:
    """Note the headings that neither have text or sections under them, nor are a part of a section's name."""
    deepest: dict[str, int] = {}  # of the sections under a heading of that name
    for part in parts:
        for above in part.above if part.blocks else ():
            deepest[above] = max(part.heading.level, deepest.get(above, 0))
    ordered = sorted(names)
    for part in parts[1:]:
        is_above = deepest.get(part.name, 0) > part.heading.level
        at = bisect_left(ordered, prefix := f"{part.name}: ")
        is_named = at < len(ordered) and ordered[at].startswith(prefix)
        if part.blocks or is_above or is_named or part.heading.text == OPENING:
            continue
        asks = part.heading.level == QUESTION_LEVEL or has_mark(part.heading.text)
        reason = "a question without an answer" if asks else "a heading with nothing under it"
        reading.leave_out(part.heading.place, part.heading.text, reason)


def _names(parts: Sequence[_Part]) -> list[str]:
    """A name for each part that no other has: of those that share a heading, with the headings above them."""
    names = [part.name for part in parts]
    deepest = max((len(part.above) for part in parts), default=0)
    for depth in range(1, deepest + 1):
        for at in _shared(names):
            if above := parts[at].above[-depth:]:
                names[at] = ": ".join([*above, _lower_first(parts[at].name)])
    before = _named_before(parts)
    for at in _shared(names):
        if before[at]:
            names[at] = f"{before[at]}: {_lower_first(parts[at].name)}"
    for at in _shared(names):
        page = parts[at].heading.page
        names[at] += f" (page {page})" * bool(page)
    return _numbered(names)


def _shared(names: Sequence[str]) -> list[int]:
    """The positions of names that stand more than once."""
    counts = Counter(map(section_key, names))
    return [at for at, name in enumerate(names) if counts[section_key(name)] > 1]


def _named_before(parts: Sequence[_Part]) -> list[str]:
    """For each part the nearest heading before it that stands once and asks nothing; "" where there is none."""
    counts = Counter(section_key(part.name) for part in parts)
    found, nearest = [], ""
    for part in parts:
        found.append(nearest)
        if part.heading.text != OPENING and counts[section_key(part.name)] == 1 and not has_mark(part.name):
            nearest = part.name
    return found


def _numbered(names: Sequence[str]) -> list[str]:
    """The names, those that are still the same with a number: "Pain (2)"."""
    seen: Counter[str] = Counter()
    result: list[str] = []
    for name in names:
        seen[section_key(name)] += 1
        count = seen[section_key(name)]
        result.append(f"{name} ({count})" if count > 1 else name)
    return result


def _lowered(text: str) -> str:
    """A heading in capitals as a person would write it; an abbreviation alone is left as it is."""
    if not text.isupper() or (len(text) <= 4 and text.isalpha()):
        return text
    lowered = text[:1] + text[1:].lower()
    return re.sub(r"\bi\b", "I", lowered) if is_inverted(lowered) else lowered


def _lower_first(name: str) -> str:
    """`name` as it goes on after a colon: "does it hurt?"; abbreviations stay."""
    cased = sentence_case(name)
    first = cased.split(" ", 1)[0]
    return cased if len(first) > 1 and first.isupper() else cased[:1].lower() + cased[1:]
