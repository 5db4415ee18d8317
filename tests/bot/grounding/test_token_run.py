"""A text as a run of tokens, no figure of which changes its value."""

from __future__ import annotations

import pytest

from bot.grounding.token_run import phrase_at, phrases, tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A week's rest", ["a", "week", "rest"]),
        ("1½ tablets", ["1", "1/2", "tablets"]),
        ("24 hours¹ at 9 a.m.", ["24", "hours", "at", "9", "am"]),
        ("10⁶ cells per m²", ["10", "^", "6", "cells", "per", "m", "2"]),
        ("2024-05-01, 17:30", ["2024-05-01", ",", "17:30"]),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    run = tokenise(text)[1]
    assert run.words(0, len(run)) == words
    assert (run.word(-1), run.word(len(run))) == ("", "")


def test_the_longest_phrase_counts() -> None:
    known = phrases({"least": "at least, at", "most": "at most"})
    run = tokenise("At least 3, at")[1]
    assert phrase_at(run, 0, known) == ("least", 2)
    assert phrase_at(run, 4, known) == ("least", 5)
    assert phrase_at(run, 1, known) is None
