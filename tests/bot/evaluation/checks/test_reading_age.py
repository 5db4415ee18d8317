"""Reading ages, syllables and long words."""

from __future__ import annotations

import pytest

from bot.evaluation.checks import reading_age
from bot.evaluation.checks.reading_age import longest_words, syllables
from tests.bot.evaluation.checks.planted import HARD


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. It was warm. The dog sat there too.", 2, 6),
        (
            "We will put a dressing in the socket to ease the pain. Come back to us in two days so that we can look.",
            6,
            9,
        ),
        (HARD, 25, 50),
    ],
)
def test_reading_age(text: str, low: int, high: int) -> None:
    assert low <= reading_age.reading_age(text) <= high


@pytest.mark.parametrize(("named", "longest"), [((), ["unconditionally"]), (("uncondit",), [])])
def test_words_that_must_be_named_are_none_of_the_long_ones(named: tuple[str, ...], longest: list[str]) -> None:
    assert longest_words("He agreed unconditionally.", named) == longest


SYLLABLES = {
    1: "the smoke rest teeth bleeds healed through",
    2: "about people little after very swelling socket",
    3: "cigarette evidence medicine recover unproven",
    4: "operation experience",
}


@pytest.mark.parametrize(("number", "words"), SYLLABLES.items())
def test_syllables(number: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)
