"""What a dialogue says of a question before it is read."""

from __future__ import annotations

import pytest

from bot.dialogue.priors import is_self_contained
from bot.text import normalise, tokens


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("is it safe", False),
        ("and the bruising", False),
        ("how long does that usually take", False),
        ("so would that be the same for me then or not", False),
        ("which needles do doctors use for mesotherapy in clinics", True),
        ("how do I get red wine out of a white satin dress", True),
    ],
)
def test_a_question_that_is_clear_by_itself(message: str, expected: bool) -> None:
    assert is_self_contained(tokens(normalise(message))) is expected
