"""The examples that lie nearest to a message in meaning, by their word vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class NearestExamples:
    """The word vectors of all examples, those of one label beside one another."""

    def __init__(self, dense: Floats, ends: Ints) -> None:
        """`dense` has the shape (examples, size), sorted by label; `ends` says where each label's examples end."""
        self.dense = dense.astype(np.float16).astype(np.float32)  # as they are kept
        self.ends = ends

    @classmethod
    def of(cls, dense: Floats, share: float, targets: Ints, n_labels: int) -> NearestExamples:
        """Take the dense part of a feature space's vectors, in which it has that `share`, with their label numbers."""
        order = np.argsort(targets, kind="stable")
        return cls(dense[order] / np.float32(share), np.cumsum(np.bincount(targets, minlength=n_labels)))

    @property
    def counts(self) -> Ints:
        """How many examples each label has."""
        return np.diff(self.ends, prepend=0)

    def nearness(self, dense: Floats, label: int) -> float:
        """Return the likeness of a message to the nearest example of a label, at most 1; 0 where it has none.

        As in `WordVectors.vector`, unknown words make it less.
        """
        examples = self.dense[self.ends[label - 1] if label else 0 : self.ends[label]]
        return float((examples @ dense).max()) if len(examples) else 0.0
