"""The matcher: a message in, the intents that it may mean out, with the confidence that the first is right."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bot.intents import LexiconFile
from bot.matcher.calibration import DECLINE_BELOW, PLAIN, Calibration, Outcome, Signs, Trial, calibrate
from bot.matcher.features import Message, Reader
from bot.matcher.learning import learn_weights
from bot.matcher.lexicon import Lexicon, spelling_table
from bot.matcher.spelling import Speller
from bot.matcher.strangers import estranged
from bot.matcher.vectors import Space
from bot.text import normalise, tokens

Floats = NDArray[np.float32]
Example = tuple[str, str]
Progress = Callable[[str, int, int], None]

NO_LEXICON = LexiconFile(meanings=(), spellings={})
FEW = 1_500  # up to so many examples, learning is quick enough to hold out each of them in turn
FOLDS = 4
HIDDEN_LABELS = 0.1  # the share of intents that are held out wholly, to stand for what no intent answers
NOISE = 0.05  # nats; what is told below it is chance
TINY = np.float32(1e-9)


class Band(StrEnum):
    """What a confidence is good for: to answer, to ask "did you mean", or for nothing."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent that a message may mean, and its share of the likelihood among all, 0 to 1."""

    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Match:
    """What the matcher makes of a message. `candidates` come best first; `confidence` is the likelihood that the first
    of them is right, and `known` how much of the message the examples know, both 0 to 1."""

    message: Message
    candidates: tuple[Candidate, ...]
    confidence: float
    band: Band
    known: float

    @property
    def best(self) -> str:
        """The label of the first candidate."""
        return self.candidates[0].label


class Matcher:
    """Learns from utterance examples which intent a message means. Learnt once, it never changes."""

    def __init__(
        self, reader: Reader, space: Space, weights: Floats, labels: tuple[str, ...], calibration: Calibration
    ) -> None:
        self.reader = reader
        self.space = space
        self.weights = weights
        self.labels = labels
        self.calibration = calibration

    @classmethod
    def learn(
        cls, examples: Sequence[Example], lexicon: LexiconFile = NO_LEXICON, progress: Progress | None = None
    ) -> Matcher:
        """Learn from (text, label) pairs. The outcome depends on the examples and the lexicon alone.

        `progress` is told the step's name, how many steps are done, and how many there are.
        Raises ValueError where there is no example.
        """
        if not examples:
            raise ValueError("there is no example to learn from")
        folds = FOLDS if len(examples) <= FEW else 1
        tell = progress or _say_nothing
        outcomes: list[Outcome] = []
        for fold in range(folds):
            tell("calibrating", fold, folds + 1)
            outcomes += _hold_out(examples, lexicon, fold)
        tell("learning", folds, folds + 1)
        matcher = cls._fit(examples, lexicon, calibrate(outcomes, len({label for _, label in examples})))
        tell("learnt", folds + 1, folds + 1)
        return matcher

    @classmethod
    def _fit(cls, examples: Sequence[Example], lexicon: LexiconFile, calibration: Calibration) -> Matcher:
        reader = make_reader(examples, lexicon)
        messages = [reader.read(text) for text, _ in examples]
        labels = sorted({label for _, label in examples})
        numbers = {label: number for number, label in enumerate(labels)}
        space = Space.of(messages)
        targets = np.array([numbers[label] for _, label in examples], dtype=np.int64)
        weights = learn_weights(space.matrix(messages), targets, len(labels))
        return cls(reader, space, weights, tuple(labels), calibration)

    def match(self, text: str) -> Match:
        """What `text` may mean: any text, however odd."""
        message = self.reader.read(text)
        shares, signs, known = self._judge(message)
        order = np.argsort(-shares, kind="stable")[:10]
        confidence = self.calibration.confidence(signs)
        return Match(
            message=message,
            candidates=tuple(Candidate(self.labels[i], float(shares[i])) for i in order),
            confidence=confidence,
            band=self.band(confidence),
            known=known,
        )

    @property
    def decline_below(self) -> float:
        """The confidence under which a match is none."""
        return DECLINE_BELOW

    def band(self, confidence: float) -> Band:
        """What may be done with a match of this confidence."""
        if confidence >= self.calibration.answer_at:
            return Band.ANSWER
        return Band.CLARIFY if confidence >= DECLINE_BELOW else Band.FALLBACK

    def _judge(self, message: Message) -> tuple[Floats, Signs, float]:
        """The likelihood of each label, the signs that confidence is made of, and how much of the message is known."""
        vector = self.space.vector(message)
        evidence: Floats = vector.values @ self.weights[vector.positions]
        shares = np.exp(evidence - evidence.max())
        shares /= shares.sum()
        best = float(shares.max())
        told = math.log(len(shares)) + float(shares @ np.log(shares + TINY))  # nats: log(labels) less the entropy
        signs = Signs(math.log(NOISE + max(told, 0.0)), math.log(best / (1 - best + 1e-6)))
        return shares, signs, vector.known

    def _try(self, text: str, label: str | None, trial: Trial) -> Outcome:
        shares, signs, _ = self._judge(self.reader.read(text))
        return Outcome(trial, signs, self.labels[int(shares.argmax())] == label)


def _say_nothing(_name: str, _done: int, _steps: int) -> None:
    pass


def make_reader(examples: Sequence[Example], lexicon: LexiconFile) -> Reader:
    """The reader for messages about what `examples` are about."""
    words = (word for text, _ in examples for word in tokens(normalise(text)))
    return Reader(Speller(words, spelling_table(lexicon.spellings)), Lexicon(lexicon.meanings))


def _hold_out(examples: Sequence[Example], lexicon: LexiconFile, fold: int) -> list[Outcome]:
    """Learn from part of the examples, then try the rest of them, and strangers made of the rest."""
    random = np.random.default_rng(fold)
    labels = sorted({label for _, label in examples})
    hidden = {label for label in labels if random.random() < HIDDEN_LABELS} if len(labels) > 4 else set()
    part = random.integers(0, FOLDS, len(examples)) == 0
    rest = [e for e, out in zip(examples, part, strict=True) if not out and e[1] not in hidden]
    held = [e for e, out in zip(examples, part, strict=True) if out or e[1] in hidden]
    matcher = Matcher._fit(rest or examples, lexicon, PLAIN)
    outcomes = []
    for text, label in held:
        trial = Trial.HIDDEN if label in hidden else Trial.ASKED
        outcomes.append(matcher._try(text, label, trial))
        if trial is Trial.ASKED:
            outcomes.append(matcher._try(estranged(text, random), None, Trial.STRANGER))
    return outcomes
