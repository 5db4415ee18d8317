"""The heads and feet that pages repeat."""

from __future__ import annotations

from bot.documents.readers.page import Line
from bot.documents.readers.running import HEAD, running_lines
from tests.bot.documents.readers.test_page import word


def page(number: int, *texts: str) -> list[Line]:
    body = [Line([word(text, 60, 100 + 20 * at)]) for at, text in enumerate(texts)]
    return [Line([word("The Mill", 60, 20, 8)]), *body, Line([word(f"Page {number}", 60, 800, 8)])]


def test_what_stands_in_one_place_on_most_pages_is_no_text() -> None:
    texts = [(f"Song {name}.", f"Verse {name}.", "Can I hum?", f"After {name} days.") for name in "abc"]
    found = running_lines([page(number, *lines) for number, lines in enumerate(texts, 1)], 10)
    assert found == [{0: HEAD, 5: "the number or date of a page"}] * 3


def test_one_page_has_none() -> None:
    assert running_lines([page(1, "We sing.")], 10) == [{}]
