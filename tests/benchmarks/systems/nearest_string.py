"""RapidFuzz: the phrase that is spelt most alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process, utils

from tests.benchmarks.systems.system import Example, distinct


class NearestString:
    """All phrases, without capitals and punctuation, and the scorer that compares a message with each of them."""

    threshold: float | None = None

    def __init__(self, examples: Sequence[Example], scorer: Callable[..., float]) -> None:
        self._phrases = [utils.default_process(text) for text, _ in examples]
        self._labels = [label for _, label in examples]
        self._scorer = scorer

    def best(self, text: str) -> tuple[str, float]:
        """The nearest phrase's label and its likeness, 0 to 100."""
        _, score, number = process.extractOne(utils.default_process(text), self._phrases, scorer=self._scorer)
        return self._labels[number], score

    def top3(self, text: str) -> tuple[str, ...]:
        """The labels of the nearest phrases."""
        ordered = process.extract(utils.default_process(text), self._phrases, scorer=self._scorer, limit=None)
        return distinct(self._labels[number] for _, _, number in ordered)


def learn_wratio(examples: Sequence[Example]) -> NearestString:
    """The weighted ratio: the best of several comparisons."""
    return NearestString(examples, fuzz.WRatio)


def learn_token_set_ratio(examples: Sequence[Example]) -> NearestString:
    """Words that both have, against words that one alone has."""
    return NearestString(examples, fuzz.token_set_ratio)
