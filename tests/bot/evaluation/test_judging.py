"""Cases put to a real assistant: what counts as right, as wrong and as declined."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue import Bot
from bot.evaluation.cases import Case
from bot.evaluation.judging import Examiner, Outcome, Verdict
from tests.bot.evaluation.asking import EXACT, PLACE, STRANGE


def judged(examiner: Examiner, *turns: str, **wanted: tuple[str, ...]) -> Outcome:
    [outcome] = examiner.examine([Case(PLACE, turns, **wanted)])
    return outcome


RIGHT: list[dict[str, tuple[str, ...]]] = [
    {"intents": ("laser-recovery",)},
    {"intents": ("laser-what", "laser-recovery")},
    {"every": ("laser-recovery",)},
    {"kinds": ("answer", "clarify")},
    {"says": ("REST", "day or two")},
    {"says": ("results differ from person to person",)},
    {"never": ("re", "cure", "a day or tw")},
]


@pytest.mark.parametrize("wanted", RIGHT)
def test_what_gets_what_it_must_is_right(examiner: Examiner, wanted: dict[str, tuple[str, ...]]) -> None:
    outcome = judged(examiner, EXACT, **wanted)
    assert (outcome.verdict, outcome.problems) == (Verdict.RIGHT, ())


WRONG: list[tuple[dict[str, tuple[str, ...]], str]] = [
    ({"intents": ("laser-what",)}, "wanted laser-what, got laser-recovery"),
    ({"every": ("laser-recovery", "laser-what")}, "lacks laser-what, got laser-recovery"),
    ({"kinds": ("handoff",)}, "wanted kind handoff, got answer"),
    ({"kinds": ("urgent",)}, "wanted kind urgent, got answer"),
    ({"says": ("rests",)}, "does not say 'rests'"),
    ({"never": ("rest",)}, "says 'rest', which it must not"),
]


@pytest.mark.parametrize(("wanted", "problem"), WRONG)
def test_another_answer_is_wrong(examiner: Examiner, wanted: dict[str, tuple[str, ...]], problem: str) -> None:
    outcome = judged(examiner, EXACT, **wanted)
    assert outcome.verdict is Verdict.WRONG
    assert problem in outcome.problems


def test_no_answer_is_declined_rather_than_wrong(examiner: Examiner) -> None:
    outcome = judged(examiner, STRANGE, intents=("laser-what",))
    assert outcome.verdict is Verdict.DECLINED
    assert outcome.problems == ("wanted laser-what, got no intent, kind fallback",)


def test_an_emergency_that_is_not_seen_is_wrong_however_little_was_said(examiner: Examiner) -> None:
    assert judged(examiner, STRANGE, kinds=("urgent",)).verdict is Verdict.WRONG


def test_words_that_must_not_stand_are_wrong_even_in_a_fallback(examiner: Examiner) -> None:
    assert judged(examiner, STRANGE, intents=("laser-what",), never=("sure",)).verdict is Verdict.WRONG


def test_what_was_offered_is_said(examiner: Examiner) -> None:
    """The fallback offers the starters, and what was wanted is among them."""
    assert judged(examiner, STRANGE, intents=("laser-what",)).offered
    assert not judged(examiner, STRANGE, says=("a thing",)).offered


def test_in_a_conversation_the_last_reply_counts(examiner: Examiner) -> None:
    assert judged(examiner, "What does the laser do?", EXACT, intents=("laser-recovery",)).verdict is Verdict.RIGHT
    assert judged(examiner, EXACT, "What does the laser do?", intents=("laser-recovery",)).verdict is Verdict.WRONG


def test_a_conversation_is_put_once(small_clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examiner = Examiner(Bot.load(small_clinic, ["k" * 40]))
    first = judged(examiner, EXACT, kinds=("answer",)).asked
    monkeypatch.setattr(examiner, "bot", None)
    assert judged(examiner, EXACT, says=("rest",)).asked is first
