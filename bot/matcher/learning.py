"""Softmax regression: learns from the utterance examples which features tell one intent from another.

Minimises  sum_i c_i * -log softmax(x_i W)[y_i] + (penalty / 2) * |W|^2  by L-BFGS (Nocedal and Wright, "Numerical
Optimization", algorithm 7.5), in single precision. c_i weighs an example by how rare its intent is, so that an intent
with many examples is not preferred for that alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PENALTY = 0.1
STEPS = 16
MEMORY = 5


def learn_weights(examples: csr_array, labels: Ints, n_labels: int) -> Floats:
    """Weights, features by labels, for sparse rows of unit length and their label numbers."""
    transposed = examples.T.tocsr()
    rows = np.arange(len(labels))
    counts = np.bincount(labels, minlength=n_labels)
    balance = (counts[counts > 0].mean() / np.maximum(counts, 1))[labels].astype(np.float32)[:, None]

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = examples @ weights
        logits -= logits.max(axis=1, keepdims=True)
        right = logits[rows, labels].copy()
        np.exp(logits, out=logits)
        total = logits.sum(axis=1, keepdims=True)
        value = float((balance[:, 0] * (np.log(total[:, 0]) - right)).sum() + PENALTY / 2 * np.vdot(weights, weights))
        logits /= total
        logits[rows, labels] -= 1
        logits *= balance
        return value, transposed @ logits + PENALTY * weights

    return _minimise(loss, np.zeros((examples.shape[1], n_labels), dtype=np.float32))


def _minimise(loss: Callable[[Floats], tuple[float, Floats]], at: Floats) -> Floats:
    value, gradient = loss(at)
    memory: deque[tuple[Floats, Floats, float]] = deque(maxlen=MEMORY)
    for _ in range(STEPS):
        direction = _direction(gradient, memory)
        slope = float(np.vdot(gradient, direction))
        step = 1.0 if memory else 1.0 / max(1.0, float(np.linalg.norm(gradient)))
        for _ in range(20):
            candidate = at + np.float32(step) * direction
            new_value, new_gradient = loss(candidate)
            if new_value <= value + 1e-4 * step * slope:
                break
            step /= 2
        else:
            break
        moved, turned = candidate - at, new_gradient - gradient
        curvature = float(np.vdot(moved, turned))
        if curvature > 0:
            memory.append((moved, turned, curvature))
        done = abs(value - new_value) < 1e-5 * abs(value)
        at, value, gradient = candidate, new_value, new_gradient
        if done:
            break
    return at


def _direction(gradient: Floats, memory: deque[tuple[Floats, Floats, float]]) -> Floats:
    """The two-loop recursion: the gradient, bent by what the last steps tell of the curvature."""
    result = -gradient
    factors = []
    for moved, turned, curvature in reversed(memory):
        factor = np.float32(np.vdot(moved, result) / curvature)
        result -= factor * turned
        factors.append(factor)
    if memory:
        _, turned, curvature = memory[-1]
        result *= np.float32(curvature / np.vdot(turned, turned))
    for (moved, turned, curvature), factor in zip(memory, reversed(factors), strict=True):
        result += moved * (factor - np.float32(np.vdot(turned, result) / curvature))
    return result
