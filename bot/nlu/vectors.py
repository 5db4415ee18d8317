"""Messages as vectors: which features are known, how telling each is, and a message's place among them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.nlu.english import zipf
from bot.nlu.features import GROUPS
from bot.nlu.utterance import Utterance

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float32]

# An unknown pair or piece of letters says less than an unknown word: much of it may be a common word's.
UNKNOWN_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class FeatureGroup:
    """The known features of one group: the number of each, and how telling each is (its inverse frequency)."""

    index: dict[str, int]
    start: int
    idf: Floats
    unknown: float
    share: float


@dataclass(frozen=True, slots=True)
class FeatureVector:
    """A message's known features as positions and values.

    `known` is how much of it is known: its length, 0 to 1. `content` is how much its known words tell, in all.
    """

    positions: NDArray[np.int64]
    values: Floats
    known: float
    content: float


class FeatureSpace:
    """All features that the utterance examples have, each with its number."""

    def __init__(self, groups: dict[str, FeatureGroup], typical: float = 1.0) -> None:
        """`typical` is the content of a message of middling length."""
        self.groups = groups
        self.typical = typical
        self.size = sum(len(group.index) for group in groups.values())

    @classmethod
    def of(cls, messages: Sequence[Utterance], shares: Mapping[str, float] = GROUPS) -> FeatureSpace:
        """The space of the features of `messages`, of the groups in `shares`.

        A piece of letters that very few of them have is left out.
        """
        groups: dict[str, FeatureGroup] = {}
        start = 0
        for name, share in shares.items():
            counts = Counter(feature for message in messages for feature in message.features[name])
            least = 2 + min(2, len(messages) // 5_000) if name == "piece" and len(messages) > 50 else 1
            kept = sorted(feature for feature, count in counts.items() if count >= least)
            idf = np.array([_idf(len(messages), counts[f]) for f in kept], dtype=np.float32)
            if name == "word":
                idf *= np.array([_rarity(word) for word in kept], dtype=np.float32)
            index = {feature: start + i for i, feature in enumerate(kept)}
            groups[name] = FeatureGroup(index, start, idf, _idf(len(messages), 0), share)
            start += len(kept)
        space = cls(groups)
        space.typical = float(np.median([space.vector(message).content for message in messages])) or 1.0
        return space

    def vector(self, message: Utterance) -> FeatureVector:
        """The vector of a message: at most of length 1, and shorter the more of its telling words are unknown."""
        positions: list[NDArray[np.int64]] = []
        values: list[Floats] = []
        content = 0.0
        for name, group in self.groups.items():
            features = message.features[name]
            found = np.array([n for n in map(group.index.get, features) if n is not None], dtype=np.int64)
            idf = group.idf[found - group.start]
            known = float(idf @ idf)
            if name == "word":
                content = known
                unknown = group.unknown**2 * sum(_weight(w) for w in features if w not in group.index)
            else:
                unknown = UNKNOWN_WEIGHT * group.unknown**2 * (len(features) - len(found))
            if known:
                positions.append(found)
                values.append(idf * np.float32(math.sqrt(group.share / (known + unknown))))
        if not positions:
            return FeatureVector(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32), 0.0, 0.0)
        joined = np.concatenate(values)
        return FeatureVector(np.concatenate(positions), joined, math.sqrt(float(joined @ joined)), content)

    def matrix(self, messages: Sequence[Utterance]) -> csr_array:
        """The vectors of `messages` as rows of a sparse matrix."""
        # SciPy is needed to learn alone, and takes longer to import than a learnt matcher takes to load.
        from scipy.sparse import csr_array  # noqa: PLC0415

        rows = [self.vector(message) for message in messages]
        ends = np.cumsum([0, *(len(row.positions) for row in rows)])
        return csr_array(
            (np.concatenate([r.values for r in rows]), np.concatenate([r.positions for r in rows]), ends),
            shape=(len(rows), self.size),
        )


def _idf(n_messages: int, n_with: int) -> float:
    """Smoothed inverse document frequency: log((1 + n) / (1 + n_with)) + 1."""
    return math.log((1 + n_messages) / (1 + n_with)) + 1


def _rarity(word: str) -> float:
    """What English adds to what few examples tell of a word: 0.7 for "the", 1 at four uses in a million, up to 1.2."""
    return 1.0 if word.startswith("=") else max(0.3, (7.5 - zipf(word)) / 4) ** 0.35


def _weight(word: str) -> float:
    """How much an unknown word counts, 0 to 1: nothing for "the", all for a word that is rare in English."""
    if word.startswith("="):
        return 0.0
    return min(1.0, max(0.0, (6.5 - zipf(word)) / 3))
