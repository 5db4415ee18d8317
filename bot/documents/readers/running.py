"""The heads and feet that the pages of a PDF repeat, and their numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.documents.questions import has_mark
from bot.documents.readers.page import Line

EDGE = 3  # lines at the top and at the bottom of a page among which its head and foot stand
MIN_PAGES = 3  # from which a line that they share is their head or foot, and no text that happens to stand twice
_SMALL = 0.95  # of the body's size, below which a line that two pages share is their head or foot
_PLACE = 4.0  # points within which two lines stand in the same place
_NAME_WORDS = 8  # of a chapter
HEAD = "the head or foot of the pages"
_NUMBER = re.compile(
    r"^\W*(?:(?:page|p|pag|seite|página|pagina|pág|strona|str|صفحة)\W*)?\d+(?:\W*(?:of|de|von|sur|z|من)?\W*\d+)*\W*$",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[Sequence[Line]], body_size: float) -> list[dict[int, str]]:
    """For each page the positions of its head and foot, each with the reason why it is left out.

    Of a page's lines only those at its edges can be: the same in the same place on most pages, a number that changes
    from page to page, or a name in small print in the same place, such as that of the chapter.
    """
    edges = [_edge(page) for page in pages]
    said = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_key(page[at]) for at in edge})
    numbered = Counter(
        _place(page[at]) for page, edge in zip(pages, edges, strict=True) for at in edge if _is_number(page[at])
    )
    left_out = [
        {at: reason for at in edge if (reason := _reason(page[at], said, numbered, len(pages), body_size))}
        for page, edge in zip(pages, edges, strict=True)
    ]
    for page, at in _names(pages, edges, body_size):
        left_out[page].setdefault(at, HEAD)
    return left_out


def _edge(page: Sequence[Line]) -> list[int]:
    return sorted({*range(min(EDGE, len(page))), *range(max(0, len(page) - EDGE), len(page))})


def _reason(
    line: Line,
    said: Counter[tuple[str, int]],
    numbered: Counter[int],
    pages: int,
    body_size: float,
) -> str:
    if _is_number(line) and numbered[_place(line)] > 1 and said[_key(line)] < 2 and 2 * numbered[_place(line)] > pages:
        return "the number or date of a page"
    if has_mark(line.text) or line.size > 1.1 * body_size or line.is_bold:
        return ""
    count, least = said[_key(line)], 2 if line.size < _SMALL * body_size else MIN_PAGES
    return HEAD if count >= least and 2 * count > pages else ""


def _is_number(line: Line) -> bool:
    return bool(_NUMBER.match(line.text)) and len(line.text) < 40


def _is_name(line: Line, body_size: float) -> bool:
    """Whether the line may be the name of a chapter in small print: few words, without a figure or a sentence's end."""
    is_short = len(line.words) <= _NAME_WORDS and line.size < _SMALL * body_size
    return is_short and not re.search(r"\d|[.!?:;,]$", line.text) and not line.opens_raised


def _names(
    pages: Sequence[Sequence[Line]], edges: Sequence[Sequence[int]], body_size: float
) -> Iterator[tuple[int, int]]:
    """The places, by page and line, of names in small print that stand in one spot on most pages."""
    found = [(number, at) for number, edge in enumerate(edges) for at in edge if _is_name(pages[number][at], body_size)]
    spots = Counter(_spot(pages[number][at]) for number, at in found)
    least = max(MIN_PAGES, len(pages) // 2 + 1)
    yield from ((number, at) for number, at in found if spots[_spot(pages[number][at])] >= least)


def _spot(line: Line) -> tuple[int, int]:
    return _place(line), round(line.x0 / _PLACE)


def _key(line: Line) -> tuple[str, int]:
    return line.text, _place(line)


def _place(line: Line) -> int:
    """The height at which the line stands, as a number that lines in the same place share."""
    return round(line.top / _PLACE)
