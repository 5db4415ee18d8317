"""What asks, with its mark or without."""

from __future__ import annotations

import pytest

from bot.documents.questions import has_mark, is_begun_as_question, is_inverted, looks_asked


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Can I hum?", True),
        ("can I hum softly", True),
        ("¿Puedo cantar", True),
        ("Wann darf ich singen", True),
        ("هل أغني؟", True),
        ("Can opener", False),
        ("How we sing.", False),
        ("Songs for two", False),
    ],
)
def test_a_question_is_known_by_its_mark_or_its_first_word(text: str, is_asked: bool) -> None:
    assert looks_asked(text) is is_asked


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("can I hum now", True),
        ("which gel do I need", True),
        ("how long before sport can I sing", True),
        ("how we work here", False),
        ("do exercises daily", False),
        ("should pain return", False),
    ],
)
def test_english_asks_by_the_order_of_its_words(text: str, is_asked: bool) -> None:
    assert is_inverted(text) is is_asked


def test_a_number_before_a_question_is_no_word_of_it() -> None:
    assert is_begun_as_question("12. Can I hum?")
    assert not is_begun_as_question("12 songs")
    assert (has_mark("Can I hum? "), has_mark("Can I hum")) == (True, False)
