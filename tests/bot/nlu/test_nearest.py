"""How much the nearest examples count: the more, the more examples and labels there are."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu import learn
from bot.nlu.nearest import LETTERS, MANY, MANY_LABELS, MEANING
from bot.nlu.training import TrainingSet

SHAPES = ["round", "square", "long", "flat"]


def learnt(n_labels: int, n_examples: int) -> TrainingSet:
    """Return a label that has "parking" as its only example, beside others of so many examples."""
    others = [
        (f"{SHAPES[example % 4]} thing {label} {example}", f"label{label}")
        for label in range(1, n_labels)
        for example in range(n_examples)
    ]
    return TrainingSet.of([("parking", "label0"), *others])


@pytest.mark.parametrize(
    ("n_labels", "n_examples", "raised"),
    [(5, 3, False), (MANY_LABELS, 3, True), (5, MANY, True)],
)
def test_nearness_in_meaning_counts_where_examples_or_labels_are_many(
    n_labels: int, n_examples: int, raised: bool
) -> None:
    training = learnt(n_labels, n_examples)
    nearest = training.nearest(np.arange(len(training.texts)))
    vector = training.space.vector(training.parser.parse("a car park"))
    logits = np.zeros(n_labels, dtype=np.float32)
    more = nearest.raised(logits, np.zeros(0, np.int64), np.zeros(0, np.float32), vector.dense)
    likeness = nearest.by_meaning(vector.dense, 0)
    assert likeness > 0.1
    if raised:
        assert more[0] - more.min() > 0
        assert more[0] <= MEANING * likeness + 1e-6
    else:
        assert not more.any()


@pytest.mark.parametrize("examples", [["fine thanks", "\U0001f44d"], ["\U0001f44d", "fine thanks"], ["\U0001f44d"]])
def test_an_example_without_a_letter_breaks_nothing(examples: list[str]) -> None:
    model = learn([("where are you", "place"), *((text, "thanks") for text in examples)])
    assert model.classify_text("where are you").best == "place"


def test_an_example_itself_raises_its_label_by_its_whole_likeness_to_itself() -> None:
    training = learnt(5, MANY + MANY // 4)  # MANY on the average
    vector = training.space.vector(training.parser.parse("parking"))
    nearest = training.nearest(np.arange(len(training.texts)))
    raised = nearest.raised(np.zeros(5, np.float32), vector.positions, vector.values, vector.dense)
    letters, meaning = (float(part @ part) for part in (vector.values, vector.dense))
    share = training.space.dense_share
    assert raised[0] == pytest.approx(LETTERS * letters / (1 - share) + MEANING * meaning / share, abs=0.01)
