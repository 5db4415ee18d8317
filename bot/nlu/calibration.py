"""Confidence that means something: how often a classification of this look is right, learnt from held-out examples.

Part of the examples is held out, some intents wholly, and messages are made that no intent answers. What the classifier
makes of them teaches a logistic curve (Platt, "Probabilistic outputs for support vector machines", 1999): how likely it
is that the best intent is right. The curve starts from one that was learnt on many small bots with 1 to 20 examples an
intent, and moves away from it as far as the held-out examples bear it out (a Gaussian prior). So a bot of three
phrases an intent has a confidence that holds, and one of eighty has its own.

The thresholds follow from how many right ones may be given up.
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

# Of the right ones, so many may be given up for each message that lies outside of all intents: to decline it, and to
# hold it to be out of scope.
DECLINED = 0.04
OUT_OF_SCOPE = 0.1

# The curve of the small bots: the offset, which depends on the logarithms of the number of examples a label and of the
# number of labels, the slopes of the share's log-odds and of the nearness; and how widely each bot's own curve strays
# from it (standard deviations).
PRIOR = (-0.1, 1.23, 1.68)
PRIOR_LOG_EXAMPLES = -0.61
PRIOR_LOG_LABELS = 0.31
PRIOR_SPREAD = (0.8, 0.35, 1.0)

# The fewer examples a bot has, the more of what visitors ask lies outside of them: about half for a shop's bot of a few
# hundred, a tenth for one of fifteen thousand. OUTSIDE is that share times the root of the number of examples.
OUTSIDE = 18.0
MOST_OUTSIDE = 0.5

UNKNOWN = 0.3  # the confidence below which a match is none where no example could be held out


class Trial(StrEnum):
    """What a held-out message stands for: one that an intent answers, one whose intent is hidden, or a stranger."""

    ASKED = "asked"
    HIDDEN = "hidden"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the classifier made of one held-out message: the best label's share of the likelihood, how near the message
    is to the nearest of that label's examples (a cosine), and whether that label was meant. `weight` is less than 1 for
    one of several near-copies."""

    trial: Trial
    share: float
    nearness: float
    right: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns a share of the likelihood and a nearness into the confidence that the best label is right.

    `curve` is the offset and the two slopes of a logistic curve. Below a confidence of `decline_below` the best label
    is none. From `in_scope_at` on a message rather belongs to that label than outside of all.
    """

    curve: tuple[float, float, float]
    decline_below: float
    in_scope_at: float

    def confidence(self, share: float, nearness: float) -> float:
        """Return the likelihood, 0 to 1, that the best label is right."""
        offset, of_share, of_nearness = self.curve
        log_odds = offset + of_share * _log_odds(share) + of_nearness * nearness
        return 1 / (1 + math.exp(-min(30.0, max(-30.0, log_odds))))  # as `_chance`, at a tenth of its cost for one


def calibrate(outcomes: Sequence[Outcome], n_examples: int, n_labels: int) -> Calibration:
    """Learn from held-out messages of a bot that has `n_examples` utterance examples of `n_labels` labels."""
    log_examples, log_labels = math.log(n_examples / n_labels), math.log(n_labels)
    offset = PRIOR[0] + PRIOR_LOG_EXAMPLES * log_examples + PRIOR_LOG_LABELS * log_labels
    prior = np.array([offset, *PRIOR[1:]])
    outside = min(MOST_OUTSIDE, OUTSIDE / math.sqrt(n_examples))
    weights = _weights(outcomes, outside)
    # The curve's inputs as rows: 1, the log-odds of a share, and a nearness.
    inputs = np.array([(1.0, _log_odds(o.share), o.nearness) for o in outcomes], dtype=np.float64).reshape(-1, 3)
    right = np.array([outcome.right for outcome in outcomes], dtype=bool)
    curve = _fit(inputs, right.astype(np.float64), weights, prior)
    found = (float(curve[0]), float(curve[1]), float(curve[2]))
    chance = _chance(found, inputs)
    decline_below, in_scope_at = (
        _quantile(chance[right], weights[right], share * outside) for share in (DECLINED, OUT_OF_SCOPE)
    )
    return Calibration(found, decline_below, in_scope_at)


def _log_odds(share: float) -> float:
    return math.log((share + 1e-4) / (1 - share + 1e-4))


def _chance(curve: Sequence[float] | Doubles, inputs: Doubles) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(inputs @ np.asarray(curve), -30, 30))))


def _weights(outcomes: Sequence[Outcome], outside: float) -> Doubles:
    """Return how much each trial counts, so that `outside` of all lie outside of all intents; on average 1."""
    in_life = {Trial.ASKED: 1 - outside, Trial.HIDDEN: outside / 2, Trial.STRANGER: outside / 2}
    totals: Counter[Trial] = Counter()
    for outcome in outcomes:
        totals[outcome.trial] += outcome.weight  # type: ignore[assignment]
    weights = np.array([in_life[o.trial] * o.weight / totals[o.trial] for o in outcomes])
    return np.asarray(weights * (len(weights) / weights.sum())) if len(weights) else weights


def _fit(inputs: Doubles, right: Doubles, weights: Doubles, prior: Doubles) -> Doubles:
    """Fit a weighted logistic curve under a Gaussian prior."""
    # SciPy is needed to learn alone, and takes long to import.
    from scipy.optimize import minimize  # noqa: PLC0415

    def loss(curve: Doubles) -> tuple[float, Doubles]:
        log_odds, strayed = inputs @ curve, (curve - prior) / PRIOR_SPREAD
        misfit = weights @ (np.logaddexp(0, log_odds) - right * log_odds)
        slope = inputs.T @ (weights * (_chance(curve, inputs) - right)) + strayed / PRIOR_SPREAD
        return float(misfit + strayed @ strayed / 2), slope

    curve: Doubles = minimize(loss, prior, jac=True, method="BFGS").x
    return curve


def _quantile(chances: Doubles, weights: Doubles, share: float) -> float:
    """Return the confidence below which lies that share of the weights; UNKNOWN where there are none."""
    if not len(chances):
        return UNKNOWN
    order = np.argsort(chances)
    below = np.cumsum(weights[order]) / weights.sum()
    return float(chances[order][np.searchsorted(below, share)])
