"""Find examples that are nearly the same, such as the several wordings that were made of one question."""

from __future__ import annotations

import numpy as np

from bot.nlu.vectors import Ints, Rows

SAME = 0.85  # the likeness, 0 to 1, from which two examples of a label are near-copies


def near_copies(rows: Rows, targets: Ints) -> Ints:
    """Return the number of each example's group: those of one label that are alike, or alike to one that is."""
    # SciPy is needed to learn alone, and takes long to import.
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    groups = np.zeros(len(targets), dtype=np.int64)
    n_groups = 0
    for label in np.unique(targets):
        members = np.flatnonzero(targets == label)
        own = rows[members]
        likeness = (own.sparse @ own.sparse.T).toarray() + own.dense @ own.dense.T
        n_found, found = connected_components(likeness >= SAME, directed=False)
        groups[members] = n_groups + found
        n_groups += n_found
    return groups
