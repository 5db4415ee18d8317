"""Messages as vectors: how long they are, and what their features weigh."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.utterance import Utterance
from bot.nlu.vectors import LABELS_AT_ONCE, FeatureSpace
from bot.nlu.word_vectors import word_vectors
from tests.bot.nlu.toy import parse


def space_of(*texts: str) -> tuple[FeatureSpace, list[Utterance]]:
    messages = [parse(text) for text in texts]
    return FeatureSpace.of(messages), messages


def test_a_message_that_is_wholly_known_has_length_one_and_a_strange_one_none() -> None:
    space, messages = space_of("does it hurt", "how long")
    assert space.vector(messages[0]).known == pytest.approx(1.0)
    assert space.vector(parse("")).known < 0.2
    empty = Utterance("", ())
    assert space.vector(empty).known == 0.0
    assert len(space.vector(empty).positions) == 0


def test_the_more_of_a_message_is_unknown_the_shorter_it_is() -> None:
    space, _ = space_of("does it hurt", "how long does it last")
    known = [space.vector(parse(t)).known for t in ("does it hurt", "does it hurt zebras", "zebras xylophone hurt")]
    assert known == sorted(known, reverse=True)
    assert all(longer > shorter for longer, shorter in pairwise(known))


def test_an_unknown_common_word_counts_for_nothing() -> None:
    space, _ = space_of("hurt")
    word, the = parse("hurt"), parse("hurt the")
    the.features["pair"] = word.features["pair"]
    the.features["piece"] = word.features["piece"]
    assert space.vector(the).known == pytest.approx(space.vector(word).known)


def test_rows_of_the_matrix_are_the_vectors() -> None:
    space, messages = space_of("does it hurt", "how long", "2012")
    rows = space.rows(messages)
    assert rows.sparse.shape == (3, space.n_sparse)
    for sparse, dense, content, message in zip(rows.sparse.toarray(), rows.dense, rows.content, messages, strict=True):
        vector = space.vector(message)
        assert np.allclose(sparse[vector.positions], vector.values)
        assert np.count_nonzero(sparse) == len(vector.positions)
        assert np.allclose(dense, vector.dense)
        assert content == pytest.approx(vector.content)


@given(st.text(max_size=80))
@settings(deadline=None)
def test_no_message_is_longer_than_one_however_much_its_word_vectors_count(text: str) -> None:
    messages = [parse("does it hurt"), parse("how long does it last")]
    for share in (0.0, 0.3, 1.0):
        vector = FeatureSpace.of(messages, dense_share=share).vector(parse(text))
        assert vector.known <= 1.0001
        assert len(vector.dense) == (word_vectors().size if share else 0)


def test_in_many_messages_a_piece_that_stands_in_one_alone_is_left_out() -> None:
    space, _ = space_of(*(["how long"] * 50), "needle")
    assert "eed" not in space.groups["piece"].index
    assert "needl" in space.groups["word"].index


def test_products_of_rows_are_those_of_the_whole_matrix() -> None:
    messages = [parse(text) for text in ("does it hurt", "how long does it last", "2012")]
    rows = FeatureSpace.of(messages, dense_share=0.5).rows(messages)
    whole = np.hstack([rows.sparse.toarray(), rows.dense])
    random = np.random.default_rng(5)
    n_labels = LABELS_AT_ONCE + 1  # more than are multiplied at a time
    weights = random.normal(size=(whole.shape[1], n_labels)).astype(np.float32)
    coefficients = random.normal(size=(3, n_labels)).astype(np.float32)
    product = np.zeros_like(coefficients)
    rows.likeness_times(coefficients, out=product)
    assert np.allclose(rows.times(weights), whole @ weights, atol=1e-4)
    assert np.allclose(rows.combined(coefficients), whole.T @ coefficients, atol=1e-4)
    assert np.allclose(product, whole @ whole.T @ coefficients, atol=1e-4)
