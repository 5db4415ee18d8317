"""Headings that a document does not mark, and what only looks like one."""

from __future__ import annotations

import pytest

from bot.documents.document import Block, Kind
from bot.documents.outline import with_headings


def headings(*texts: str) -> list[str]:
    blocks = [Block(text, line) for line, text in enumerate(texts, 1)]
    return [block.text for block in with_headings(blocks) if block.is_heading]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Can I hum?", "Softly, after a day."), ["Can I hum?"]),
        (("SINGING", "Wait for a week, or better for two."), ["SINGING"]),
        (("What You Sing", "Songs that are low and short are best."), ["What You Sing"]),
        (("Here is what we answer to all:", "Can I hum?", "Softly, after a day."), ["Can I hum?"]),
        (("Ask yourself before you come:", "- Can I hum?", "- Can I sing?"), []),
        (("Choir", "Crown: 450 pounds", "Graft: 80 pounds"), ["Choir"]),
        (("We sing on Monday.", "We hum on Friday."), []),
    ],
)
def test_a_line_is_a_heading_by_what_stands_around_it(texts: tuple[str, ...], expected: list[str]) -> None:
    assert headings(*texts) == expected


def test_where_the_document_marks_its_headings_only_questions_are_looked_for() -> None:
    marked = [Block("Songs", 1, kind=Kind.HEADING, level=1), Block("What You Sing", 2), Block("Low songs are best.", 3)]
    assert [block.text for block in with_headings(marked) if block.is_heading] == ["Songs"]
