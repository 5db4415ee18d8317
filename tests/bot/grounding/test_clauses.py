"""Clauses: what is planted is found, and the same said otherwise passes."""

from __future__ import annotations

import pytest

from bot.grounding.clauses import clauses
from tests.bot.grounding.held import problems

PASSES = [
    ("The jab is free for members with an old knee.", "Members with an old knee get the jab for nothing."),
    ("Take the powder with a meal.", "Take the powder with food."),
]


@pytest.mark.parametrize(("source", "sentence"), PASSES)
def test_the_same_said_otherwise_passes(source: str, sentence: str) -> None:
    assert problems(source, sentence) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Yes. Oil it, and the hinge moves.", ["oil it", "the hinge moves"]),
        ("If it creaks, oil it.", ["if it creaks", "oil it"]),
        ("The boat leaks because it is old", ["the boat leaks", "because it is old"]),
        ("Row slowly; however, do not stop", ["row slowly", "do not stop"]),
        ("Take your hat off", ["remove your hat"]),
        ("Of it and them", []),
    ],
)
def test_the_clauses_that_state_something(text: str, parts: list[str]) -> None:
    assert [" ".join(clause.spoken) for clause in clauses(text)] == parts
