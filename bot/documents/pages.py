"""The text of a PDF as one: without what its pages repeat, and with the paragraphs whole that run over their ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.documents.document import SENTENCE_ENDS

EDGE = 3  # lines at the top and at the bottom of a page among which its head and foot stand

_LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DIGITS = re.compile(r"\d+")


def text_of_pages(text: str) -> str:
    """`text` with its pages, which form feeds part, joined. Letters that were printed as one are two again."""
    pages = [page.splitlines() for page in text.translate(_LETTERS).split("\f") if page.strip()]
    repeated = _repeated(pages)
    bodies = [_body(page, repeated) for page in pages]
    lines: list[str] = []
    for body in filter(None, bodies):
        if lines and not (body[0][0].islower() and not lines[-1].endswith(SENTENCE_ENDS)):
            lines.append("")
        lines += body
    return "\n".join(lines)


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    """What stands at the edge of two pages or more, whatever its numbers are."""
    counts = Counter(shape for page in pages for shape in {_shape(page[number]) for number in _edge(page)})
    return {shape for shape, count in counts.items() if count > 1}


def _body(page: Sequence[str], repeated: set[str]) -> list[str]:
    left_out = {number for number in _edge(page) if _shape(page[number]) in repeated}
    body = [line.rstrip() for number, line in enumerate(page) if number not in left_out]
    return "\n".join(body).strip("\n").split("\n") if any(body) else []


def _edge(page: Sequence[str]) -> set[int]:
    """The numbers of the lines at the top and the bottom of a page, blank ones not counted."""
    filled = [number for number, line in enumerate(page) if line.strip()]
    return {*filled[:EDGE], *filled[-EDGE:]}


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()))
