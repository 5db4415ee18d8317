"""Words and phrases that mean the same, and the editor's own spellings."""

from __future__ import annotations

import pytest

from bot.nlu.english import stem
from bot.nlu.synonyms import Synonyms, spelling_table


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("my belly", ["my", "=stomach"]),
        ("my stomachs", ["my", "=stomach"]),
        ("a spare tyre here", ["a", "=stomach", "here"]),
        ("a spare wheel", ["a", "spare", "wheel"]),
        ("spare", ["spare"]),
        ("bald spots and spots", ["=hair-loss", "and", "=acn"]),
        ("", []),
    ],
)
def test_phrases_become_their_meaning_the_longest_first(said: str, meaning: list[str]) -> None:
    synonyms = Synonyms([["stomach", "belly", "spare tyre"], ["hair loss", "bald spots"], ["acne", "spots"]])
    assert [name for _, name in synonyms.runs([stem(word) for word in said.split()])] == meaning


def test_without_meanings_every_word_stands_for_itself() -> None:
    assert list(Synonyms().runs(["belli"])) == [(1, "belli")]


def test_spellings_are_looked_up_without_accents_case_and_apostrophes() -> None:
    assert spelling_table({"Liposucción": "Liposuction"}) == {"liposuccion": "liposuction"}
