"""What the matcher would make of each example if it had not learnt from it.

To leave out one example at a time and learn anew for each would take hours. A third of all examples is left out at a
time instead, near-copies together, so that learning three times does for all. The outcome is a little too gloomy: an
example misses the others of its third as well. The words that are known, and how telling each is, are taken from all
examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np

from bot.content import LexiconFile
from bot.nlu.calibration import Calibration
from bot.nlu.classifier import IntentClassifier
from bot.nlu.training import NO_LEXICON, Example, TrainingSet, calibrated
from bot.nlu.vectors import Floats, Ints

FOLDS = 3  # with five, hardly anything else is found, and it takes twice as long


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What came of an example that was left out.

    `rival` is the likeliest of the other labels; `lead` the logarithm of its likelihood's ratio to that of the
    example's own label, below 0 where the own label is the likeliest.
    """

    rival: str
    lead: float


@dataclass(frozen=True)
class Fold:
    """A part of the examples, and what was learnt from the `rest`, by their numbers."""

    training: TrainingSet
    held_out: Ints
    rest: Ints
    coefficients: Floats
    calibration: Calibration

    def examples(self) -> list[Example]:
        """Return the examples that were left out."""
        texts, targets, labels = self.training.texts, self.training.targets, self.training.labels
        return [(texts[number], labels[targets[number]]) for number in self.held_out.tolist()]

    def classifier(self) -> IntentClassifier:
        """Return the classifier that has not learnt these."""
        training = self.training
        weights, nearest = training.weights(self.rest, self.coefficients), training.nearest(self.rest)
        return IntentClassifier(training.parser, training.space, weights, training.labels, nearest, self.calibration)

    def outcomes(self) -> Iterator[tuple[Example, HeldOut]]:
        """Yield each example that was left out, with what came of it. There must be two labels at least."""
        training, rows = self.training, np.arange(len(self.held_out))
        evidence = training.rows[self.held_out].times(training.weights(self.rest, self.coefficients))
        targets = training.targets[self.held_out]
        mine = evidence[rows, targets].copy()
        evidence[rows, targets] = -np.inf
        rivals = evidence.argmax(axis=1)
        for example, rival, lead in zip(self.examples(), rivals, evidence[rows, rivals] - mine, strict=True):
            yield example, HeldOut(training.labels[rival], float(lead))


def cross_validate(
    examples: Sequence[Example], lexicon: LexiconFile = NO_LEXICON, always: Set[Example] = frozenset()
) -> list[Fold]:
    """Leave out each of `examples`, (text, label) pairs, in one of the folds, but for those `always` learnt."""
    training = TrainingSet.of(examples, lexicon)
    coefficients = training.coefficients(np.arange(len(examples)))
    calibration = calibrated(training, coefficients)
    may_be_out = np.array([example not in always for example in examples])
    parts = np.where(may_be_out, training.parts(FOLDS), FOLDS)
    folds = []
    for part in range(FOLDS):
        held_out, rest = np.flatnonzero(parts == part), np.flatnonzero(parts != part)
        if len(held_out) and len(rest):
            learnt = training.coefficients(rest, coefficients[rest])
            folds.append(Fold(training, held_out, rest, learnt, calibration))
    return folds
