"""Word vectors: what words mean, as directions that words of like meaning share.

The table was taught to add up: the sum of a sentence's rows points where a sentence encoder's vector of that sentence
points (as in model2vec and tokenlearn; the weighting of words is Arora, Liang and Ma's, "A simple but tough-to-beat
baseline for sentence embeddings", 2017). `tools/make_word_vectors.py` makes it; docs/word-vectors.md says how and from
what.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.errors import BotError

Floats = NDArray[np.float32]
RowNumbers = NDArray[np.int32]

PATH = Path(__file__).parents[1] / "language" / "word_vectors.npz"


class WordVectors:
    """A table from words to vectors of `size` numbers, each row kept as whole numbers and a scale."""

    def __init__(self, words: Sequence[str], rows: NDArray[np.int8], scales: NDArray[np.float16]) -> None:
        """`rows` has the shape (words, size); a word's vector is its row times its scale."""
        self._index = {word: number for number, word in enumerate(words)}
        self._rows, self._scales = rows, scales.astype(np.float32)
        self.size = rows.shape[1]

    @classmethod
    def load(cls, path: Path = PATH) -> WordVectors:
        """Read a table that `tools/make_word_vectors.py` wrote. Raises BotError where it cannot be read."""
        try:
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                return cls(file["words"].tobytes().decode().split("\n"), file["rows"], file["scales"])
        except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
            raise BotError(f"{path}: cannot be read ({error}): install the bot again") from None

    def __contains__(self, word: str) -> bool:
        return word in self._index

    def __len__(self) -> int:
        return len(self._index)

    def vector(self, words: Sequence[str]) -> Floats:
        """Return the direction of a message's words: their sum, at most of length 1, shorter for each unknown word."""
        found = self.numbers(words)
        total: Floats = self._scales.take(found).dot(self._rows.take(found, axis=0).astype(np.float32))
        length = float(total.dot(total)) + len(words) - len(found)
        return total * np.float32(1 / math.sqrt(length)) if length > 0 else total

    def numbers(self, words: Iterable[str]) -> RowNumbers:
        """Return the numbers of the rows of those of `words` that are in the table."""
        return np.array([number for number in map(self._index.get, words) if number is not None], dtype=np.int32)

    def nearest(self, word: str, numbers: RowNumbers) -> float:
        """Return the cosine of a word and the nearest of the rows with these `numbers`; 0 where there is none."""
        if word not in self:
            return 0.0
        rows = self._rows.take(numbers, axis=0).astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        return float((rows @ self.vector([word]) / lengths).max(initial=0.0))


@cache
def word_vectors() -> WordVectors:
    """Return the table that ships with the engine, read once in a process."""
    return WordVectors.load()


@cache
def fingerprint() -> bytes:
    """Return a hash of the shipped table: what was learnt with another one is stale."""
    return hashlib.sha256(PATH.read_bytes()).digest()
