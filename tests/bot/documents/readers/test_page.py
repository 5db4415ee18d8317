"""Words of a page as lines."""

from __future__ import annotations

from dataclasses import replace

from bot.documents.readers.page import Line, Word, lines_of


def word(text: str, x0: float, top: float, size: float = 10, *, is_bold: bool = False) -> Word:
    return Word(text, x0, x0 + size * len(text) / 2, top, top + size, size, is_bold)


def test_words_beside_each_other_are_a_line_until_a_wide_gap() -> None:
    words = [word("softly", 80, 100), word("Hum", 60, 100), word("Sing", 300, 100), word("Rest", 60, 120)]
    assert [line.text for line in lines_of(words)] == ["Hum softly", "Sing", "Rest"]


def test_a_line_says_its_box_its_size_and_whether_it_is_bold() -> None:
    line = Line([word("Hum", 60, 100, is_bold=True), word("now", 80, 100, is_bold=True)])
    assert (line.x0, line.x1, line.top, line.bottom, line.size, line.is_bold) == (60, 95, 100, 110, 10, True)
    assert not Line([word("Hum", 60, 100, is_bold=True), word("now", 80, 100)]).is_bold


def test_a_link_of_a_page_keeps_its_address() -> None:
    words = [replace(word(text, x0, 100), link="https://a.example") for text, x0 in (("our", 60), ("desk", 80))]
    assert Line(words).text == "[our desk](https://a.example)"
