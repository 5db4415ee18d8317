"""The examples nearest to a message: by its words, pairs and pieces, and by its meaning."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.nlu.vectors import Rows

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# What the likeness to a label's nearest example, by letters and by meaning, adds to the logit of the label where labels
# have MANY examples; nothing where they have FEW, whose weights are little else than the nearest examples themselves.
# Cross-validated on public intent data of 1 to 100 examples a label, and on questions about the sample clinic.
LETTERS, MEANING = 4.0, 2.0
FEW, MANY = 5, 80
N_COMPARED = 8  # labels with whose examples a message is compared: the likeliest ones


@dataclass(frozen=True)
class NearestExamples:
    """The vectors of all examples, those of one label beside one another; `ends` says where each label's end.

    `dense` has the shape (examples, size). The features of example i are `positions` and `values` from `starts[i]` to
    `starts[i + 1]`, out of `n_features`. The product with a message's vector is a cosine, less what is unknown of it.
    """

    ends: Ints
    dense: Floats
    starts: Ints
    positions: Ints
    values: Floats
    n_features: int

    @classmethod
    def of(cls, rows: Rows, dense_share: float, targets: Ints, n_labels: int) -> NearestExamples:
        """Take examples as rows of a space with that `dense_share`, and their label numbers."""
        order = np.argsort(targets, kind="stable")
        sparse, dense = rows.sparse[order], rows.dense[order]
        return cls(
            np.cumsum(np.bincount(targets, minlength=n_labels)),
            _rounded(dense / np.float32(dense_share)),
            sparse.indptr.astype(np.int64),
            sparse.indices.astype(np.int64),
            _rounded(sparse.data / np.float32(1 - dense_share)),
            sparse.shape[1],
        )

    @property
    def counts(self) -> Ints:
        """How many examples each label has."""
        return np.diff(self.ends, prepend=0)

    @cached_property
    def _trust(self) -> np.float32:
        """How much nearness counts, 0 to 1, by the number of examples a label has on the average."""
        average = len(self.dense) / len(self.ends)
        return np.float32(min(1.0, max(0.0, math.log(average / FEW) / math.log(MANY / FEW))))

    def raised(self, logits: Floats, positions: Ints, values: Floats, dense: Floats) -> Floats:
        """Return the likeliest labels' `logits` raised by how near their nearest examples are to a message.

        The message is `values` at `positions`, and `dense`. All other logits are raised by as much as the least.
        """
        likeliest = np.argsort(-logits)[:N_COMPARED]
        features = np.zeros(self.n_features + 1, dtype=np.float32)
        features[positions] = values
        near = [
            LETTERS * self._by_letters(features, i) + MEANING * self.by_meaning(dense, i) for i in likeliest.tolist()
        ]
        more = self._trust * np.array(near, dtype=np.float32)
        result: Floats = logits + more.min()
        result[likeliest] = logits[likeliest] + more
        return result

    def by_meaning(self, dense: Floats, label: int) -> float:
        """Return the likeness in meaning of a message to the nearest example of a label, at most 1; 0 if it has none.

        As in `WordVectors.vector`, unknown words make it less.
        """
        first, last = self._span(label)
        return float((self.dense[first:last] @ dense).max(initial=0.0))

    def _by_letters(self, features: Floats, label: int) -> float:
        """Return the likeness by words, pairs and pieces of a message to the nearest example of a label, likewise."""
        first, last = self._span(label)
        if first == last:
            return 0.0
        start, end = self.starts[first], self.starts[last]
        products = self.values[start:end] * features.take(self.positions[start:end])
        # One more, so that the sum of a last example without features, such as a lone emoji, begins within bounds.
        sums = np.add.reduceat(np.append(products, np.float32(0)), self.starts[first:last] - start)
        return float(sums.max())

    def _span(self, label: int) -> tuple[int, int]:
        return int(self.ends[label - 1]) if label else 0, int(self.ends[label])


def _rounded(values: Floats) -> Floats:
    """Return `values` as they are kept: in half precision."""
    return values.astype(np.float16).astype(np.float32)
