"""The word index: no word that a slip could have come from is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.nlu.spelling import MIN_SIMILARITY, SpellCorrector
from bot.nlu.word_index import WordIndex

WORDS = st.text("abe", min_size=1, max_size=9)


def test_words_are_found_by_first_letter_and_length() -> None:
    index = WordIndex(["swell", "swelling", "sore", "knee", "s"])
    assert index.like("swells", 5, 7) == ["swell"]
    assert index.like("sxx", 1, 8) == ["s", "sore", "swell", "swelling"]
    assert index.like("xyz", 1, 8) == []


@given(WORDS, st.sets(WORDS, min_size=1))
def test_a_word_is_repaired_as_if_all_that_begin_like_it_were_compared(typed: str, known: set[str]) -> None:
    corrector = SpellCorrector(known)
    alike = [word for word in known if word[0] == typed[0] and len(word) >= 3]
    nearest = process.extractOne(typed, alike, scorer=DamerauLevenshtein.normalized_similarity)
    meant = corrector.nearest(typed)
    if not nearest or nearest[1] < MIN_SIMILARITY:
        assert meant is None
    else:
        assert meant
        assert DamerauLevenshtein.normalized_similarity(typed, meant[0]) == nearest[1]
