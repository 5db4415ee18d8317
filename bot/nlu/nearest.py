"""The examples nearest to a message: by its words, pairs and pieces, and by its meaning."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bot.nlu.vectors import Floats, Ints, Rows

# What the likeness to a label's nearest example, by letters and by meaning, adds to the logit of the label where labels
# have MANY examples; nothing where they have FEW, whose weights are little else than the nearest examples themselves.
# Cross-validated on public intent data of 1 to 100 examples a label, and on questions about the sample clinic.
LETTERS, MEANING = 4.0, 2.0
FEW, MANY = 5, 80
# Meaning counts as much, too, where there are many labels, which share their words: from the first number of them on
# more and more, from the second on fully. In a small bot it misleads more than it helps.
SOME_LABELS, MANY_LABELS = 25, 75
N_COMPARED = 8  # labels with whose examples a message is compared: the likeliest ones


class LabelExamples(NamedTuple):
    """The examples of one label, as views: the features of all, where in them each example begins, and `dense`."""

    positions: Ints
    values: Floats
    starts: Ints
    dense: Floats


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
    def _trust(self) -> float:
        """How much nearness counts, 0 to 1, by the number of examples a label has on the average."""
        return _ramp(len(self.dense) / len(self.ends), FEW, MANY)

    @cached_property
    def _trust_in_meaning(self) -> float:
        return max(self._trust, _ramp(len(self.ends), SOME_LABELS, MANY_LABELS))

    @cached_property
    def _by_label(self) -> list[LabelExamples]:
        return [self._of_label(first, last) for first, last in pairwise([0, *self.ends.tolist()])]

    def _of_label(self, first: int, last: int) -> LabelExamples:
        start, end = self.starts[first], self.starts[last]
        # A last example without features, such as a lone emoji, is taken to have the last one of the example before.
        starts = np.minimum(self.starts[first:last], end - 1) - start
        return LabelExamples(self.positions[start:end], self.values[start:end], starts, self.dense[first:last])

    def raised(self, logits: Floats, positions: Ints, values: Floats, dense: Floats) -> Floats:
        """Return the likeliest labels' `logits` raised by how near their nearest examples are to a message.

        The message is `values` at `positions`, and `dense`. All other logits are raised by as much as the least.
        """
        likeliest = (-logits).argsort()[:N_COMPARED]
        features = np.zeros(self.n_features, dtype=np.float32)
        features[positions] = values
        letters, meaning = LETTERS * self._trust, MEANING * self._trust_in_meaning
        near = [
            letters * self._by_letters(features, i) + meaning * self.by_meaning(dense, i) for i in likeliest.tolist()
        ]
        more = np.array(near, dtype=np.float32)
        result: Floats = logits + more.min()
        result[likeliest] = logits[likeliest] + more
        return result

    def by_meaning(self, dense: Floats, label: int) -> float:
        """Return the likeness in meaning of a message to the nearest example of a label, at most 1; 0 if it has none.

        As in `WordVectors.vector`, unknown words make it less.
        """
        # `dot` and `reduce` take half as long for so few numbers as `@` and `max`, which lead to them.
        return float(np.maximum.reduce(self._by_label[label].dense.dot(dense), initial=0.0))

    def _by_letters(self, features: Floats, label: int) -> float:
        """Return the likeness by words, pairs and pieces of a message to the nearest example of a label, likewise."""
        examples = self._by_label[label]
        if not len(examples.positions):
            return 0.0
        products = examples.values * features.take(examples.positions)
        return float(np.maximum.reduce(np.add.reduceat(products, examples.starts)))


def _ramp(number: float, low: float, high: float) -> float:
    """Return 0 up to `low`, 1 from `high` on, and between them what the logarithm says."""
    return min(1.0, max(0.0, math.log(number / low) / math.log(high / low)))


def _rounded(values: Floats) -> Floats:
    """Return `values` as they are kept: in half precision."""
    return values.astype(np.float16).astype(np.float32)
