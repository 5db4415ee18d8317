"""This project's matcher."""

from __future__ import annotations

from collections.abc import Sequence

from bot.intents import load_intents
from bot.matcher import Matcher
from tests.benchmarks.systems.system import Example
from tests.serving import ROOT


class Caveat:
    """The matcher that answers visitors, with its own threshold."""

    def __init__(self, matcher: Matcher) -> None:
        self.threshold: float | None = matcher.decline_below
        self._matcher = matcher

    def best(self, text: str) -> tuple[str, float]:
        """The first candidate and the confidence in it, 0 to 1."""
        match = self._matcher.match(text)
        return match.best, match.confidence

    def top3(self, text: str) -> tuple[str, ...]:
        """The first three candidates."""
        return tuple(candidate.label for candidate in self._matcher.match(text).candidates[:3])


def learn(examples: Sequence[Example]) -> Caveat:
    """Learn from examples alone, without a lexicon."""
    return Caveat(Matcher.learn(examples))


def learn_with_lexicon(examples: Sequence[Example]) -> Caveat:
    """Learn as the bot does at its start, with the shipped lexicon."""
    return Caveat(Matcher.learn(examples, load_intents(ROOT / "intents").lexicon))
