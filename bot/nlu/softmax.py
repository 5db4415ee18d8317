"""Softmax regression: learns from the utterance examples which features tell one intent from another.

Minimises  sum_i c_i * -log softmax(x_i W)[y_i] + (penalty / 2) * |W|^2  by memoryless BFGS (Nocedal and Wright,
"Numerical Optimization", section 7.2), in single precision: one pair of vectors tells as much of the curvature as
four, and takes a third of the memory. c_i weighs an example by how rare its intent is, so that an intent
with many examples is not preferred for that alone.

The best W is a sum of examples, W = X' A (the representer theorem), and so is every step towards it. The search
therefore moves A, which is far smaller than W, and keeps beside each vector its image under X X': the logits that it
stands for. Inner products, and every point along a direction, then cost no product with X.
"""

from __future__ import annotations

import math

import numpy as np
from threadpoolctl import threadpool_limits

from bot.nlu.vectors import Floats, Ints, Rows

PENALTY = 0.07
STEPS = 60  # at most
HALVINGS = 20
FLAT = 5e-5  # the share of the loss by which a step must make it less for another to follow
ROWS_AT_ONCE = 1024  # are added up, so that what lies between takes little memory
# What is added to the logit of a label that has fewer examples than others, for each e-fold, and at the most.
ADJUSTMENT, MOST_ADJUSTED = 1.8, 2.0
ENOUGH = 1.2  # a label that has the mean, divided by this, has enough examples


def learn_coefficients(
    examples: Rows, labels: Ints, n_labels: int, votes: Floats, start: Floats | None = None
) -> Floats:
    """Return A, of the shape (examples, labels), learnt from rows of unit length and their label numbers.

    `votes` says how much each example counts beside the others of its label. `start`, of the shape of A, is where the
    search starts, zero if not given: what was learnt from more of the same examples is near to the end.
    """
    # These products are small: on more than one core, BLAS would spend most of its time waiting.
    with threadpool_limits(limits=1, user_api="blas"):
        return _Search(examples, labels, n_labels, votes).run(start)


def adjustment(counts: Ints) -> Floats:
    """Return what is to be added to each label's logit, given how many examples each has.

    What a label of few examples does not know of, one of many does: it would be found too seldom (Menon and others,
    "Long-tail learning via logit adjustment", 2021). Nothing is added where it has
    at least the geometric mean of all, divided by ENOUGH.
    """
    logs = np.log(np.maximum(counts, 1))
    fewer = logs.mean() - logs - math.log(ENOUGH)
    return np.asarray(np.clip(ADJUSTMENT * fewer, 0, MOST_ADJUSTED), dtype=np.float32)


class _Search:
    """One run. A vector has the shape (2, examples, labels): its coefficients, and its logits. Four are held."""

    def __init__(self, examples: Rows, labels: Ints, n_labels: int, votes: Floats) -> None:
        self._examples = examples
        self._labels = labels
        self._rows = np.arange(len(labels))
        counts = np.bincount(labels, weights=votes, minlength=n_labels)
        self._balance = (votes * counts[counts > 0].mean() / counts[labels]).astype(np.float32)[:, None]
        self._at, self._gradient, self._step, self._other = (
            np.zeros((2, len(labels), n_labels), dtype=np.float32) for _ in range(4)
        )

    def run(self, start: Floats | None) -> Floats:
        """Return the coefficients that are found."""
        if start is not None:
            self._at[0] = start
            self._examples.likeness_times(self._at[0], out=self._at[1])
        value = self._loss(self._gradient)
        self._finish(self._gradient)
        _add(self._step, self._gradient, -1 / max(1.0, math.sqrt(_inner(self._gradient, self._gradient))))
        for _ in range(STEPS):
            before = value
            value = self._moved(before)
            self._finish(self._other)
            if abs(before - value) <= FLAT * abs(before):
                break
            self._turn()
        coefficients: Floats = self._at[0]
        return coefficients

    def _moved(self, value: float) -> float:
        """Make a step that makes the loss, `value` so far, less enough: the whole, or a half, and so on, or none.

        Return the loss there, its slopes in `_other`.
        """
        slope = 1e-4 * _inner(self._gradient, self._step)
        self._at += self._step
        for _ in range(HALVINGS):
            if (new_value := self._loss(self._other)) <= value + slope:
                return new_value
            self._step *= np.float32(0.5)
            self._at -= self._step
            slope /= 2
        self._at -= self._step
        return value

    def _turn(self) -> None:
        """Choose the next step: down the new gradient, in `_other`, bent by what the last step tells of the curvature.

        This is the two-loop recursion (algorithm 7.4) for one pair, its inner products made beforehand.
        """
        np.subtract(self._other, self._gradient, out=self._gradient)
        gradient, turned, moved = self._other, self._gradient, self._step
        curvature, length = _inner(moved, turned), _inner(turned, turned)
        if curvature > 0:
            scale = curvature / length
            bent = -_inner(moved, gradient) / curvature
            back = scale * (-_inner(turned, gradient) - bent * length) / curvature
            moved *= np.float32(bent - back)
            _add(moved, turned, -scale * bent)
            _add(moved, gradient, -scale)
        self._gradient, self._other = gradient, turned

    def _loss(self, slopes: Floats) -> float:
        """Return the loss where the search is; put how it changes with each logit into the first half of `slopes`."""
        at, chances = self._at, slopes[0]
        np.subtract(at[1], at[1].max(axis=1, keepdims=True), out=chances)
        right = chances[self._rows, self._labels].copy()
        np.exp(chances, out=chances)
        total = chances.sum(axis=1, keepdims=True)
        loss = float((self._balance[:, 0] * (np.log(total[:, 0]) - right)).sum())
        chances /= total
        chances[self._rows, self._labels] -= 1
        chances *= self._balance
        return loss + PENALTY / 2 * _inner(at, at)

    def _finish(self, gradient: Floats) -> None:
        """Make a gradient of the slopes in its first half."""
        _add(gradient[:1], self._at[:1], PENALTY)
        self._examples.likeness_times(gradient[0], out=gradient[1])


def _inner(a: Floats, b: Floats) -> float:
    """Return the inner product of two vectors as weights: of one's coefficients with the other's logits."""
    return float(np.vdot(a[0], b[1]))


def _add(vector: Floats, other: Floats, times: float) -> None:
    """Add `other`, so many times, to `vector`."""
    for start in range(0, vector.shape[1], ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        vector[:, rows] += np.float32(times) * other[:, rows]
