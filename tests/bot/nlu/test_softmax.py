"""Softmax regression: it finds the lowest loss, wherever it starts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from bot.nlu import softmax
from bot.nlu.vectors import Rows


def penalised_loss(weights: softmax.Floats, rows: softmax.Floats, labels: softmax.Ints) -> float:
    """The formula as it stands in the book: an oracle without any cleverness."""
    logits = rows @ weights
    chances = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    counts = np.bincount(labels)
    balance = counts.mean() / counts[labels]
    loss = -(balance * np.log(chances[np.arange(len(labels)), labels])).sum()
    return float(loss + softmax.PENALTY / 2 * (weights**2).sum())


def some_rows() -> tuple[softmax.Floats, softmax.Ints]:
    random = np.random.default_rng(3)
    rows = random.random((40, 12)).astype(np.float32) * (random.random((40, 12)) < 0.4)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows, np.array([0] * 20 + [1] * 12 + [2] * 8)


def parted(rows: softmax.Floats) -> Rows:
    """The same rows, some of their features sparse and the others dense."""
    return Rows(csr_array(rows[:, :8]), rows[:, 8:], np.ones(len(rows), np.float32))


def learnt(
    rows: softmax.Floats, labels: softmax.Ints, votes: softmax.Floats, start: softmax.Floats | None = None
) -> softmax.Floats:
    """Return the weights that are learnt, features by labels."""
    examples = parted(rows)
    return examples.combined(softmax.learn_coefficients(examples, labels, 3, votes, start))


def test_learning_ends_at_the_lowest_loss() -> None:
    rows, labels = some_rows()
    weights = learnt(rows, labels, np.ones(40, np.float32))
    lowest = penalised_loss(weights, rows, labels)
    assert lowest < 0.8 * penalised_loss(np.zeros_like(weights), rows, labels)
    random = np.random.default_rng(4)
    for size in (0.01, 0.1, 1.0):
        aside = weights + size * random.normal(size=weights.shape).astype(np.float32)
        assert penalised_loss(aside, rows, labels) > lowest - 1e-3


def test_an_example_that_is_given_twice_with_half_a_vote_each_teaches_as_much_as_once() -> None:
    rows, labels = some_rows()
    twice, votes = np.append(np.arange(40), 5), np.ones(41, np.float32)
    votes[[5, 40]] = 0.5
    assert np.allclose(
        learnt(rows[twice], labels[twice], votes), learnt(rows, labels, np.ones(40, np.float32)), atol=0.05
    )


def test_a_search_ends_where_it_would_wherever_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(softmax, "FLAT", 1e-7)  # it stops at the end alone
    rows, labels = some_rows()
    some, votes = np.arange(5, 40), np.ones(40, np.float32)
    start = softmax.learn_coefficients(parted(rows), labels, 3, votes)[some]
    anew = learnt(rows[some], labels[some], votes[some])
    assert np.allclose(learnt(rows[some], labels[some], votes[some], start), anew, atol=0.05)


def test_where_no_step_helps_the_place_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, labels = some_rows()
    search = softmax._Search(parted(rows), labels, 3, np.ones(len(rows), np.float32))
    falling = search._loss

    def rising(slopes: softmax.Floats) -> float:
        falling(slopes)
        return float(np.abs(search._at).sum())

    monkeypatch.setattr(search, "_loss", rising)
    assert (search.run(None) == 0).all()


@pytest.mark.parametrize(
    ("counts", "added"),
    [([8, 8, 8], [0, 0, 0]), ([20, 20, 10], [0, 0, 0.5]), ([1000, 1000, 1000, 1], [0, 0, 0, softmax.MOST_ADJUSTED])],
)
def test_a_label_of_fewer_examples_than_others_gets_more_added(counts: list[int], added: list[float]) -> None:
    assert softmax.adjustment(np.array(counts)) == pytest.approx(added, abs=0.05)
