"""How good a bot can be expected to be: what it would make of each example if it had not learnt from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from bot.content import LexiconFile
from bot.nlu.classifier import IntentClassifier
from bot.nlu.training import NO_LEXICON, Example, TrainingSet, try_out

FOLDS = 3


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares, 0 to 1, of questions that would be answered right, answered wrong, and not answered but offered or
    declined; and the labels that need examples most, each with its share of best guesses that were right, worst first.
    """

    right: float
    wrong: float
    not_answered: float
    weakest: tuple[tuple[str, float], ...]


def expected_quality(
    model: IntentClassifier,
    examples: Sequence[Example],
    lexicon: LexiconFile = NO_LEXICON,
    among: Collection[str] = (),
    n_weakest: int = 5,
) -> Quality:
    """Hold out a third of `examples` at a time, near-copies together, and judge the rest's guesses by `model`'s
    calibration. The shares are of the labels `among` alone, of all where it is empty.

    Raises ValueError where there is no example of them.
    """
    training = TrainingSet.of(examples, lexicon)
    folds = np.random.default_rng(0).permutation(training.copies.max() + 1)[training.copies] % FOLDS
    is_right, is_answered = (np.zeros(len(examples), dtype=bool) for _ in range(2))
    for fold in range(FOLDS):
        out, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        if len(out) and len(rest):
            tried = try_out(training, training.weights(rest), training.nearest(rest), training.rows[out])
            is_right[out] = [best == target for (best, _, _), target in zip(tried, training.targets[out], strict=True)]
            confidences = [model.calibration.confidence(share, nearness) for _, share, nearness in tried]
            is_answered[out] = np.array(confidences) >= model.answer_at
    is_counted = np.array([not among or label in among for label in training.labels])
    votes = training.votes * is_counted[training.targets]
    if not votes.any():
        raise ValueError("there is no example of these labels")
    return Quality(
        right=float(np.average(is_right & is_answered, weights=votes)),
        wrong=float(np.average(~is_right & is_answered, weights=votes)),
        not_answered=float(np.average(~is_answered, weights=votes)),
        weakest=_weakest(training, is_right, is_counted, n_weakest),
    )


def _weakest(
    training: TrainingSet, is_right: np.ndarray, is_counted: np.ndarray, count: int
) -> tuple[tuple[str, float], ...]:
    totals = np.bincount(training.targets, weights=training.votes)
    shares = np.bincount(training.targets, weights=training.votes * is_right) / totals
    order = [int(number) for number in np.lexsort((totals, shares)) if is_counted[number]][:count]
    return tuple((training.labels[number], float(shares[number])) for number in order)
