"""This project's matcher."""

from __future__ import annotations

from collections.abc import Sequence
from shutil import rmtree

from bot.content import load_intents
from bot.nlu import IntentClassifier, ModelStore
from bot.nlu import learn as learn_classifier
from tests.benchmarks.systems.system import Example
from tests.serving import ROOT

KEPT = ROOT / "build" / "benchmarks"


class Caveat:
    """The matcher that answers visitors, with its own threshold."""

    def __init__(self, matcher: IntentClassifier) -> None:
        self.threshold: float | None = matcher.calibration.in_scope_at
        self._matcher = matcher

    def best(self, text: str) -> tuple[str, float]:
        """The first candidate and the confidence in it, 0 to 1."""
        match = self._matcher.classify_text(text)
        return match.best, match.confidence

    def top3(self, text: str) -> tuple[str, ...]:
        """The three likeliest labels."""
        match = self._matcher.classify_text(text)
        return tuple(match.shares)[:3]


def learn(examples: Sequence[Example]) -> Caveat:
    """Learn from examples alone, without a lexicon."""
    return Caveat(learn_classifier(examples))


def first_start(examples: Sequence[Example]) -> Caveat:
    """Learn as the bot does at its first start, with the shipped lexicon, and keep what was learnt."""
    rmtree(KEPT, ignore_errors=True)
    return next_start(examples)


def next_start(examples: Sequence[Example]) -> Caveat:
    """Read what the first start has kept, as the bot does from then on."""
    return Caveat(ModelStore(KEPT).load_or_learn(examples, load_intents(ROOT / "intents").lexicon))
