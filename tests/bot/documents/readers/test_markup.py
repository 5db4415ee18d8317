"""Markup that is not Markdown, read as the Markdown that says the same."""

from __future__ import annotations

import pytest

from bot.documents.document import Reading
from bot.documents.readers.markup import as_markdown


def read(text: str) -> tuple[list[str], list[str]]:
    reading = Reading()
    return as_markdown(text.splitlines(), reading.leave_out), [item.text for item in reading.left_out]


@pytest.mark.parametrize(
    ("text", "lines", "left_out"),
    [
        ("::: tip\nHum.\n:::", ["Tip:", "Hum.", ""], []),
        ('!!! warning "Voice"\n    Hum.', ["Voice:", "    Hum."], ["warning"]),
        ("> [!NOTE]\n> Hum.", ["Note:", "> Hum."], []),
        (".. note:: Hum.", ["Note: Hum."], []),
        ("Voice\n: what one hums with", ["Voice: what one hums with", ""], []),
        ("[TOC]\nHum.", ["", "Hum."], ["[TOC]"]),
        ("```text\nHum.\n```", ["", "Hum.", ""], []),
        ("== Voice ==\n" + "'" * 3 + "Hum" + "'" * 3 + " softly.", ["## Voice", "**Hum** softly."], []),
        ("h2. Voice\nHum.", ["## Voice", "Hum."], []),
        ("Hum at 7: softly.", ["Hum at 7: softly."], []),
    ],
)
def test_marks_go_and_each_line_stays_in_its_place(text: str, lines: list[str], left_out: list[str]) -> None:
    assert read(text) == (lines, left_out)


def test_a_table_of_a_wiki_is_a_row_a_line() -> None:
    found, left_out = read("= Voice =\n{| class=x\n|-\n| Hum || 2 days\n|}")
    assert found == ["# Voice", "|", "|", "|", "| Hum | 2 days |"]
    assert left_out == ["class x"]
