"""The classifier: its shares of the likelihood, and how sure it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import Bot
from bot.nlu import IntentClassifier, learn


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_shares_sum_to_one_and_come_best_first(matcher: IntentClassifier, text: str) -> None:
    found = matcher.classify_text(text)
    shares = [*found.shares.values()]
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert shares == sorted(shares, reverse=True)
    assert 0 <= found.confidence <= 1
    assert 0 <= found.known <= 1.0001


def test_what_the_shipped_examples_do_not_speak_of_is_not_answered(assistant: Bot) -> None:
    known = assistant.model.classify_text("what are the side effects of mesotherapy").confidence
    strange = assistant.model.classify_text("quantum chromodynamics lecture timetable").confidence
    assert known > 0.75
    assert strange < 0.4


def test_a_prior_makes_a_label_so_many_times_likelier(matcher: IntentClassifier) -> None:
    message = matcher.parser.parse("how long will it hurt")
    plain, likelier = (matcher.classify(message, matcher.context(p, {})).shares for p in ({}, {"place": 50.0}))
    assert likelier["place"] / likelier["pain"] == pytest.approx(50 * plain["place"] / plain["pain"])


def test_a_label_that_is_read_as_another_gives_that_one_its_share_and_its_nearness(matcher: IntentClassifier) -> None:
    message = matcher.parser.parse("does it hurt")
    plain, mapped = (matcher.classify(message, matcher.context({}, m)) for m in ({}, {"pain": "place"}))
    assert (plain.best, mapped.best) == ("pain", "place")
    assert mapped.shares["place"] == pytest.approx(plain.shares["pain"] + plain.shares["place"])
    assert mapped.shares["pain"] == 0
    assert mapped.nearness == plain.nearness


def test_labels_that_the_classifier_does_not_know_count_for_nothing(matcher: IntentClassifier) -> None:
    message = matcher.parser.parse("does it hurt")
    context = matcher.context({"gone": 50.0}, {"gone": "pain", "pain": "gone"})
    assert matcher.classify(message, context).shares == matcher.classify(message).shares


def test_where_a_message_tells_nothing_the_label_of_fewer_examples_is_likelier() -> None:
    many = [(f"question {n} about cost", "cost") for n in range(30)]
    assert learn([*many, ("does it hurt", "pain")]).classify_text("").best == "pain"
