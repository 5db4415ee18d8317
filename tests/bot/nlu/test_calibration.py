"""Confidence: it is how often what is said is right, and its thresholds give up only so many."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import IntentClassifier
from bot.nlu.calibration import DECLINED, OUT_OF_SCOPE, UNKNOWN, Outcome, Trial, calibrate


def outcomes(n: int = 300) -> list[Outcome]:
    """Held-out messages of which those with a large share are right as often as a logistic curve says."""
    random = np.random.default_rng(1)
    trials = random.choice([*Trial], n)
    log_odds = np.where(trials == Trial.ASKED, 1.0, -1.0) + random.normal(size=n)
    shares = 1 / (1 + np.exp(-2 * log_odds))
    right = (trials == Trial.ASKED) & (random.random(n) < shares)
    return [Outcome(Trial(t), float(s), float(s), bool(r)) for t, s, r in zip(trials, shares, right, strict=True)]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-1, 1), st.floats(-1, 1))
def test_confidence_rises_with_the_share_and_the_nearness(a: float, b: float, near: float, nearer: float) -> None:
    calibration = calibrate(outcomes(), 400, 20)
    (a, b), (near, nearer) = sorted((a, b)), sorted((near, nearer))
    assert 0 <= calibration.confidence(a, near) <= calibration.confidence(b, nearer) <= 1


def test_what_is_said_of_held_out_messages_is_how_often_they_are_right() -> None:
    random = np.random.default_rng(2)
    shares = random.random(4_000)
    tried = [Outcome(Trial.ASKED, float(s), float(s), bool(random.random() < s)) for s in shares]
    calibration = calibrate(tried, 20, 20)
    said = np.array([calibration.confidence(outcome.share, outcome.nearness) for outcome in tried])
    right = np.array([outcome.right for outcome in tried])
    for low in (0.0, 0.25, 0.5, 0.75):
        some = (said >= low) & (said < low + 0.25)
        assert said[some].mean() == pytest.approx(right[some].mean(), abs=0.06)


def test_a_near_copy_with_no_vote_changes_nothing() -> None:
    tried = outcomes()
    silent = [replace(outcome, right=not outcome.right, weight=0.0) for outcome in tried]
    assert calibrate([*tried, *silent], 400, 20).curve == pytest.approx(calibrate(tried, 400, 20).curve, abs=0.3)


def test_no_more_right_ones_are_declined_than_may_be_given_up() -> None:
    tried = outcomes(3_000)
    calibration = calibrate(tried, 400, 400)  # a bot for which every second message lies outside
    right = np.array([calibration.confidence(o.share, o.nearness) for o in tried if o.right])
    assert np.mean(right < calibration.decline_below) == pytest.approx(DECLINED / 2, abs=0.01)
    assert np.mean(right < calibration.in_scope_at) == pytest.approx(OUT_OF_SCOPE / 2, abs=0.01)


@pytest.mark.parametrize("few", [[], outcomes(10), [Outcome(Trial.ASKED, 0.9, 0.9, True)] * 20])
def test_of_few_examples_only_a_plain_one_is_sure(few: list[Outcome]) -> None:
    calibration = calibrate(few, 5, 5)
    assert calibration.confidence(0.95, 0.95) > 0.8 > calibration.confidence(0.3, 0.3)


def test_the_thresholds_are_in_order(matcher: IntentClassifier) -> None:
    assert 0 <= matcher.calibration.decline_below <= matcher.calibration.in_scope_at <= 1


def test_before_anything_is_tried_fewer_examples_and_more_labels_are_surer() -> None:
    surest, sure, doubtful = (calibrate([], *bot).confidence(0.5, 0.5) for bot in ((200, 100), (20, 10), (200, 10)))
    assert surest > sure > doubtful
    assert calibrate([], 20, 10).decline_below == UNKNOWN
