"""A list of the contents is no text of the document, and a part that is said twice is no such list."""

from __future__ import annotations

import pytest

from bot.documents.contents import contents
from bot.documents.document import Block
from bot.documents.readers.markdown import read_text
from bot.documents.sections import split_sections

BODY = "## May I hum?\n\nSoftly.\n\n## May I sing?\n\nAfter a week.\n\n## Does it hurt?\n\nA little.\n"


@pytest.mark.parametrize(
    ("listed", "count"),
    [
        ("On this page\n\n- [May I hum?](#hum)\n- [May I sing?](#sing)\n- [Does it hurt?](#hurt)", 4),
        ("Inhalt\n\n- May I hum? …… 2\n- May I sing? …… 2\n- Does it hurt? …… 3", 4),
        ("May I hum? 2\nMay I sing? 4\nDoes it hurt? 11", 3),
        ("- May I hum?\n- May I sing?", 0),  # two lines may be anything
        ("- May I hum?\n- May I whistle?\n- Does it hurt?", 0),  # one stands nowhere else
    ],
)
def test_lines_that_all_stand_again_further_down_are_left_out(listed: str, count: int) -> None:
    reading = read_text(f"# The choir\n\n{listed}\n\n{BODY}")
    _, sections = split_sections(reading)
    assert [item.reason for item in reading.left_out if "contents" in item.reason] == ["the list of contents"] * count
    asked = [section.name for section in sections if section.text in ("Softly.", "After a week.", "A little.")]
    assert asked[-3:] == ["May I hum?", "May I sing?", "Does it hurt?"] or not count


def test_what_is_said_of_one_thing_after_another_is_no_list() -> None:
    lines = ["Does it hurt?", "No", "How long does it take?", "An hour"]
    said = ["Alto", *lines, "Bass", *lines]
    assert contents([Block(text, line) for line, text in enumerate(said, 1)], is_titled=False) == []
