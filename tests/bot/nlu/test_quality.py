"""What is expected of a bot before anyone has asked it."""

from __future__ import annotations

import pytest

from bot.nlu import expected_quality, learn

CLEAR = [(f"{verb} the {noun}", noun) for noun in ("piano", "bicycle", "garden") for verb in ("mend", "buy", "sell")]
VAGUE = [("mend the piano later", "other"), ("sell a bicycle maybe", "other")]


def test_shares_make_one_and_the_vaguest_label_needs_examples_most() -> None:
    examples = [*CLEAR, *VAGUE]
    found = expected_quality(learn(examples), examples)
    assert found.right + found.wrong + found.not_answered == pytest.approx(1)
    assert found.weakest[0] == ("other", 0.0)


def test_of_one_example_nothing_is_expected() -> None:
    found = expected_quality(learn([("hello", "hello")]), [("hello", "hello")])
    assert (found.right, found.wrong, found.not_answered) == (0, 0, 1)


def test_without_examples_there_is_nothing_to_expect() -> None:
    with pytest.raises(ValueError, match="no example"):
        expected_quality(learn(CLEAR), [])


def test_only_the_labels_that_are_asked_for_count() -> None:
    examples = [*CLEAR, ("dim words", "dim"), ("quite other things", "dim")]
    model = learn(examples)
    clear = {label for _, label in CLEAR}
    found = expected_quality(model, examples, among=clear)
    assert "dim" not in dict(found.weakest)
    assert found.right > expected_quality(model, examples, among={"dim"}).right
    with pytest.raises(ValueError, match="no example of these labels"):
        expected_quality(model, examples, among={"unknown"})
