"""English words: how common each is, and its stem."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.nlu.english import is_english, listed_words, stem, zipf


def test_common_words_rank_above_rare_ones_and_unlisted_words_have_no_rank() -> None:
    assert zipf("the") > zipf("needle") > zipf("mesoderm") == 0.0
    assert is_english("message")
    assert not is_english("brusing")


def test_forms_of_a_word_share_its_stem() -> None:
    assert stem("bruises") == stem("bruising") == "bruis"


def test_stems_are_not_mixed_up(hasty_threads: ThreadPoolExecutor) -> None:
    words = listed_words()[:3_000]
    alone = [stem(word) for word in words]
    stem.cache_clear()
    assert list(hasty_threads.map(stem, words)) == alone
