"""A message in bare words, each with its place."""

from __future__ import annotations

import pytest

from bot.triage import EmergencyDetector, Level
from bot.triage.words import SENTENCE, Word, placed

HIDDEN = ["che\u00adst pain", "I can't bre\u200bathe", "I can\u02bct breathe", "over\u2060dose", "ＣＨＥＳＴ ＰＡＩＮ"]


@pytest.mark.parametrize("message", HIDDEN)
def test_characters_that_nobody_sees_hide_nothing(detector: EmergencyDetector, message: str) -> None:
    assert detector.assess(message).level is Level.URGENT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("J'ai très mal", [("j", 0), ("ai", 0), ("tres", 1), ("mal", 2)]),
        ("my wife's arm", [("my", 0), ("wife", 1), ("s", 1), ("arm", 2)]),
        ("it's hot, can't breathe", [("its", 0), ("hot", 1), ("cant", 3), ("breathe", 4)]),
        ("39,5 or 40", [("39,5", 0), ("or", 1), ("40", 2)]),
        ("hot? cold", [("hot", 0), ("?", 1), ("cold", SENTENCE)]),
        ("hot! cold\nwet", [("hot", 0), ("cold", SENTENCE), ("wet", 2 * SENTENCE)]),
        ("hot... or – cold", [("hot", 0), ("or", 2), ("cold", 4)]),
        ("¿qué?", [("¿", 0), ("que", 1), ("?", 2)]),
        ("", []),
    ],
)
def test_each_word_has_its_place(text: str, words: list[Word]) -> None:
    assert placed(text) == words
