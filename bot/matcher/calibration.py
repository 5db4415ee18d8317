"""Confidence that means something: how often a match of this look is right, learnt from held-out examples.

Part of the examples is held out, some intents wholly, and strangers are made that no intent answers. What the matcher
makes of them teaches two logistic curves (Platt, "Probabilistic outputs for support vector machines", 1999): how likely
it is that any intent is meant, and how likely the best one is then right. Confidence is the product. The bands follow
from the share of wrong answers that is allowed.
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
NEIGHBOURLY = 0.5  # of the answers by another intent than the one meant, about half say what was asked all the same
DECLINE_BELOW = 0.5  # a match that is likelier wrong than right is none

# Held-out examples are harder than visitors' questions: they were written to differ from all others. By so much are
# the log-odds higher in life, measured on visitors' questions that no intent has seen.
EASE_MEANT = 1.4
EASE_RIGHT = 2.5


class Trial(StrEnum):
    """What a held-out message stands for: one that an intent answers, one whose intent is hidden, or a stranger."""

    ASKED = "asked"
    HIDDEN = "hidden"
    STRANGER = "stranger"


# The fewer intents a bot has, the more of what visitors ask lies outside of them: about half for a shop's bot of twenty
# intents, a fifth for one of a hundred and fifty. OUTSIDE is that share times the root of the number of intents.
OUTSIDE = 2.4
MOST_OUTSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Signs:
    """What confidence is made of.

    `told`: how much the message tells of which label is meant, on a scale of ratios.
    `lead`: the log-odds of the best label against all others.
    """

    told: float
    lead: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the matcher made of one held-out message, and whether the best label was right."""

    trial: Trial
    signs: Signs
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the signs of a match into its confidence; at `answer_at` and above, a match may be given as the answer.

    `meant` and `right` are each the offset and slope of a logistic curve: of `told` for the likelihood that any label
    is meant at all, and of `lead` for the likelihood that it is then the best one.
    """

    meant: tuple[float, float]
    right: tuple[float, float]
    answer_at: float

    def confidence(self, signs: Signs) -> float:
        """The likelihood, 0 to 1, that a match with these signs is right."""
        return float(_curve(self.meant, signs.told) * _curve(self.right, signs.lead))


# Where too few examples are held out to learn from, only a match that is plain is trusted.
PLAIN = Calibration((4.0, 1.0), (0.0, 1.0), 0.8)


def calibrate(outcomes: Sequence[Outcome], n_labels: int) -> Calibration:
    """Learn from held-out messages of a bot that has `n_labels` intents."""
    asked = [outcome for outcome in outcomes if outcome.trial is Trial.ASKED]
    right = np.array([outcome.right for outcome in asked], dtype=np.float64)
    if len(asked) < 20 or len(asked) == len(outcomes) or right.all() or not right.any():
        return PLAIN
    shares = _shares(outcomes, n_labels)
    told = np.array([outcome.signs.told for outcome in outcomes])
    lead = np.array([outcome.signs.lead for outcome in outcomes])
    is_asked = np.array([outcome.trial is Trial.ASKED for outcome in outcomes])
    meant_by = _logistic(told, is_asked.astype(np.float64), shares * len(shares), EASE_MEANT)
    right_by = _logistic(lead[is_asked], right, np.ones(len(asked)), EASE_RIGHT)
    return Calibration(meant_by, right_by, _answer_at(_curve(meant_by, told) * _curve(right_by, lead), shares))


def _curve(line: tuple[float, float], sign: Doubles | float) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(line[0] + line[1] * sign, -30, 30))))


def _shares(outcomes: Sequence[Outcome], n_labels: int) -> Doubles:
    """Each trial's share of all messages in life; together they make 1."""
    outside = min(MOST_OUTSIDE, OUTSIDE / math.sqrt(n_labels))
    in_life = {Trial.ASKED: 1 - outside, Trial.HIDDEN: outside / 2, Trial.STRANGER: outside / 2}
    counts = Counter(outcome.trial for outcome in outcomes)
    shares = np.array([in_life[outcome.trial] / counts[outcome.trial] for outcome in outcomes])
    total: float = shares.sum()
    return np.asarray(shares / total)


def _logistic(signs: Doubles, right: Doubles, share: Doubles, ease: float) -> tuple[float, float]:
    """The offset, `ease` included, and the slope of a weighted, lightly penalised logistic curve (Newton's method)."""
    rows = np.column_stack([np.ones(len(signs)), signs])
    line = np.zeros(2)
    penalty = np.diag([1e-9, 1e-4 * len(signs)])
    for _ in range(50):
        chance = _curve((line[0], line[1]), signs)
        gradient = rows.T @ (share * (chance - right)) + penalty @ line
        curvature = (rows * (share * chance * (1 - chance))[:, None]).T @ rows + penalty
        move = np.linalg.solve(curvature, gradient)
        line = line - move
        if np.abs(move).max() < 1e-8:
            break
    return float(line[0]) + ease, float(line[1])


def _answer_at(chance: Doubles, shares: Doubles) -> float:
    """The lowest confidence at which all answers given together are wrong for at most MAX_WRONG of all messages."""
    order = np.argsort(-chance)
    wrong = np.cumsum((1 - chance[order]) * shares[order]) * (1 - NEIGHBOURLY)
    too_many = np.flatnonzero(wrong > MAX_WRONG)
    lowest = float(chance[order[too_many[0]]]) if len(too_many) else 0.0
    return max(lowest, DECLINE_BELOW)
