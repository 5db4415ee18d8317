"""Strangers: messages made of examples that no intent answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.synthetic_out_of_scope import synthetic_out_of_scope
from bot.text import tokens
from tests.bot.nlu.toy import TOY


@given(st.sampled_from([text for text, _ in TOY]))
def test_a_stranger_keeps_the_length_and_changes_what_is_asked_about(text: str) -> None:
    made = synthetic_out_of_scope(text)
    assert made != text
    assert len(made.split()) == len(text.split())


def test_a_stranger_is_the_same_at_each_call() -> None:
    makes = {synthetic_out_of_scope("how long does mesotherapy last") for _ in range(3)}
    assert len(makes) == 1
    assert tokens(makes.pop())[0] == "how"


def test_a_question_of_frame_words_alone_becomes_strange_too() -> None:
    assert synthetic_out_of_scope("it is what it is") != "it is what it is"
