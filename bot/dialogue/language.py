"""In which of the widget's languages a message is written."""

from __future__ import annotations

from functools import cache

from wordfreq import get_frequency_dict

from bot.text import normalise

FOREIGN = ("es", "fr", "pl", "ar")
COMMON = 1e-5  # a word of a language is one that makes up at least this share of its texts
MIN_WORDS = 3


@cache
def _words(language: str) -> frozenset[str]:
    return frozenset(word for word, share in get_frequency_dict(language, "small").items() if share >= COMMON)


def foreign_language(message: str) -> str | None:
    """The language of a message that is not English: "es", "fr", "pl", "ar", or None where it may be English."""
    words = normalise(message).replace("'", " ").split()
    words = [word.strip('.,!?¿¡;:()"') for word in words]
    if any("\u0600" <= letter <= "\u06ff" for letter in message):
        return "ar"
    if len(words) < MIN_WORDS:
        return None
    english = sum(word in _words("en") for word in words)
    counts = {language: sum(word in _words(language) for word in words) for language in FOREIGN}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= english + max(2, len(words) // 4) else None
