"""What is seen in a message: words, pairs of neighbours and pieces of letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.features import pieces
from tests.bot.nlu.toy import parse


def test_a_message_has_words_neighbours_and_pieces() -> None:
    message = parse("Does the BELLY hurt?")
    assert message.words == ("does", "the", "belly", "hurt")
    assert message.meanings == ("doe", "the", "=stomach", "=pain")
    assert {"belli", "=stomach", "hurt", "=pain"} <= set(message.features["word"])
    assert {"^ doe", "the =stomach", "=pain $"} <= set(message.features["pair"])
    assert {" be", "ell", "rt "} <= set(message.features["piece"])


@pytest.mark.parametrize("text", ["", "?!", " \n\t", "\ud800", "🙂"])
def test_a_message_without_words_has_no_words_and_no_neighbours(text: str) -> None:
    message = parse(text)
    assert message.words == ()
    assert not message.features["word"]
    assert not message.features["pair"]


@given(st.text(max_size=30))
def test_pieces_are_the_runs_of_three_characters(text: str) -> None:
    padded = f" {text} "
    found = pieces(text)
    assert all(len(piece) == 3 and piece in padded for piece in found)
    assert len(found) == max(0, len(padded) - 2)
