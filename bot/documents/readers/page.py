"""A page of a PDF, turned upright, as lines of words with their places, without what is struck, hidden or askew."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pdfminer.utils import decode_text
from pdfplumber.page import Page

from bot.documents.document import Reading
from bot.documents.links import link_text
from bot.documents.notes import raised

_SMALLER = 0.85  # of its neighbour's size, a raised mark is at most
_SPACE = 0.12  # of the letters' size, from which a gap parts words
_WIDE = 1.6  # of the letters' size, from which a gap parts columns
_THIN = 2.0  # points: a line, not a box
_ASKEW = 5.0  # degrees beyond which print is no line of the text
_OVERSIZE = 2.0  # times the usual size, from which other letters may be printed over one
_WIDE_AFTER_MARK = 4.0  # the same after the mark of a list's item
_LIST_MARK = re.compile(r"^(?:[•▪◦‣·–—*-]|\(cid:\d+\)|\(?\d{1,2}[.)]|[a-z][.)])$")
_UNKNOWN_MARK = re.compile(r"^\(cid:\d+\)$")
# By its angle, the ways in which pdfplumber reads the letters and lines of turned text.
_READ_BY_ANGLE = {
    0: {},
    90: {"char_dir_rotated": "btt", "line_dir_rotated": "ltr"},
    180: {"char_dir": "rtl", "line_dir": "btt", "char_dir_render": "ltr", "line_dir_render": "ttb"},
    270: {"char_dir_rotated": "ttb", "line_dir_rotated": "rtl"},
}
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


@dataclass(slots=True)
class Word:
    """A word of one font: its text and box in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    is_bold: bool
    link: str = ""


@dataclass(slots=True)
class Line:
    """Words beside each other that belong together: a whole line, or a column's part of one."""

    words: list[Word]

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge of its letters but for raised ones."""
        return min(word.top for word in self.words if word.size >= _SMALLER * self.size)

    @property
    def bottom(self) -> float:
        """The lower edge of its letters but for raised ones."""
        return max(word.bottom for word in self.words if word.size >= _SMALLER * self.size)

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return _usual_size(self.words)

    @property
    def is_bold(self) -> bool:
        """Whether all of it is printed bold."""
        return all(word.is_bold for word in self.words)

    @property
    def opens_raised(self) -> str:
        """The raised mark that it begins with, as a note does; else empty."""
        first = self.words[0]
        is_raised = len(self.words) > 1 and _is_raised(first, self.words[1])
        return first.text.strip() if is_raised else ""

    @property
    def text(self) -> str:
        """What it says, with raised marks and the addresses of links; a list's mark of no known letter is a dash."""
        if len(self.words) > 1 and _UNKNOWN_MARK.match(self.words[0].text):
            return f"- {_text(self.words[1:])}"
        return _text(self.words)


def upright(page: Page) -> Page:
    """The page, turned so that most of its letters stand upright."""
    angles = Counter(_angle(item) for item in page.chars)
    angle = angles.most_common(1)[0][0] if angles else 0
    if not angle:
        return page
    source = page.page_obj
    source.rotate = source.attrs["Rotate"] = (page.rotation + angle) % 360
    return Page(page.pdf, source, page.page_number, page.initial_doctop)


def page_words(page: Any, reading: Reading) -> list[Word]:
    """The words of a page of pdfplumber's; what is not to be read is noted as left out in `reading`."""
    place = f"page {page.page_number}"
    kept = page
    for reason, is_left_out in (
        ("turned text", _is_turned),
        ("printed behind the text", _lies_behind(page)),
        ("struck through", _strikes(page)),
        ("hidden", _hides(page)),
    ):
        gone = kept.filter(lambda item, test=is_left_out: item["object_type"] == "char" and test(item))
        if gone.chars:
            reading.leave_out(place, _joined_characters(gone), reason)
            kept = kept.filter(lambda item, test=is_left_out: item["object_type"] != "char" or not test(item))
    found = kept.dedupe_chars().extract_words(extra_attrs=["size", "fontname"], keep_blank_chars=False)
    words = [_word(item) for item in found]
    for link in page.hyperlinks:
        for word in words:
            if _is_within(word, link):
                word.link = str(link.get("uri") or "")
    return [*words, *_drawn_bullets(page, words)]


def _drawn_bullets(page: Any, words: Sequence[Word]) -> Iterator[Word]:
    """A mark for each dot or box that is drawn before a line, as programs do that print a list."""
    size = _usual_size(words) if words else 0.0
    for dot in (shape for shape in (*page.curves, *page.rects) if _is_dot(shape["width"], shape["height"], size)):
        beside = [word for word in words if word.top < (dot["top"] + dot["bottom"]) / 2 < word.bottom]
        following = min((word for word in beside if word.x0 >= dot["x1"] - 1), key=lambda word: word.x0, default=None)
        is_first = not any(0 <= dot["x0"] - word.x1 < _WIDE * word.size for word in beside)
        if following and is_first and following.x0 - dot["x1"] <= _WIDE_AFTER_MARK * following.size:
            yield replace(following, text="•", x0=dot["x0"], x1=dot["x1"], link="")


def _is_dot(width: float, height: float, size: float) -> bool:
    """Whether a shape among print of that `size` is about as wide as it is high, and no larger than a letter."""
    return 0.15 * size <= height <= size and 0.7 * height <= width <= 1.4 * height


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Lines from top to bottom, parted where a wide gap parts columns."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda item: item.x0):
        near = [line for line in lines if _goes_on(line, word)]
        if near:
            max(near, key=lambda line: _shared_height(line.words[-1], word)).words.append(word)
        else:
            lines.append(Line([word]))
    return sorted(lines, key=lambda line: (round(line.bottom), line.x0))


def _goes_on(line: Line, word: Word) -> bool:
    """Whether `word` stands beside the end of `line`, as near as words of one line do."""
    last = line.words[-1]
    reach = _WIDE_AFTER_MARK if len(line.words) == 1 and _LIST_MARK.match(last.text) else _WIDE
    is_beside = _shared_height(last, word) >= 0.5 * min(last.bottom - last.top, word.bottom - word.top)
    return is_beside and last.x1 - 0.5 * last.size <= word.x0 <= last.x1 + reach * max(last.size, word.size)


def _shared_height(one: Word, other: Word) -> float:
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _joined_characters(page: Any) -> str:
    """The text of a page's letters; turned ones are read the way that most are turned, askew ones as written."""
    if any(abs(_tilt(item) - 90 * round(_tilt(item) / 90)) > _ASKEW for item in page.chars):
        return "".join(item["text"] for item in page.chars)
    angle = Counter(_angle(item) for item in page.chars).most_common(1)[0][0]
    text = page.extract_text(**_READ_BY_ANGLE[angle])
    return " ".join(str(text or "").split())


def fields(page: Any) -> Iterator[str]:
    """What is filled in in the fields of a form on the page."""
    for annotation in page.annots:
        value = (annotation.get("data") or {}).get("V")
        if isinstance(value, bytes):
            yield decode_text(value)


def _word(item: dict[str, Any]) -> Word:
    return Word(
        item["text"],
        item["x0"],
        item["x1"],
        item["top"],
        item["bottom"],
        float(item["size"]),
        bool(_BOLD.search(str(item["fontname"]))),
    )


def _is_turned(item: dict[str, Any]) -> bool:
    return not item["upright"] or abs(_tilt(item)) > _ASKEW


def _angle(item: dict[str, Any]) -> int:
    """The degrees by which a letter has to be turned clockwise to stand upright: 0, 90, 180 or 270."""
    return round(_tilt(item) / 90) % 4 * 90


def _tilt(item: dict[str, Any]) -> float:
    """The degrees by which a letter is turned, -180 to 180."""
    along, up = item["matrix"][:2]
    return math.degrees(math.atan2(up, along))


def _lies_behind(page: Any) -> Any:
    """A test whether a letter is one of large print that others are printed over: "DRAFT" across a page."""
    usual = Counter(round(item["size"], 1) for item in page.chars).most_common(1)
    large = [item for item in page.chars if usual and item["size"] >= _OVERSIZE * usual[0][0]]
    small = [item for item in page.chars if usual and item["size"] < _OVERSIZE * usual[0][0]]
    behind = {_print(item) for item in large if any(map(partial(_is_over, item), small))}
    return lambda item: _print(item) in behind


def _is_over(large: dict[str, Any], small: dict[str, Any]) -> bool:
    """Whether the middle of a letter stands within a `large` one, not just in the space above or below it."""
    x, y = (small["x0"] + small["x1"]) / 2, (small["top"] + small["bottom"]) / 2
    margin = 0.25 * (large["bottom"] - large["top"])
    return bool(large["x0"] < x < large["x1"] and large["top"] + margin < y < large["bottom"] - margin)


def _print(item: dict[str, Any]) -> tuple[str, float]:
    return item["fontname"], round(item["size"], 1)


def _strikes(page: Any) -> Any:
    """A test whether a letter is struck through by a thin line or box."""
    drawn = [*page.lines, *page.rects]
    thin = [item for item in drawn if item["bottom"] - item["top"] <= _THIN and item["x1"] - item["x0"] > _THIN]

    def is_struck(item: dict[str, Any]) -> bool:
        height, middle = item["bottom"] - item["top"], (item["x0"] + item["x1"]) / 2
        upper, lower = item["top"] + 0.3 * height, item["top"] + 0.72 * height
        return any(
            stroke["x0"] - 1 <= middle <= stroke["x1"] + 1 and upper <= (stroke["top"] + stroke["bottom"]) / 2 <= lower
            for stroke in thin
        )

    return is_struck


def _hides(page: Any) -> Any:
    """A test whether a letter is not seen: off the page, or white on no box of another colour."""
    boxes = [box for box in page.rects if box.get("fill") and not _is_white(box.get("non_stroking_color"))]

    def is_hidden(item: dict[str, Any]) -> bool:
        is_outside = item["x1"] < 0 or item["x0"] > page.width or item["bottom"] < 0 or item["top"] > page.height
        on_box = any(
            box["x0"] <= item["x0"] <= box["x1"] and box["top"] <= item["bottom"] <= box["bottom"] + 2 for box in boxes
        )
        return is_outside or (_is_white(item.get("non_stroking_color")) and not on_box and not page.images)

    return is_hidden


def _is_white(colour: Any) -> bool:
    parts = colour if isinstance(colour, (list, tuple)) else (colour,)
    numbers = [part for part in parts if isinstance(part, (int, float))]
    return len(numbers) in (1, 3) and all(number >= 0.99 for number in numbers)


def _is_within(word: Word, box: dict[str, Any]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return bool(box["x0"] <= x <= box["x1"] and box["top"] <= y <= box["bottom"])


def _is_raised(word: Word, neighbour: Word) -> bool:
    is_small = word.size <= _SMALLER * neighbour.size
    return is_small and word.bottom < neighbour.bottom - 0.1 * neighbour.size and word.top < neighbour.bottom


def _text(words: Sequence[Word]) -> str:
    said, link, size = "", "", _usual_size(words)
    linked: list[str] = []
    usual = next(word for word in words if word.size == size)
    for before, word in zip([None, *words], words, strict=False):
        gap = " " if before and word.x0 - before.x1 > _SPACE * min(before.size, word.size) else ""
        if link and word.link != link:
            said += link_text("".join(linked), link)
            linked = []
        link = word.link
        if link:
            said += gap if not linked else ""
            linked.append((gap if linked else "") + word.text)
        elif before and _is_raised(word, usual):
            said += raised(word.text, said)
        else:
            said += gap + word.text
    return said + (link_text("".join(linked), link) if link else "")


def _usual_size(words: Sequence[Word]) -> float:
    """The size in which most letters of the words are printed."""
    letters = Counter[float]()
    for word in words:
        letters[word.size] += len(word.text)
    return letters.most_common(1)[0][0]
