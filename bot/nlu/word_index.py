"""Words by their first letter and their length: those that a misspelt word may have been meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class WordIndex:
    """Finds the words that begin as another does, and are about as long. The first letter is held to be right."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(words):
            self._words[word[0], len(word)].append(word)

    def like(self, word: str, shortest: int, longest: int) -> list[str]:
        """Return the words that begin as `word` does and have from `shortest` to `longest` letters."""
        found: list[str] = []
        for length in range(shortest, longest + 1):
            found += self._words.get((word[0], length), ())
        return found
