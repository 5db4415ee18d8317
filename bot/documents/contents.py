"""Find a document's list of its own contents: lines that all stand again, as headings, further down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.documents.document import LIST_MARK, Block, section_key
from bot.documents.marks import without_question_mark

MIN_ENTRIES = 3
MAX_LABEL_WORDS = 4  # of the line above them, such as "In this leaflet"
_PAGE = re.compile(r"(?:\s*[.…·_]{3,}\s*\d{0,4}|\s+\d{1,3})$")  # "........ 7"
_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")


def contents(blocks: Sequence[Block], *, is_titled: bool) -> list[Block]:
    """Return the blocks that are a list of the contents, the line above it that calls it so included; [] for none.

    Between the lines where they stand again there is text: a part that is said twice is no list of contents. Where the
    document is not `is_titled`, its first line is taken for the title.
    """
    places: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        places.setdefault(_key(block.text), []).append(at)
    found: list[Block] = []
    for start, end in _runs([_again(at, block, places) for at, block in enumerate(blocks)]):
        label = blocks[start - 1] if start > (not is_titled) else None
        found += [label] if label and len(label.text.split()) <= MAX_LABEL_WORDS else []
        found += blocks[start:end]
    return found


def _again(at: int, block: Block, places: dict[str, list[int]]) -> int | None:
    """Return where the line stands again, with the number of a page after it or not; None where it does not."""
    if block.text.endswith((".", "!", ":")):
        return None
    keys = (_key(block.text), _key(_PAGE.sub("", block.text)))
    return next((place for key in keys if key for place in places.get(key, ()) if place > at), None)


def _runs(again: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Yield where each list begins and ends, given where each line stands again."""
    start = 0
    while start < len(again):
        end = next((at for at in range(start, len(again)) if again[at] is None), len(again))
        later = [place for place in again[start:end] if place is not None and place >= end]
        if len(later) == end - start >= MIN_ENTRIES and _are_apart(later):
            yield start, end
        start = end + 1


def _are_apart(places: Sequence[int]) -> bool:
    """Whether something stands between most of the places."""
    ordered = sorted(set(places))
    apart = sum(after - before > 1 for before, after in pairwise(ordered))
    return 2 * apart >= len(places) - 1


def _key(text: str) -> str:
    key = section_key(without_question_mark(_NUMBERING.sub("", LIST_MARK.sub("", text))))
    return key if any(map(str.isalpha, key)) else ""
