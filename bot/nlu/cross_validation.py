"""What the matcher would make of each example if it had not learnt from it.

To leave out one example at a time and learn anew for each would take hours. A third of each intent's examples is left
out at a time instead, so that learning three times does for all. The outcome is a little too gloomy: an example misses
the others of its third as well. The words that are known, and how telling each is, are taken from all examples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.content import LexiconFile
from bot.nlu.training import NO_LEXICON, Example, TrainingSet

FOLDS = 3  # with five, hardly anything else is found, and it takes twice as long


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What came of an example that was left out.

    `rival` is the likeliest of the other labels; `lead` the logarithm of its likelihood's ratio to that of the
    example's own label, below 0 where the own label is the likeliest.
    """

    rival: str
    lead: float


def cross_validate(examples: Sequence[Example], lexicon: LexiconFile = NO_LEXICON) -> list[HeldOut]:
    """Try each of `examples`, (text, label) pairs of at least two labels, as if it had not been learnt from."""
    training = TrainingSet.of(examples, lexicon)
    folds = _folds(examples)
    evidence = np.zeros((len(examples), len(training.labels)), dtype=np.float32)
    coefficients = training.coefficients(np.arange(len(examples)))
    for fold in range(FOLDS):
        out, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        learnt = training.coefficients(rest, coefficients[rest])
        evidence[out] = training.rows[out].times(training.weights(rest, learnt))
    rows = np.arange(len(examples))
    mine = evidence[rows, training.targets].copy()
    evidence[rows, training.targets] = -np.inf
    rivals = evidence.argmax(axis=1)
    return [
        HeldOut(training.labels[rival], float(lead))
        for rival, lead in zip(rivals, evidence[rows, rivals] - mine, strict=True)
    ]


def _folds(examples: Sequence[Example]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the fold of each example, by its place in its intent: what is added at the end moves no other example."""
    seen: Counter[str] = Counter()
    folds = []
    for _, label in examples:
        folds.append(seen[label] % FOLDS)
        seen[label] += 1
    return np.array(folds, dtype=np.int64)
