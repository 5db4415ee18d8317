"""How old one has to be to read a text with ease, by Flesch and Kincaid's formula.

J. P. Kincaid et al., "Derivation of new readability formulas for Navy enlisted personnel", 1975. It gives the year of
an American school; pupils are about five years older than that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from bot.documents import prose_sentences
from bot.nlu.english import is_english, stem
from bot.text import words_in

NEUTRAL = 1.5  # syllables at most of a word that cannot be helped: as many as the usual word has

# As Flesch counted: what a colon or a semicolon parts is read as a sentence of its own.
_CLAUSE_END = re.compile(r"[:;]\s")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouysxzcghl]es)$")


def can_read() -> bool:
    """Return whether the library for syllables is installed; without it there is no reading age."""
    return _hyphens() is not None


def reading_age(text: str, named: Collection[str] = ()) -> float:
    """Return the age in years from which `text`, at least a few sentences, is read with ease.

    `named` are stems of words that the text has to name. They and words that are hardly English, such as a medicine's,
    count as words of usual length.
    """
    words = words_in(text)
    clauses = sum(1 for sentence in prose_sentences(text) for part in _CLAUSE_END.split(sentence) if part.strip())
    spoken = sum(_weight(word, named) for word in words)
    return 0.39 * len(words) / max(clauses, 1) + 11.8 * spoken / max(len(words), 1) - 15.59 + 5


def longest_words(text: str, named: Collection[str] = ()) -> Sequence[str]:
    """Return the words of `text` with four syllables or more that could be others, the longest first, each once."""
    words = dict.fromkeys(word for word in words_in(text) if _weight(word, named) >= 4)
    return sorted(words, key=syllables, reverse=True)


@cache
def syllables(word: str) -> int:
    """Return the syllables of a word in lower case, at least one.

    Hyphenation does not part a word near its ends, and vowels do not tell all of its parts: the greater number is right
    more often than either.
    """
    hyphens = _hyphens()
    parts = len(hyphens.positions(word)) + 1 if hyphens else 1
    return max(parts, len(_VOWELS.findall(word)) - bool(_SILENT.search(word)), 1)


def _weight(word: str, named: Collection[str]) -> float:
    if not is_english(word) or stem(word) in named:
        return min(syllables(word), NEUTRAL)
    return syllables(word)


@cache
def _hyphens() -> Any:
    try:
        return import_module("pyphen").Pyphen(lang="en_US")
    except ImportError:
        return None
