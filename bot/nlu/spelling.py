"""Repair misspelt words against the words that the house knows, and never an ordinary word into a clinical one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.nlu.english import is_english, zipf

MIN_LENGTH = 4  # a shorter word is a letter away from too many others
MIN_JOINED = 8  # "lipo suction" is one word, "a way" is two
MIN_SIMILARITY = 0.7  # one letter in four, two in seven, three in ten


class SpellCorrector:
    """Knows the house's words and finds the one that was meant."""

    def __init__(self, words: Iterable[str], spellings: dict[str, str] | None = None) -> None:
        """`words`: all words of the utterance examples, repeats included. `spellings`: fixed repairs, by word."""
        self.counts: dict[str, int] = Counter(words)
        self.spellings = dict(spellings or {})
        self._by_initial: dict[str, list[str]] = {}
        for word in sorted(self.counts):
            if len(word) >= MIN_LENGTH - 1 and not word.isdigit():
                self._by_initial.setdefault(word[0], []).append(word)
        self._repair = lru_cache(maxsize=20_000)(self._repair_word)

    @classmethod
    def counted(cls, counts: dict[str, int], spellings: dict[str, str]) -> SpellCorrector:
        """Return a corrector for words that are already counted."""
        return cls(Counter(counts).elements(), spellings)

    def repair(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the words as they were meant, each with the numbers of the first and last given word it stands for.

        Split words are joined ("lipo suction"), run-together words parted ("howlong").
        """
        for given, first, last in self._joined(words):
            for word in self._repair(given):
                yield word, first, last

    def knows(self, word: str) -> bool:
        """Whether `word` stands in an utterance example."""
        return word in self.counts

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
        if word in self.spellings:
            return tuple(self.spellings[word].split())
        if word in self.counts or len(word) < MIN_LENGTH or word.isdigit():
            return (word,)
        if word.endswith("in") and f"{word}g" in self.counts:
            return (f"{word}g",)  # "goin", "takin"
        if is_english(word):
            return (word,)
        return self._nearest(word) or self._parted(word) or (word,)

    def _nearest(self, word: str) -> tuple[str, ...] | None:
        candidates = self._by_initial.get(word[0], [])
        best = process.extract(
            word, candidates, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=MIN_SIMILARITY, limit=5
        )
        if not best:
            return None
        # Of words that are equally near, the one that the examples use most is the likeliest.
        return (max(best, key=lambda found: (round(found[1], 2), self.counts[found[0]]))[0],)

    def _parted(self, word: str) -> tuple[str, ...] | None:
        """The best way to cut a run-together word ("howlong") into two that are known."""
        cuts = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
        known = [(a, b) for a, b in cuts if self._is_word(a) and self._is_word(b)]
        return max(known, key=lambda pair: zipf(pair[0]) + zipf(pair[1]), default=None)

    def _is_word(self, word: str) -> bool:
        return (len(word) > 3 and word in self.counts) or zipf(word) >= 5
