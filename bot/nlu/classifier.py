"""The intent classifier: an utterance in, the intents that it may mean out, and the confidence in the first of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.nlu.calibration import Calibration
from bot.nlu.nearest import NearestExamples
from bot.nlu.softmax import adjustment
from bot.nlu.utterance import Utterance, UtteranceParser
from bot.nlu.vectors import FeatureSpace, FeatureVector, Floats, Ints

N_CANDIDATES = 10


class Context(NamedTuple):
    """What is known beside an utterance: what is added to each label's logit, and which number it is read as."""

    summands: Floats
    read_as: Ints


@dataclass(frozen=True, slots=True)
class Classification:
    """What an utterance may mean.

    `shares` holds the likeliest labels, best first, each with its share of the likelihood among all; `confidence` is
    the likelihood that the first of them is right; `known` is how much of the utterance the examples know, `nearness`
    how near it is in meaning to the nearest example of the first label; all are 0 to 1 (a nearness may be below 0).
    """

    message: Utterance
    shares: Mapping[str, float]
    confidence: float
    known: float
    nearness: float

    @property
    def best(self) -> str:
        """The likeliest label."""
        return next(iter(self.shares))


@dataclass(frozen=True)
class IntentClassifier:
    """Knows which intent an utterance means. Learnt once (`bot.nlu.training`), it never changes.

    `weights` has the shape (features, labels).
    """

    parser: UtteranceParser
    space: FeatureSpace
    weights: Floats
    labels: tuple[str, ...]
    examples: NearestExamples
    calibration: Calibration

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {label: number for number, label in enumerate(self.labels)}

    @cached_property
    def _adjustment(self) -> Floats:
        return adjustment(self.examples.counts)

    @cached_property
    def _no_context(self) -> Context:
        return self.context({}, {})

    def context(
        self, priors: Mapping[str, float], label_map: Mapping[str, str], before: str = "", share: float = 0.0
    ) -> Context:
        """Return what `classify` needs of what is known beside a message.

        `priors` says how many times likelier labels are; `label_map` which label is to be read as which other one;
        `share` how much of what the text `before` says for each label is added. Labels that the classifier does not
        know count for nothing.
        """
        numbers, read_as = self._numbers, [*range(len(self.labels))]
        for label, meant in reversed([*label_map.items()]):
            if label in numbers and meant in numbers:
                read_as[numbers[label]] = read_as[numbers[meant]]  # once each of `label_map` has been in turn
        times = [priors.get(label, 1.0) for label in self.labels]
        summands = np.log(times).astype(np.float32)
        if share:
            summands += np.float32(share) * self._logits(self.space.vector(self.parser.parse(before)))
        return Context(summands, np.array(read_as))

    def likelihoods(self, message: Utterance) -> dict[str, float]:
        """Return how likely each label is by a message's own words alone, the nearest examples left aside."""
        read_as = self._no_context.read_as
        return dict(zip(self.labels, _shares(self._logits(self.space.vector(message)), read_as).tolist(), strict=True))

    def classify_text(self, text: str) -> Classification:
        """Rank the labels that `text` may mean, by itself."""
        return self.classify(self.parser.parse(text))

    def classify(self, message: Utterance, context: Context | None = None) -> Classification:
        """Rank the labels that `message` may mean, by itself or in `context`."""
        summands, read_as = context or self._no_context
        vector = self.space.vector(message)
        logits = self._logits(vector) + summands
        raised = self.examples.raised(logits, vector.positions, vector.values, vector.dense)
        shares = _shares(raised, read_as)
        best, *others = (-shares).argsort(kind="stable")[:N_CANDIDATES].tolist()
        ranked = {self.labels[number]: float(shares[number]) for number in (best, *others)}
        read_as_best = np.flatnonzero(read_as == best).tolist()
        nearness = max(self.examples.by_meaning(vector.dense, number) for number in read_as_best)
        # What the nearest examples add ranks better, and tells less of what lies outside of all labels.
        confidence = self.calibration.confidence(float(_shares(logits, read_as)[best]), nearness)
        return Classification(message, ranked, confidence, vector.known, nearness)

    def _logits(self, vector: FeatureVector) -> Floats:
        """Return what a message says by itself for each label."""
        logits: Floats = vector.values.dot(self.weights.take(vector.positions, axis=0))
        logits += vector.dense.dot(self.weights[self.space.n_sparse :])
        return logits * self.space.emphasis(vector.content) + self._adjustment


def _shares(logits: Floats, read_as: Ints) -> NDArray[np.float64]:
    """Return the likelihood of each label; together they make 1."""
    shares = np.bincount(read_as, np.exp(logits - logits.max()), len(logits))
    return np.asarray(shares / shares.sum())
