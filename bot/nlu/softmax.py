"""Softmax regression: learns from the utterance examples which features tell one intent from another.

Minimises  sum_i c_i * -log softmax(x_i W)[y_i] + (penalty / 2) * |W|^2  by L-BFGS (Nocedal and Wright, "Numerical
Optimization", algorithm 7.5), in single precision. c_i weighs an example by how rare its intent is, so that an intent
with many examples is not preferred for that alone.

The best W is a sum of examples, W = X' A (the representer theorem), and so is every step towards it. The search
therefore moves A, which is far smaller than W, and keeps beside each vector its image under X X': the logits that it
stands for. Inner products, and every point along a direction, then cost no product with X.
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bot.nlu.vectors import Rows

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PENALTY = 0.07
STEPS = 18
MEMORY = 4
# What is added to the logit of a label that has fewer examples than others, for each e-fold, and at the most.
ADJUSTMENT, MOST_ADJUSTED = 1.8, 2.0


def learn_weights(examples: Rows, labels: Ints, n_labels: int, votes: Floats | None = None) -> Floats:
    """Return weights, features by labels, learnt from rows of unit length and their label numbers.

    `votes` says how much each example counts beside the others of its label; all count the same by default.
    """
    given = np.ones(len(labels), dtype=np.float32) if votes is None else votes
    # These products are small: on more than one core, BLAS would spend most of its time waiting.
    with threadpool_limits(limits=1, user_api="blas"):
        return examples.combined(_Search(examples, labels, n_labels, given).run())


def adjustment(counts: Ints) -> Floats:
    """Return what is to be added to each label's logit, given how many examples each has.

    What a label of few examples does not know of, one of many does: it would be found too seldom (Menon and others,
    "Long-tail learning via logit adjustment", 2021). Nothing is added where it has at least half as many as others.
    """
    logs = np.log(np.maximum(counts, 1))
    fewer = logs.mean() - logs - math.log(1.2)
    return np.asarray(np.clip(ADJUSTMENT * fewer, 0, MOST_ADJUSTED), dtype=np.float32)


class _Search:
    """One run of L-BFGS. A vector has the shape (2, examples, labels): its coefficients, and its logits."""

    def __init__(self, examples: Rows, labels: Ints, n_labels: int, votes: Floats) -> None:
        self._examples = examples
        self._labels = labels
        self._rows = np.arange(len(labels))
        counts = np.bincount(labels, weights=votes, minlength=n_labels)
        self._balance = (votes * counts[counts > 0].mean() / counts[labels]).astype(np.float32)[:, None]
        self._start = np.zeros((2, len(labels), n_labels), dtype=np.float32)

    def run(self) -> Floats:
        at = self._start
        value, slopes = self._loss(at)
        gradient = self._gradient(at, slopes)
        memory: deque[tuple[Floats, Floats, float]] = deque(maxlen=MEMORY)
        for _ in range(STEPS):
            direction = _direction(gradient, memory)
            slope = _inner(gradient, direction)
            step = np.float32(1.0 if memory else 1.0 / max(1.0, np.sqrt(_inner(gradient, gradient))))
            for _ in range(20):
                candidate = at + step * direction
                new_value, slopes = self._loss(candidate)
                if new_value <= value + 1e-4 * step * slope:
                    break
                step /= 2
            else:
                break
            new_gradient = self._gradient(candidate, slopes)
            moved, turned = candidate - at, new_gradient - gradient
            curvature = _inner(moved, turned)
            if curvature > 0:
                memory.append((moved, turned, curvature))
            done = abs(value - new_value) < 1e-5 * abs(value)
            at, value, gradient = candidate, new_value, new_gradient
            if done:
                break
        coefficients: Floats = at[0]
        return coefficients

    def _loss(self, at: Floats) -> tuple[float, Floats]:
        """The loss at a point, and how it changes with each logit."""
        chances = at[1] - at[1].max(axis=1, keepdims=True)
        right = chances[self._rows, self._labels].copy()
        np.exp(chances, out=chances)
        total = chances.sum(axis=1, keepdims=True)
        loss = float((self._balance[:, 0] * (np.log(total[:, 0]) - right)).sum())
        chances /= total
        chances[self._rows, self._labels] -= 1
        chances *= self._balance
        return loss + PENALTY / 2 * _inner(at, at), chances

    def _gradient(self, at: Floats, slopes: Floats) -> Floats:
        coefficients = slopes + PENALTY * at[0]
        return np.stack([coefficients, self._examples.times(self._examples.combined(coefficients))])


def _inner(a: Floats, b: Floats) -> float:
    """The inner product of two vectors as weights: of one's coefficients with the other's logits."""
    return float(np.vdot(a[0], b[1]))


def _direction(gradient: Floats, memory: deque[tuple[Floats, Floats, float]]) -> Floats:
    """The two-loop recursion: the gradient, bent by what the last steps tell of the curvature."""
    result = -gradient
    factors = []
    for moved, turned, curvature in reversed(memory):
        factor = np.float32(_inner(moved, result) / curvature)
        result -= factor * turned
        factors.append(factor)
    if memory:
        _, turned, curvature = memory[-1]
        result *= np.float32(curvature / _inner(turned, turned))
    for (moved, turned, curvature), factor in zip(memory, reversed(factors), strict=True):
        result += moved * (factor - np.float32(_inner(turned, result) / curvature))
    return result
