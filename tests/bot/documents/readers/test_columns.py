"""The order in which the lines of a page are read."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents.readers.columns import Region, regions
from bot.documents.readers.page import Line, Word
from tests.bot.documents.readers.test_page import word


def column(x0: float, *texts: str, top: float = 100) -> list[Line]:
    """Lines below each other from `x0` on, with a space of five points between words."""
    return [Line(list(words(text, x0, top + 12 * at))) for at, text in enumerate(texts)]


def words(text: str, x0: float, top: float) -> Iterator[Word]:
    for part in text.split():
        yield (placed := word(part, x0, top))
        x0 = placed.x1 + 5


def said(found: list[Region]) -> list[list[str]]:
    return [[line.text for line in region.lines] for region in found]


def test_a_page_of_one_column_is_one_region() -> None:
    lines = column(60, "We sing each day", "and hum at night.", "Come in.")
    assert said(list(regions(lines))) == [["We sing each day", "and hum at night.", "Come in."]]


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = ["Singing is good for", "the voice and the", "heart, as all people", "know who have sung.", "Try it once."]
    right = ["Humming is softer", "and can be done at", "night, when others", "in the house are", "asleep."]
    lines = sorted([*column(60, *left), *column(330, *right)], key=lambda line: (line.top, line.x0))
    order = [line for region in regions(lines) for line in region.lines]
    assert [line.text for line in order] == [*left, *right]
