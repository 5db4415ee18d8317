"""How sure an answer is, in the light of all that is known beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.sureness import WEIGHTS, Evidence, contributions, inputs, sureness

PLAIN = Evidence(
    confidence=0.8,
    missing=0.0,
    missing_share=0.0,
    n_words=6,
    names_topic=True,
    handoffs=0.05,
    alarm=0.02,
)


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": 0.3},
        {"missing": 1.8},
        {"missing_share": 0.6},
        {"names_topic": False},
        {"handoffs": 0.5},
        {"alarm": 0.6},
    ],
)
def test_each_piece_of_evidence_against_an_answer_makes_it_less_sure(change: dict[str, Any]) -> None:
    assert sureness(replace(PLAIN, **change)) < sureness(PLAIN) - 0.01


def test_strange_words_weigh_less_in_a_long_message() -> None:
    strange = replace(PLAIN, missing=0.8)
    assert sureness(replace(strange, n_words=30)) > sureness(strange)


@given(
    st.builds(
        Evidence,
        confidence=st.floats(0, 1),
        missing=st.floats(0, 50),
        missing_share=st.floats(0, 1),
        n_words=st.integers(0, 2_000),
        names_topic=st.booleans(),
        handoffs=st.floats(0, 1),
        alarm=st.floats(0, 1),
    )
)
def test_it_is_a_likelihood(evidence: Evidence) -> None:
    assert 0 <= sureness(evidence) <= 1


def test_there_is_an_input_for_each_weight() -> None:
    assert [*inputs(PLAIN)] == [*WEIGHTS]


@pytest.mark.parametrize(("alarm", "speaks_for_it"), [(0.02, True), (0.6, False)])
def test_what_is_told_of_an_emergency_adds_what_its_name_says(alarm: float, speaks_for_it: bool) -> None:
    assert (contributions(replace(PLAIN, alarm=alarm))["no_alarm"] > 0) is speaks_for_it
