"""The benchmark: its figures against slow and obvious ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import BotError
from bot.evaluation.benchmark import area_under_curve, matthews, measure

TRAIN = [
    *[
        (f"{ask} the {thing}", "book_room")
        for ask in ("book", "reserve", "I need")
        for thing in ("room", "double room")
    ],
    *[(f"{ask} a {thing}", "order_food") for ask in ("order", "bring me", "fetch") for thing in ("pizza", "burger")],
    *[(f"{ask} {thing} music", "play_music") for ask in ("play", "put on") for thing in ("some", "loud", "jazz")],
    ("a line of no label", ""),
]
TEST = [
    ("book a double room", "book_room"),
    ("bring a pizza", "order_food"),
    ("play jazz", "play_music"),
    ("photosynthesis of algae", ""),
    ("who won the election", ""),
]
LABELS = st.sampled_from(["", "a", "b", "c"])
SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.5, 0.7, 1.0]), min_size=1, max_size=12)


def slow_matthews(labels: list[str], predicted: list[str]) -> float:
    """The correlation of two tables of 0 and 1 (a row a message, a column a class), by covariances."""
    classes = sorted({*labels, *predicted})
    n = len(labels)

    def covariance(one: list[str], other: list[str]) -> float:
        total = 0.0
        for name in classes:
            xs = [float(value == name) for value in one]
            ys = [float(value == name) for value in other]
            total += sum((x - sum(xs) / n) * (y - sum(ys) / n) for x, y in zip(xs, ys, strict=True))
        return total

    spread = covariance(labels, labels) * covariance(predicted, predicted)
    return covariance(labels, predicted) / spread**0.5 if spread > 1e-9 else 0.0


def slow_area(inside: list[float], outside: list[float]) -> float:
    wins = [1.0 if a > b else 0.5 if a == b else 0.0 for a in inside for b in outside]
    return sum(wins) / len(wins)


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=20))
def test_matthews_is_the_correlation_of_the_two_tables(pairs: list[tuple[str, str]]) -> None:
    labels, predicted = [a for a, _ in pairs], [b for _, b in pairs]
    assert matthews(labels, predicted) == pytest.approx(slow_matthews(labels, predicted), abs=1e-9)


@pytest.mark.parametrize(
    ("labels", "predicted", "value"), [("abca", "abca", 1.0), ("aabb", "bbaa", -1.0), ("aabb", "aaaa", 0.0)]
)
def test_matthews_of_plain_cases(labels: str, predicted: str, value: float) -> None:
    assert matthews(labels, predicted) == pytest.approx(value)


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_order(inside: list[float], outside: list[float]) -> None:
    assert area_under_curve(inside, outside) == pytest.approx(slow_area(inside, outside))


@pytest.mark.parametrize(("inside", "outside"), [([], [0.5]), ([0.5], []), ([], [])])
def test_without_both_sides_there_is_no_area(inside: list[float], outside: list[float]) -> None:
    assert area_under_curve(inside, outside) is None


def test_a_measurement_on_toy_data() -> None:
    figures, rows = measure(TRAIN, TEST)
    assert figures.in_scope_accuracy == 1.0
    assert figures.top3_accuracy == 1.0
    assert figures.out_of_scope_recall == sum(not row.predicted for row in rows[3:]) / 2
    assert figures.auroc == slow_area([row.score for row in rows[:3]], [row.score for row in rows[3:]]) == 1.0
    assert figures.mcc == pytest.approx(slow_matthews([r.label for r in rows], [r.predicted for r in rows]))
    assert (figures.examples, figures.labels, figures.messages) == (18, 3, 5)
    assert 0 < figures.message_ms_p50 <= figures.message_ms_p95
    assert figures.learn_seconds > 0
    for row in rows:
        assert row.predicted == (row.best if row.score >= figures.threshold else "")
        assert row.top3[0] == row.best


def test_a_label_s_own_name_is_learnt_as_a_phrase() -> None:
    _, (row,) = measure([("alpha", "lost_luggage"), ("beta", "window_seat")], [("lost luggage", "lost_luggage")])
    assert row.best == "lost_luggage"


def test_figures_that_the_data_cannot_give_are_none() -> None:
    figures, _ = measure(TRAIN, TEST[:3])
    assert (figures.out_of_scope_recall, figures.auroc) == (None, None)
    figures, _ = measure(TRAIN, TEST[3:])
    assert (figures.in_scope_accuracy, figures.in_scope_accuracy_with_threshold, figures.top3_accuracy) == (None,) * 3


@settings(max_examples=5, deadline=None)
@given(st.permutations(TEST))
def test_the_order_of_the_test_rows_changes_nothing(test: list[tuple[str, str]]) -> None:
    _, expected = measure(TRAIN, TEST)
    _, rows = measure(TRAIN, test)
    assert sorted(rows, key=lambda row: row.text) == sorted(expected, key=lambda row: row.text)


def test_without_a_labelled_row_nothing_can_be_learnt() -> None:
    with pytest.raises(BotError, match="no labelled row"):
        measure([("hello", "")], TEST)
