"""Near-copies: which examples of a label are one sentence in several wordings."""

from __future__ import annotations

import numpy as np

from bot.nlu import training

EXAMPLES = [
    ("how long does the swelling last", "swelling"),
    ("How long does the swelling last?", "swelling"),
    ("how long does swelling last", "swelling"),
    ("will my face be puffy", "swelling"),
    ("how long does the swelling last", "recovery"),
    ("when can I run again", "recovery"),
]


def test_copies_within_a_label_are_one_group_and_share_one_vote() -> None:
    found = training.TrainingSet.of(EXAMPLES)
    first, second, third, other, elsewhere, last = found.copies
    assert first == second == third
    assert len({first, other, elsewhere, last}) == 4
    assert found.votes.tolist()[3:] == [1, 1, 1]
    assert abs(found.votes[:3].sum() - 1) < 1e-6


def test_copies_are_held_out_together() -> None:
    found = training.TrainingSet.of(EXAMPLES)
    everything = np.arange(len(EXAMPLES))
    for fold in range(training.FOLDS):
        rights = [o for o in training._hold_out(found, fold, found.coefficients(everything)) if o.right]
        assert len(rights) <= 2, "no copy of a held-out example is left to learn from"
