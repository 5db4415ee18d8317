"""The matcher: a message in, the intents that it may mean out, with the confidence that the first is right."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.content import LexiconFile
from bot.nlu.calibration import PLAIN, Calibration, Outcome, Trial, calibrate
from bot.nlu.features import GROUPS, WORDS
from bot.nlu.softmax import learn_weights
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms, spelling_table
from bot.nlu.synthetic_out_of_scope import synthetic_out_of_scope
from bot.nlu.utterance import Utterance, UtteranceParser
from bot.nlu.vectors import FeatureSpace
from bot.text import normalise, tokens

Floats = NDArray[np.float32]
Example = tuple[str, str]
Progress = Callable[[str, int, int], None]

NO_PRIORS: Mapping[str, float] = {}
NO_MAP: Mapping[str, str] = {}
NO_LEXICON = LexiconFile(meanings=(), spellings={})
FOLDS = 8  # parts of the examples, of which one is held out at a time
FEW = 1_500  # up to so many examples, learning is quick enough to hold out each part in turn; else one is enough
HIDDEN_LABELS = 0.1  # the share of intents that are held out wholly, to stand for what no intent answers
NOISE = 0.01  # of all that could be told of which label is meant; what is told below it is chance
TINY = np.float32(1e-9)
# Three telling words are surer evidence than one, though both vectors have the same length. Cross-validated.
CONTENT = 0.15
LEAST_CONTENT = 0.02


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that a message may mean, and its share of the likelihood among all, 0 to 1."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Classification:
    """What the matcher makes of a message. `candidates` come best first; `confidence` is the likelihood that the first
    of them is right, and `known` how much of the message the examples know, both 0 to 1."""

    message: Utterance
    candidates: tuple[Candidate, ...]
    confidence: float
    known: float

    @property
    def best(self) -> str:
        """The label of the first candidate."""
        return self.candidates[0].label


class IntentClassifier:
    """Learns from utterance examples which intent a message means. Learnt once, it never changes."""

    def __init__(
        self,
        parser: UtteranceParser,
        space: FeatureSpace,
        weights: Floats,
        labels: tuple[str, ...],
        calibration: Calibration,
    ) -> None:
        self.parser = parser
        self.space = space
        self.weights = weights
        self.labels = labels
        self.calibration = calibration
        self._numbers = {label: number for number, label in enumerate(labels)}

    @property
    def answer_at(self) -> float:
        """The confidence from which the first candidate may be given as the answer."""
        return self.calibration.answer_at

    @property
    def decline_below(self) -> float:
        """The confidence below which no candidate is worth more than an offer."""
        return self.calibration.decline_below

    @classmethod
    def learn(
        cls, examples: Sequence[Example], lexicon: LexiconFile = NO_LEXICON, progress: Progress | None = None
    ) -> IntentClassifier:
        """Learn from (text, label) pairs. The outcome depends on the examples and the lexicon alone.

        `progress` is told the step's name, how many steps are done, and how many there are.
        Raises ValueError where there is no example.
        """
        if not examples:
            raise ValueError("there is no example to learn from")
        folds = FOLDS if len(examples) <= FEW else 1
        tell = progress or _say_nothing
        parser = make_parser(examples, lexicon)
        read = [(parser.parse(text), label) for text, label in examples]
        outcomes: list[Outcome] = []
        for fold in range(folds):
            tell("calibrating", fold, folds + 1)
            outcomes += _hold_out(parser, examples, read, fold)
        tell("learning", folds, folds + 1)
        matcher = cls._fit(parser, read, calibrate(outcomes, len(examples)))
        tell("learnt", folds + 1, folds + 1)
        return matcher

    @classmethod
    def learn_shares(cls, examples: Sequence[Example], parser: UtteranceParser) -> IntentClassifier:
        """Learn from (text, label) pairs as `parser` reads them, for a matcher of which only the shares are wanted.

        It sees whole words alone, and its confidence means nothing. Raises ValueError where there is no example.
        """
        if not examples:
            raise ValueError("there is no example to learn from")
        return cls._fit(parser, [(parser.parse(text), label) for text, label in examples], PLAIN, WORDS)

    @classmethod
    def _fit(
        cls,
        parser: UtteranceParser,
        read: Sequence[tuple[Utterance, str]],
        calibration: Calibration,
        groups: Mapping[str, float] = GROUPS,
    ) -> IntentClassifier:
        messages = [message for message, _ in read]
        labels = sorted({label for _, label in read})
        numbers = {label: number for number, label in enumerate(labels)}
        space = FeatureSpace.of(messages, groups)
        targets = np.array([numbers[label] for _, label in read], dtype=np.int64)
        # In half precision, which is all that it takes: they are kept, and read at every start, in half the time.
        weights = learn_weights(space.matrix(messages), targets, len(labels)).astype(np.float16).astype(np.float32)
        return cls(parser, space, weights, tuple(labels), calibration)

    def limited_to(self, labels: Collection[str]) -> IntentClassifier | None:
        """The same matcher without the labels that are not among `labels`; None where that leaves none."""
        kept = [number for number, label in enumerate(self.labels) if label in labels]
        if len(kept) == len(self.labels):
            return self
        names = tuple(self.labels[number] for number in kept)
        return (
            IntentClassifier(self.parser, self.space, self.weights[:, kept], names, self.calibration) if kept else None
        )

    def classify(
        self, message: Utterance, priors: Mapping[str, float] = NO_PRIORS, label_map: Mapping[str, str] = NO_MAP
    ) -> Classification:
        """Rank the labels that `message` may mean.

        `priors` says how many times likelier labels are by what is known beside the message; `label_map` which label
        is to be read as which other one. Labels that the classifier does not know count for nothing.
        """
        evidence, known = self._evidence(message)
        shares, gain = self._judge(evidence, known, priors, label_map)
        order = np.argsort(-shares, kind="stable")[:10]
        confidence = self.calibration.confidence(gain)
        return Classification(
            message=message,
            candidates=tuple(Candidate(self.labels[i], float(shares[i])) for i in order),
            confidence=confidence,
            known=known,
        )

    def shares(self, message: Utterance) -> dict[str, float]:
        """Return the likelihood of every label, 0 to 1, whatever else is known."""
        evidence, known = self._evidence(message)
        shares, _ = self._judge(evidence, known)
        return dict(zip(self.labels, map(float, shares), strict=True))

    def _evidence(self, message: Utterance) -> tuple[Floats, float]:
        vector = self.space.vector(message)
        evidence: Floats = vector.values @ self.weights[vector.positions]
        evidence *= (vector.content / self.space.typical + LEAST_CONTENT) ** CONTENT
        return evidence, vector.known

    def _judge(
        self,
        evidence: Floats,
        known: float,
        priors: Mapping[str, float] = NO_PRIORS,
        label_map: Mapping[str, str] = NO_MAP,
    ) -> tuple[Floats, float]:
        """Return the likelihood of each label, and the logarithm of the information gained on which it is."""
        if priors:
            evidence = evidence.copy()
            for label, times in priors.items():
                if label in self._numbers:
                    evidence[self._numbers[label]] += math.log(times)
        shares = np.exp(evidence - evidence.max())
        for label, meant in label_map.items():
            if label in self._numbers and meant in self._numbers:
                shares[self._numbers[meant]] += shares[self._numbers[label]]
                shares[self._numbers[label]] = 0
        shares /= shares.sum()
        gain = 1 + float(shares @ np.log(shares + TINY)) / math.log(len(shares)) if len(shares) > 1 else known
        return shares, math.log(NOISE + max(gain, 0.0))

    def _try(self, message: Utterance, label: str | None, trial: Trial) -> Outcome:
        shares, gain = self._judge(*self._evidence(message))
        return Outcome(trial, gain, self.labels[int(shares.argmax())] == label)


def _say_nothing(_name: str, _done: int, _steps: int) -> None:
    pass


def make_parser(examples: Sequence[Example], lexicon: LexiconFile) -> UtteranceParser:
    """Return the parser for messages about what `examples` are about."""
    words = (word for text, _ in examples for word in tokens(normalise(text)))
    return UtteranceParser(SpellCorrector(words, spelling_table(lexicon.spellings)), Synonyms(lexicon.meanings))


def _hold_out(
    parser: UtteranceParser, examples: Sequence[Example], read: Sequence[tuple[Utterance, str]], fold: int
) -> list[Outcome]:
    """Learn from all but one part of the examples, then try that part, and strangers made of it."""
    part = np.random.default_rng(0).permutation(len(examples)) % FOLDS == fold
    random = np.random.default_rng(fold)
    labels = sorted({label for _, label in examples})
    hidden = {label for label in labels if random.random() < HIDDEN_LABELS} if len(labels) > 4 else set()
    rest = [e for e, out in zip(read, part, strict=True) if not out and e[1] not in hidden]
    matcher = IntentClassifier._fit(parser, rest or read, PLAIN)
    outcomes = []
    for (text, label), (message, _), out in zip(examples, read, part, strict=True):
        if label in hidden:
            outcomes.append(matcher._try(message, label, Trial.HIDDEN))
        elif out:
            outcomes.append(matcher._try(message, label, Trial.ASKED))
            outcomes.append(matcher._try(parser.parse(synthetic_out_of_scope(text, random)), None, Trial.STRANGER))
    return outcomes
