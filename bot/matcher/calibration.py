"""Confidence that means something: how often a match of this look is right, learnt from held-out examples.

Part of the examples is held out, some intents wholly, and strangers are made that no intent answers. What the matcher
makes of them teaches a logistic regression how likely it is to be right (Platt, "Probabilistic outputs for support
vector machines", 1999). The bands follow from the share of wrong answers that is allowed.
"""

from __future__ import annotations

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
# the log-odds of being right higher in life, measured on visitors' questions that no intent has seen.
EASE = 1.8


class Trial(StrEnum):
    """What a held-out message stands for: one that an intent answers, one whose intent is hidden, or a stranger."""

    ASKED = "asked"
    HIDDEN = "hidden"
    STRANGER = "stranger"


# How many of a bot's messages are of each sort, about. The trials are weighed to that.
IN_LIFE = {Trial.ASKED: 0.8, Trial.HIDDEN: 0.05, Trial.STRANGER: 0.15}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the matcher made of one held-out message: the signs of its match, and whether the best label was right."""

    trial: Trial
    signs: tuple[float, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the signs of a match into its confidence; at `answer_at` and above, a match may be given as the answer."""

    weights: tuple[float, ...]
    answer_at: float

    def confidence(self, signs: tuple[float, ...]) -> float:
        """The likelihood, 0 to 1, that a match with these signs is right."""
        total = self.weights[0] + sum(w * s for w, s in zip(self.weights[1:], signs, strict=True))
        return float(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def calibrate(outcomes: Sequence[Outcome]) -> Calibration:
    """Learn from held-out messages. From too few of them, only a match that is plain is trusted."""
    right = np.array([outcome.right for outcome in outcomes], dtype=np.float64)
    signs = np.array([outcome.signs for outcome in outcomes])
    if len(right) < 20 or right.all() or not right.any():
        n_signs = len(outcomes[0].signs) if outcomes else 2
        return Calibration((0.0, *([1.0] * n_signs)), 0.8)
    shares = _shares(outcomes)
    weights = _logistic(signs, right, shares * len(right))
    weights[0] += EASE
    chance = 1 / (1 + np.exp(-np.clip(weights[0] + signs @ weights[1:], -30, 30)))
    return Calibration(tuple(map(float, weights)), _answer_at(chance, shares))


def _shares(outcomes: Sequence[Outcome]) -> Doubles:
    """Each trial's share of all messages in life; together they make 1."""
    counts = {trial: sum(outcome.trial is trial for outcome in outcomes) for trial in Trial}
    shares = np.array([IN_LIFE[outcome.trial] / counts[outcome.trial] for outcome in outcomes])
    total: float = shares.sum()
    return np.asarray(shares / total)


def _logistic(signs: Doubles, right: Doubles, share: Doubles, steps: int = 50) -> Doubles:
    """Weighted logistic regression by Newton's method, lightly penalised; the first weight is the constant."""
    rows = np.column_stack([np.ones(len(signs)), signs])
    weights = np.zeros(rows.shape[1])
    penalty = np.diag([0.0, *([1e-4 * len(signs)] * signs.shape[1])])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (share * (chance - right)) + penalty @ weights
        curvature = (rows * (share * chance * (1 - chance))[:, None]).T @ rows + penalty + 1e-9 * np.eye(len(weights))
        move = np.linalg.solve(curvature, gradient)
        weights = weights - move
        if np.abs(move).max() < 1e-8:
            break
    return weights


def _answer_at(chance: Doubles, shares: Doubles) -> float:
    """The lowest confidence at which all answers given together are wrong for at most MAX_WRONG of all messages."""
    order = np.argsort(-chance)
    wrong = np.cumsum((1 - chance[order]) * shares[order]) * (1 - NEIGHBOURLY)
    too_many = np.flatnonzero(wrong > MAX_WRONG)
    lowest = float(chance[order[too_many[0]]]) if len(too_many) else 0.0
    return max(lowest, DECLINE_BELOW)
