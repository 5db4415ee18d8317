"""The report's figures: confusion, reliability and shares over time."""

from __future__ import annotations

from bot.evaluation.charts import (
    ASKED_BACK,
    HeatMap,
    calibration_error,
    intent_confusion,
    over_time,
    reliability,
    topic_confusion,
)
from bot.evaluation.judging import Examiner, Outcome
from tests.bot.evaluation.asking import run_of


def test_confusion_is_mapped_by_topic_and_by_intent(outcomes: list[Outcome], examiner: Examiner) -> None:
    topics = topic_confusion(outcomes, examiner.bot.knowledge)
    assert topics.counts == {("laser", "laser"): 3, ("laser", "(no answer)"): 1}
    intents = intent_confusion(outcomes)
    assert intents.rows == ("laser-recovery", "laser-what")
    assert intents.columns == ("laser-recovery", "laser-what", "(no answer)")
    assert intents.counts["laser-recovery", "laser-what"] == 1
    assert intents.heat("laser-recovery", "laser-what") == 5
    assert intents.heat("laser-recovery", "(no answer)") == 0
    assert HeatMap(("a",), ("b", ASKED_BACK), {}).heat("a", "b") == 0


def test_reliability_sets_confidence_against_what_was_right(outcomes: list[Outcome]) -> None:
    bins = reliability(outcomes)
    assert sum(b.count for b in bins) == 4
    assert all(0 <= b.confidence <= 1 and 0 <= b.right <= 1 for b in bins)
    assert 0 <= calibration_error(bins) <= 1
    assert calibration_error([]) == 0


def test_shares_over_time() -> None:
    shares = over_time([run_of(5), run_of(8), run_of(10)])
    assert shares == {"right": [0.5, 0.8, 1], "wrong": [0.5, 0.2, 0], "declined": [0, 0, 0]}
