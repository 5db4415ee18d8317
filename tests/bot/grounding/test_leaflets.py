"""Answers about long sections of leaflets: how many faithful ones are alarmed, and how many faults are found.

In the files `==` names a section, whose text follows; `+` begins an answer that says the same, `-` one with a fault.
The checks were mended with `leaflets.txt` in sight; `leaflets_unseen.txt` was written before they met it,
and `leaflets_later.txt` is of 15 more sections, held against them once: its figures are what a new clinic may expect.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.documents import prose_sentences
from bot.documents.document import Block, Section
from bot.grounding.evidence import Evidence


def answers(name: str) -> Iterator[tuple[str, str, bool]]:
    """Each section's text with an answer, and whether that is faithful."""
    text = ""
    for line in (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        mark, _, said = line.partition(" ")
        if mark in ("+", "-"):
            yield text, said, mark == "+"
        elif mark != "==":
            text = line


def is_alarmed(text: str, answer: str) -> bool:
    evidence = Evidence([Section("Advice", Block("Advice", 1), (Block(text, 2),))], ())
    found = (problem for sentence in prose_sentences(answer) for problem in evidence.problems(sentence, answer))
    return any((*found, *evidence.problems_of_all(answer)))


@pytest.mark.parametrize(
    ("name", "alarmed", "found"),
    [("leaflets", 0.06, 0.72), ("leaflets_unseen", 0.18, 0.75), ("leaflets_later", 0.47, 0.66)],
)
def test_few_faithful_answers_are_alarmed_and_most_faults_found(name: str, alarmed: float, found: float) -> None:
    told = [(is_faithful, is_alarmed(text, answer)) for text, answer, is_faithful in answers(name)]
    right, wrong = ([is_found for is_faithful, is_found in told if is_faithful is kind] for kind in (True, False))
    assert sum(right) <= alarmed * len(right)
    assert sum(wrong) >= found * len(wrong)
