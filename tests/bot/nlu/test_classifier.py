"""The classifier: its shares of the likelihood, and how sure it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import Bot
from bot.nlu import IntentClassifier


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
