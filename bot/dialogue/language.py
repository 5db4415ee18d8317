"""In which language a message is written: whose words, and whose letters, it has."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.word_frequencies import zipf_table
from bot.text import normalise

ENGLISH = "en"
# Languages whose ordinary words are known: more than the bot has a line for, so that none is taken for its neighbour.
KNOWN = ("es", "fr", "pl", "ar", "de", "it", "pt", "nl", "tr", "ro", "id")
MIN_WORDS = 2
FARTHER = 1.5  # by how much, on the Zipf scale, the mean word must be commoner in another language than in English
# Letters that other languages write with Arabic letters have, and Arabic has not.
NOT_ARABIC = frozenset("ٹڈڑںےگپچژکیەۇۆ")
_WORD = re.compile(r"\w+")
UNLISTED = 2.0  # the Zipf frequency of a word that a language's list lacks
_MOST_WORDS = 3_000


def foreign_language(message: str) -> str | None:
    """Return the ISO 639-1 code of the language of a message that is surely not English, or None.

    Compares how common the message's words are in each language (the mean of their Zipf frequencies).
    """
    if any("\u0600" <= letter <= "\u06ff" for letter in message):
        return "ar" if NOT_ARABIC.isdisjoint(message) else "ur"
    words = [word for word in _WORD.findall(normalise(message)) if not word.isdigit()]
    if len(words) < MIN_WORDS:
        return None
    english, *others = (sum(scores) / len(words) for scores in zip(*map(_zipfs, words), strict=True))
    best = max(others)
    return KNOWN[others.index(best)] if best >= english + FARTHER else None


@lru_cache(_MOST_WORDS)
def _zipfs(word: str) -> tuple[float, ...]:
    """Return how common a word is in English, and in each of the KNOWN languages."""
    return tuple(zipf_table(language).get(word, UNLISTED) for language in (ENGLISH, *KNOWN))
