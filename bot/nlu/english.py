"""What ordinary English knows: how common a word is, and the stem it shares with its other forms."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import Stemmer

from bot.nlu.word_frequencies import zipf_table

DRAWN_OUT = re.compile(r"(.)\1{2,}")


@cache
def _zipfs() -> dict[str, float]:
    listed: dict[str, float] = {}
    for word, found in zipf_table("en").items():  # the commonest first: "is" goes before "i's"
        listed.setdefault(word.replace("'", ""), found)
    return listed


def zipf(word: str) -> float:
    """Return how common an English word is on the Zipf scale: log10 of its uses in a billion words.

    About 7.7 for "the", 3 for the rarest word listed (one use in a million), 0 for a word that is not listed.
    """
    return _zipfs().get(word, 0.0)


def telling(word: str, common: float, rare: float) -> float:
    """Return how much a word tells by how rare it is: nothing from the Zipf frequency `common` on, 1 below `rare`."""
    return min(1.0, max(0.0, (common - zipf(word)) / (common - rare)))


def is_english(word: str) -> bool:
    """Return whether `word` is an ordinary English word: at least one use in a million words."""
    return word in _zipfs()


def listed_words() -> tuple[str, ...]:
    """Return all ordinary English words, the commonest first."""
    return tuple(_zipfs())


def undrawn(word: str) -> tuple[str, ...]:
    """Return what a word may be whose letters are drawn out, each written twice or once: "huuurt"; else nothing."""
    return (DRAWN_OUT.sub(r"\1\1", word), DRAWN_OUT.sub(r"\1", word)) if DRAWN_OUT.search(word) else ()


@lru_cache(maxsize=3_000)
def stem(word: str) -> str:
    """Return the stem of a word after Porter's second English algorithm: "bruises" and "bruising" give "bruis"."""
    # A stemmer of its own for each word, which takes a microsecond: one that threads share mixes up their words.
    return str(Stemmer.Stemmer("english", 0).stemWord(word))
