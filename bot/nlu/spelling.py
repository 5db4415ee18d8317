"""Repair misspelt words to the words of the utterance examples; never turn an ordinary word into a clinical one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.nlu.english import is_english, listed_words, undrawn, zipf
from bot.nlu.word_index import WordIndex
from bot.nlu.word_vectors import word_vectors

MIN_LENGTH = 4  # a shorter word is a letter away from too many others
MIN_JOINED = 8  # "lipo suction" is one word, "a way" is two
_VOWEL = re.compile("[aeiou]")
MIN_ABBREVIATED, MAX_ABBREVIATED = 3, 6  # letters of a word that people write without its vowels
MIN_SIMILARITY = 0.7  # one letter in four, two in seven, three in ten
# Words from this Zipf frequency on are grammar's, such as "does". Another word, RARER than it, may be one of these with
# two letters swapped, which stands so many times before the word that follows.
GRAMMAR, RARER, MIN_SEEN = 5.5, 1.0, 4


class SpellCorrector:
    """Knows the words of the utterance examples, and finds the one that was meant."""

    def __init__(
        self,
        words: Iterable[str] | Mapping[str, int],
        spellings: Mapping[str, str] | None = None,
        pairs: Mapping[str, int] | None = None,
    ) -> None:
        """`words`: all words of the utterance examples, repeats included, or how often each stands there.

        `spellings`: fixed repairs, by word; `pairs`: what `grammar_pairs` finds in the examples.
        """
        self.counts = Counter(words)
        self.pairs = Counter(pairs)
        self.spellings = dict(spellings or {})
        self._index = WordIndex(w for w in self.counts if len(w) >= MIN_LENGTH - 1 and not w.isdigit())
        self._by_consonants = _abbreviations(self.counts)
        self._repair = lru_cache(maxsize=3_000)(self._repair_word)

    def repair(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the words as they were meant, each with the numbers of the first and last given word it stands for.

        Split words are joined ("lipo suction"), run-together words parted ("howlong").
        """
        for given, first, last in self._joined(self._unswapped(words)):
            for word in self._repair(given):
                yield word, first, last

    def knows(self, word: str) -> bool:
        """Return whether a word stands in the examples, or is one of ordinary English, however rare."""
        return word in self.counts or is_english(word) or word in word_vectors()

    def _unswapped(self, words: Sequence[str]) -> list[str]:
        """Return `words` with letters put back where swapping two made another word of one of grammar's: "dose it".

        The words beside it tell (Mays, Damerau and Mercer, "Context based spelling correction", 1991).
        """
        around = ["^", *words, "$"]
        for at in range(1, len(words)):
            before, word, after = around[at - 1 : at + 2]
            meant = _swapped().get(word)
            if not meant or self.pairs[f"{before} {word}"] or self.pairs[f"{word} {after}"]:
                continue
            if self.pairs[f"{before} {meant}"] and self.pairs[f"{meant} {after}"] >= MIN_SEEN:
                around[at] = meant
        return around[1:-1]

    def _joined(self, words: Sequence[str]) -> list[tuple[str, int, int]]:
        result: list[tuple[str, int, int]] = []
        for number, word in enumerate(words):
            if result and self._is_split(result[-1][0], word):
                before, first, _ = result[-1]
                result[-1] = (before + word, first, number)
            else:
                result.append((word, number, number))
        return result

    def _is_split(self, first: str, second: str) -> bool:
        joined = first + second
        if len(joined) < MIN_JOINED or (joined not in self.counts and joined not in self.spellings):
            return False
        return not (is_english(first) and is_english(second))

    def _repair_word(self, word: str) -> tuple[str, ...]:
        """Return what `word` was meant to be: the first repair that finds something, else the word itself."""
        repairs = (self._fixed, self._kept, self._abbreviated, self._drawn_out, self.nearest, self._parted)
        return next((meant for repair in repairs if (meant := repair(word))), (word,))

    def _fixed(self, word: str) -> tuple[str, ...] | None:
        return tuple(self.spellings[word].split()) if word in self.spellings else None

    def _kept(self, word: str) -> tuple[str, ...] | None:
        if word in self.counts or word.isdigit():
            return (word,)
        return (word,) if len(word) >= MIN_LENGTH and self.knows(word) and not self._with_g(word) else None

    def _abbreviated(self, word: str) -> tuple[str, ...] | None:
        """Return the word that was cut short: "mch", "takin"; a word too short to be misspelt stays."""
        if full := self._with_g(word) or self._by_consonants.get(word):
            return (full,)
        return (word,) if len(word) < MIN_LENGTH else None

    def _with_g(self, word: str) -> str | None:
        return f"{word}g" if word.endswith("in") and f"{word}g" in self.counts else None

    def _drawn_out(self, word: str) -> tuple[str, ...] | None:
        """Return the word whose letters were repeated for stress: "huuurt"."""
        return next(((s,) for s in undrawn(word) if len(s) > 1 and (s in self.counts or is_english(s))), None)

    def nearest(self, word: str) -> tuple[str, ...] | None:
        """Return the known word that is the fewest slips away, of those that begin with the same letter; else None."""
        # Others differ by more letters in length alone than may differ at all.
        candidates = self._index.like(word, math.ceil(MIN_SIMILARITY * len(word)), int(len(word) / MIN_SIMILARITY))
        best = process.extract(
            word, candidates, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=MIN_SIMILARITY, limit=5
        )
        if not best:
            return None
        # Of words that are equally near, the one that the examples use most is the likeliest.
        return (max(best, key=lambda found: (round(found[1], 2), self.counts[found[0]]))[0],)

    def _parted(self, word: str) -> tuple[str, ...] | None:
        """Return the best way to cut a run-together word ("howlong") into two that are known."""
        cuts = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
        known = [(a, b) for a, b in cuts if self._is_word(a) and self._is_word(b)]
        return max(known, key=lambda pair: zipf(pair[0]) + zipf(pair[1]), default=None)

    def _is_word(self, word: str) -> bool:
        return (len(word) > 3 and word in self.counts) or zipf(word) >= 5


def grammar_pairs(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return how often words stand beside one another that may have been misspelt as others; "^" is the beginning."""
    told = {*_swapped(), *_swapped().values()}
    found = Counter(pair for words in texts for pair in pairwise(["^", *words]))
    return {f"{a} {b}": count for (a, b), count in found.items() if a in told or b in told}


@cache
def _swapped() -> dict[str, str]:
    """Return the words of grammar by those that they become where two letters after the first are swapped."""
    words = [word for word in listed_words() if len(word) >= MIN_LENGTH]
    slips = (
        (word[:i] + word[i + 1] + word[i] + word[i + 2 :], word) for word in words for i in range(1, len(word) - 1)
    )
    likely = {slip: word for slip, word in slips if zipf(word) >= GRAMMAR and is_english(slip)}
    return {slip: word for slip, word in likely.items() if zipf(word) >= zipf(slip) + RARER}


def _abbreviations(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the commonest words by their consonants: what is left of "much" in "mch"."""
    found: dict[str, str] = {}
    for word in sorted(counts, key=lambda word: -counts[word]):
        consonants = _VOWEL.sub("", word)
        is_cut = MIN_ABBREVIATED <= len(word) <= MAX_ABBREVIATED and 2 <= len(consonants) < len(word)
        if is_cut and consonants not in counts and not is_english(consonants):
            found.setdefault(consonants, word)
    return found
