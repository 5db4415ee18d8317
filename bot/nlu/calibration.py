"""Confidence that means something: how often a match of this look is right, learnt from held-out examples.

Part of the examples is held out, some intents wholly, and strangers are made that no intent answers. What the matcher
makes of them teaches a logistic curve (Platt, "Probabilistic outputs for support vector machines", 1999): how likely it
is that the best intent is right. The bands follow from what may go wrong: so many wrong answers, and so many right ones
that are given up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

MAX_WRONG = 0.03  # of all messages, at most these may get a wrong answer
# Of the matches with another intent than the one meant, so many still say what was asked or who answers it.
NEIGHBOURLY = 0.7
GIVEN_UP = 0.04  # of the right matches, so many may be declined where every second message lies outside all intents

# Held-out examples are harder than visitors' questions: they were written to differ from all others. By so much are
# the log-odds higher in life, measured on visitors' questions that no intent has seen.
LOGIT_OFFSET = 1.4


class Trial(StrEnum):
    """What a held-out message stands for: one that an intent answers, one whose intent is hidden, or a stranger."""

    ASKED = "asked"
    HIDDEN = "hidden"
    STRANGER = "stranger"


# The fewer examples a bot has, the more of what visitors ask lies outside of them: about half for a shop's bot of a few
# hundred, a tenth for one of fifteen thousand. OUTSIDE is that share times the root of the number of examples.
OUTSIDE = 16.0
MOST_OUTSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the matcher made of one held-out message.

    `information_gain` is the logarithm of 1 less the entropy of the labels' shares over the largest that it can have;
    `right` says whether the best label was meant.
    """

    trial: Trial
    information_gain: float
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns what a message tells into the confidence that its best label is right.

    `curve` is the offset and slope of a logistic curve. From a confidence of `answer_at` a match may be given as the
    answer; below `decline_below` it is none.
    """

    curve: tuple[float, float]
    answer_at: float
    decline_below: float

    def confidence(self, gain: float) -> float:
        """The likelihood, 0 to 1, that the best label is right."""
        return float(_chance(self.curve, gain))


# Where too few examples are held out to learn from, only a match that is plain is trusted.
PLAIN = Calibration((3.2, 1.4), 0.8, 0.5)


def calibrate(outcomes: Sequence[Outcome], n_examples: int) -> Calibration:
    """Learn from held-out messages of a bot that has `n_examples` utterance examples."""
    asked = [outcome for outcome in outcomes if outcome.trial is Trial.ASKED]
    n_right = sum(outcome.right for outcome in asked)
    if len(asked) < 20 or len(asked) == len(outcomes) or n_right in (0, len(asked)):
        return PLAIN
    outside = min(MOST_OUTSIDE, OUTSIDE / math.sqrt(n_examples))
    shares = _shares(outcomes, outside)
    gain = np.array([outcome.information_gain for outcome in outcomes])
    right = np.array([outcome.right for outcome in outcomes], dtype=np.float64)
    curve = _logistic(gain, right, shares * len(shares))
    given_up = np.quantile([o.information_gain for o in asked if o.right], GIVEN_UP * outside / (1 - outside))
    decline_below = float(_chance(curve, float(given_up)))
    answer_at = _answer_at(_chance(curve, gain), shares)
    return Calibration(curve, max(answer_at, decline_below), decline_below)


def _chance(curve: tuple[float, float], gain: Doubles | float) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(curve[0] + curve[1] * gain, -30, 30))))


def _shares(outcomes: Sequence[Outcome], outside: float) -> Doubles:
    """Each trial's share of all messages in life, `outside` of which belong to no intent; together they make 1."""
    in_life = {Trial.ASKED: 1 - outside, Trial.HIDDEN: outside / 2, Trial.STRANGER: outside / 2}
    counts = Counter(outcome.trial for outcome in outcomes)
    shares = np.array([in_life[outcome.trial] / counts[outcome.trial] for outcome in outcomes])
    total: float = shares.sum()
    return np.asarray(shares / total)


def _logistic(gain: Doubles, right: Doubles, share: Doubles) -> tuple[float, float]:
    """Fit a weighted, lightly penalised logistic curve by Newton's method; return its offset, raised, and its slope."""
    rows = np.column_stack([np.ones(len(gain)), gain])
    line = np.zeros(2)
    penalty = np.diag([1e-9, 1e-4 * len(gain)])
    for _ in range(50):
        chance = _chance((line[0], line[1]), gain)
        gradient = rows.T @ (share * (chance - right)) + penalty @ line
        curvature = (rows * (share * chance * (1 - chance))[:, None]).T @ rows + penalty
        move = np.linalg.solve(curvature, gradient)
        line = line - move
        if np.abs(move).max() < 1e-8:
            break
    return float(line[0]) + LOGIT_OFFSET, float(line[1])


def _answer_at(chance: Doubles, shares: Doubles) -> float:
    """The lowest confidence at which all answers given together are wrong for at most MAX_WRONG of all messages."""
    order = np.argsort(-chance)
    wrong = np.cumsum((1 - chance[order]) * shares[order]) * (1 - NEIGHBOURLY)
    too_many = np.flatnonzero(wrong > MAX_WRONG)
    return float(chance[order[too_many[0]]]) if len(too_many) else 0.0
