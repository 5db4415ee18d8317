"""Messages as vectors: which features are known, how telling each is, and a message's place among them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.nlu.english import telling, zipf
from bot.nlu.features import GROUPS
from bot.nlu.utterance import Utterance
from bot.nlu.word_vectors import word_vectors

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Zipf frequencies from which an unknown word counts for nothing, and below which wholly.
COMMON, RARE = 6.5, 3.5
# An unknown pair or piece of letters says less than an unknown word: much of it may be a common word's.
UNKNOWN_WEIGHT = 0.3
CONTENT_POWER = 0.15  # cross-validated
LEAST_CONTENT = 0.02
LABELS_AT_ONCE = 64  # are multiplied


@dataclass(frozen=True, slots=True)
class FeatureGroup:
    """The known features of one group: the number of each, and how telling each is (its inverse frequency)."""

    index: dict[str, int]
    idf: Floats
    unknown: float
    share: float

    def known(self, features: Iterable[str]) -> list[int]:
        """Return the numbers of those of `features` that are known."""
        return [number for number in map(self.index.get, features) if number is not None]


@dataclass(frozen=True, slots=True)
class FeatureVector:
    """A message's known words, pairs and pieces as positions and values, and its word vector (empty if none is used).

    `known` is how much of it is known: its length, 0 to 1. `content` is how much its known words tell, in all.
    """

    positions: Ints
    values: Floats
    dense: Floats
    known: float
    content: float


@dataclass(frozen=True)
class Rows:
    """The vectors of many messages as rows: the sparse features beside the word vectors, and each row's content."""

    sparse: csr_array
    dense: Floats
    content: Floats

    @cached_property
    def _transposed(self) -> csr_array:
        return self.sparse.T.tocsr()

    def __getitem__(self, chosen: Ints) -> Rows:
        return Rows(self.sparse[chosen], self.dense[chosen], self.content[chosen])

    def times(self, weights: Floats) -> Floats:
        """Return the product with weights of the shape (features, labels)."""
        n_sparse = self.sparse.shape[1]
        product: Floats = self.sparse @ weights[:n_sparse] + self.dense @ weights[n_sparse:]
        return product

    def combined(self, coefficients: Floats) -> Floats:
        """Return sums of the rows, of the shape (features, labels), for coefficients of the shape (rows, labels)."""
        return np.vstack([self._transposed @ coefficients, self.dense.T @ coefficients])

    def likeness_times(self, coefficients: Floats, out: Floats) -> None:
        """Put the product of the likeness of each two rows with coefficients, of the shape (rows, labels), into `out`.

        It goes label by label, some at a time, so that the weights that lie between fit into a processor's cache.
        """
        for start in range(0, coefficients.shape[1], LABELS_AT_ONCE):
            chosen = slice(start, start + LABELS_AT_ONCE)
            out[:, chosen] = self.times(self.combined(coefficients[:, chosen]))


class FeatureSpace:
    """All features that the utterance examples have, each with its number; those of word vectors come last."""

    def __init__(self, groups: dict[str, FeatureGroup], typical: float, dense_share: float) -> None:
        """`typical` is the content of a message of middling length; `dense_share`, 0 to 1, what part of the likeness
        of two messages is that of their word vectors."""
        self.groups = groups
        self.typical = typical
        self.dense_share = dense_share
        self.n_sparse = sum(len(group.index) for group in groups.values())

    @classmethod
    def of(cls, messages: Sequence[Utterance], dense_share: float = 0.0) -> FeatureSpace:
        """Return the space of the features of `messages`; a piece of letters that very few of them have is left out."""
        groups: dict[str, FeatureGroup] = {}
        start = 0
        for name, share in GROUPS.items():
            groups[name] = _group(name, share, messages, start)
            start += len(groups[name].index)
        words = groups["word"]
        known = [words.idf[words.known(message.features["word"])] for message in messages]
        typical = float(np.median([idf @ idf for idf in known])) or 1.0
        return cls(groups, typical, dense_share)

    def vector(self, message: Utterance) -> FeatureVector:
        """Return the vector of a message: at most of length 1, and shorter the more of what it tells is unknown."""
        found = [group.known(message.features[name]) for name, group in self.groups.items()]
        positions = np.array([number for numbers in found for number in numbers], dtype=np.int64)
        values = self._idf.take(positions)
        content = length = 0.0
        start = 0
        for (name, group), numbers in zip(self.groups.items(), found, strict=True):
            part = values[start : (start := start + len(numbers))]
            known = float(part.dot(part))
            content = known if name == "word" else content
            if known:
                unknown = _unknown(name, group, message.features[name], len(numbers))
                scale = (1 - self.dense_share) * group.share / (known + unknown)
                part *= np.float32(math.sqrt(scale))
                length += known * scale
        dense = self._dense(message)
        return FeatureVector(positions, values, dense, math.sqrt(length + float(dense.dot(dense))), content)

    @cached_property
    def _idf(self) -> Floats:
        return np.concatenate([group.idf for group in self.groups.values()])

    def _dense(self, message: Utterance) -> Floats:
        if not self.dense_share:
            return np.zeros(0, dtype=np.float32)
        return word_vectors().vector(message.words) * np.float32(math.sqrt(self.dense_share))

    def emphasis(self, content: Floats | float) -> Floats | float:
        """Return by how much the logits of messages with this content count: three telling words are surer evidence
        than one, though both vectors have the same length."""
        return (content / self.typical + LEAST_CONTENT) ** CONTENT_POWER

    def rows(self, messages: Sequence[Utterance]) -> Rows:
        """Return the vectors of `messages`."""
        # SciPy is needed to learn alone, and takes longer to import than a learnt classifier takes to load.
        from scipy.sparse import csr_array  # noqa: PLC0415

        rows = [self.vector(message) for message in messages]
        ends = np.cumsum([0, *(len(row.positions) for row in rows)])
        values, positions = (np.concatenate([getattr(row, name) for row in rows]) for name in ("values", "positions"))
        return Rows(
            csr_array((values, positions, ends), shape=(len(rows), self.n_sparse)),
            np.array([row.dense for row in rows], dtype=np.float32),
            np.array([row.content for row in rows], dtype=np.float32),
        )


def _group(name: str, share: float, messages: Sequence[Utterance], start: int) -> FeatureGroup:
    counts = Counter(feature for message in messages for feature in message.features[name])
    least = 2 + min(2, len(messages) // 5_000) if name == "piece" and len(messages) > 50 else 1
    kept = sorted(feature for feature, count in counts.items() if count >= least)
    idf = np.array([_idf(len(messages), counts[feature]) for feature in kept], dtype=np.float32)
    if name == "word":
        idf *= np.array([_rarity(word) for word in kept], dtype=np.float32)
    index = {feature: number for number, feature in enumerate(kept, start)}
    return FeatureGroup(index, idf, _idf(len(messages), 0), share)


def _unknown(name: str, group: FeatureGroup, features: Sequence[str], n_known: int) -> float:
    """Return how much the unknown ones among `features` would tell."""
    if name == "word":
        unknown = (word for word in features if word not in group.index and not word.startswith("="))
        return group.unknown**2 * sum(telling(word, COMMON, RARE) for word in unknown)
    return UNKNOWN_WEIGHT * group.unknown**2 * (len(features) - n_known)


def _idf(n_messages: int, n_with: int) -> float:
    """Return the smoothed inverse document frequency: log((1 + n) / (1 + n_with)) + 1."""
    return math.log((1 + n_messages) / (1 + n_with)) + 1


def _rarity(word: str) -> float:
    """Return what English adds to what few examples tell of a word: 0.7 for "the", 1 at Zipf 3.5, up to 1.2."""
    return 1.0 if word.startswith("=") else max(0.3, (7.5 - zipf(word)) / 4) ** 0.35
