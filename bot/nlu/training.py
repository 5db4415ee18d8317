"""Learn an intent classifier from utterance examples, and calibrate it on those that are held out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.content import LexiconFile
from bot.nlu.calibration import Calibration, Outcome, Trial, calibrate
from bot.nlu.classifier import IntentClassifier
from bot.nlu.near_copies import near_copies
from bot.nlu.nearest import NearestExamples
from bot.nlu.softmax import adjustment, learn_coefficients
from bot.nlu.spelling import SpellCorrector, grammar_pairs
from bot.nlu.synonyms import Synonyms, spelling_table
from bot.nlu.synthetic_out_of_scope import synthetic_out_of_scope
from bot.nlu.utterance import UtteranceParser
from bot.nlu.vectors import FeatureSpace, Floats, Ints, Rows
from bot.text import words_in

Example = tuple[str, str]
Progress = Callable[[str, int, int], None]
Learnt = tuple[Floats, NearestExamples]
Flags = NDArray[np.bool_]

NO_LEXICON = LexiconFile(meanings=(), spellings={})
FOLDS = 5  # parts of the examples, of which one is held out at a time
# Up to so many examples, learning is quick enough to hold out each part in turn; of more, one part is enough.
MAX_IN_TURN = 1_500
HIDDEN_LABELS = 0.1  # the share of intents that are held out wholly, to stand for what no intent answers


@dataclass(frozen=True)
class TrainingSet:
    """Examples as rows of a feature space, with the number of each one's label.

    `copies` numbers the groups of examples that are nearly the same, and `votes` is how much each counts: one divided
    by the size of its group.
    """

    texts: Sequence[str]
    parser: UtteranceParser
    space: FeatureSpace
    rows: Rows
    labels: tuple[str, ...]
    targets: Ints
    copies: Ints
    votes: Floats

    @classmethod
    def of(cls, examples: Sequence[Example], lexicon: LexiconFile = NO_LEXICON) -> TrainingSet:
        """Parse (text, label) pairs. Raises ValueError where there is none."""
        if not examples:
            raise ValueError("there is no example to learn from")
        parser = _make_parser(examples, lexicon)
        messages = [parser.parse(text) for text, _ in examples]
        labels = tuple(sorted({label for _, label in examples}))
        numbers = {label: number for number, label in enumerate(labels)}
        targets = np.array([numbers[label] for _, label in examples], dtype=np.int64)
        space = FeatureSpace.of(messages, dense_share=dense_share(len(examples), len(labels)))
        rows = space.rows(messages)
        copies = near_copies(rows, targets)
        votes = (1 / np.bincount(copies)[copies]).astype(np.float32)
        return cls([text for text, _ in examples], parser, space, rows, labels, targets, copies, votes)

    def parts(self, number: int) -> Ints:
        """Return the part, of so many alike in size, that each example is in: near-copies in one.

        The lot that falls to a text says which, so that a new example moves next to no other into another part, and
        changes little of what is learnt from what is held out.
        """
        _, first = np.unique(self.copies, return_index=True)
        rank = np.argsort(np.argsort([_lot(self.texts[i]) for i in first.tolist()]))
        return (rank * number // len(first))[self.copies]

    def coefficients(self, chosen: Ints, start: Floats | None = None) -> Floats:
        """Learn from the examples with the numbers `chosen`, beginning at `start`: see `learn_coefficients`."""
        rows, targets, votes = self.rows[chosen], self.targets[chosen], self.votes[chosen]
        return learn_coefficients(rows, targets, len(self.labels), votes, start)

    def weights(self, chosen: Ints, coefficients: Floats) -> Floats:
        """Return what was learnt from the examples with the numbers `chosen` as weights, features by labels."""
        return self.rows[chosen].combined(coefficients)

    def logits(self, rows: Rows, weights: Floats) -> Floats:
        """Return the evidence in messages for each label, of the shape (rows, labels)."""
        logits: Floats = rows.times(weights) * np.asarray(self.space.emphasis(rows.content))[:, None]
        return logits + adjustment(np.bincount(self.targets, minlength=len(self.labels)))

    def nearest(self, chosen: Ints) -> NearestExamples:
        """Return the examples with the numbers `chosen`, to compare messages with."""
        return NearestExamples.of(self.rows[chosen], self.space.dense_share, self.targets[chosen], len(self.labels))


def learn(
    examples: Sequence[Example], lexicon: LexiconFile = NO_LEXICON, progress: Progress | None = None
) -> IntentClassifier:
    """Learn from (text, label) pairs. The outcome depends on the examples and the lexicon alone.

    `progress` is told the step's name, how many steps are done, and how many there are.
    Raises ValueError where there is no example.
    """
    training = TrainingSet.of(examples, lexicon)
    if progress:
        progress("learning", 0, _n_folds(training) + 1)
    everything = np.arange(len(examples))
    coefficients = training.coefficients(everything)
    # In half precision, which is all that it takes: they are kept, and read at every start, in half the time.
    weights = training.weights(everything, coefficients).astype(np.float16).astype(np.float32)
    calibration = calibrated(training, coefficients, progress)
    nearest = training.nearest(everything)
    return IntentClassifier(training.parser, training.space, weights, training.labels, nearest, calibration)


def calibrated(training: TrainingSet, coefficients: Floats, progress: Progress | None = None) -> Calibration:
    """Return how far what was learnt from all examples, `coefficients`, can be relied on."""
    folds = _n_folds(training)
    tell = progress or (lambda *_: None)
    outcomes: list[Outcome] = []
    for fold in range(folds):
        tell("calibrating", fold + 1, folds + 1)
        outcomes += _hold_out(training, fold, coefficients)
    tell("learnt", folds + 1, folds + 1)
    return calibrate(outcomes, len(training.texts), len(training.labels))


def _n_folds(training: TrainingSet) -> int:
    return FOLDS if len(training.texts) <= MAX_IN_TURN else 1


def dense_share(n_examples: int, n_labels: int) -> float:
    """Return the share of word vectors in the likeness of two messages: the larger, the fewer examples a label has.

    Cross-validated on public intent data of 1 to 80 examples a label, where it is flat about these values.
    """
    return min(0.55, max(0.15, 0.55 - 0.12 * math.log2(n_examples / n_labels / 6)))


def _make_parser(examples: Sequence[Example], lexicon: LexiconFile) -> UtteranceParser:
    texts = [words_in(text) for text, _ in examples]
    corrector = SpellCorrector(chain(*texts), spelling_table(lexicon.spellings), grammar_pairs(texts))
    return UtteranceParser(corrector, Synonyms(lexicon.meanings))


def _lot(text: str) -> float:
    """Return a number from 0 to below 1 that is the same for a text at any time."""
    return crc32(text.encode()) / 2**32


def _hold_out(training: TrainingSet, fold: int, coefficients: Floats) -> list[Outcome]:
    """Learn from all but one part of the examples, then try that part, and strangers made of it.

    `coefficients` are what was learnt from all examples. Near-copies are held out together. Some labels are held out
    wholly, and so is one that has no example left.
    """
    is_out = training.parts(FOLDS) == fold
    lots = np.array([_lot(f"{label} {fold}") for label in training.labels])
    is_hidden = lots < (HIDDEN_LABELS if len(lots) > 4 else 0)
    rest = np.flatnonzero(~is_out & ~is_hidden[training.targets])
    if not len(rest):
        return []
    is_hidden |= np.bincount(training.targets[rest], minlength=len(lots)) == 0
    learnt = training.weights(rest, training.coefficients(rest, coefficients[rest])), training.nearest(rest)
    return [
        *_examples_tried(training, learnt, np.flatnonzero(is_out | is_hidden[training.targets]), is_hidden),
        *_strangers_tried(training, learnt, np.flatnonzero(is_out)),
    ]


def _examples_tried(training: TrainingSet, learnt: Learnt, chosen: Ints, is_hidden: Flags) -> Iterator[Outcome]:
    """Try the examples with the numbers `chosen`; for one of a hidden label, no label is right."""
    for i, (best, share, nearness) in zip(chosen, try_out(training, learnt, training.rows[chosen]), strict=True):
        label = training.targets[i]
        trial = Trial.HIDDEN if is_hidden[label] else Trial.ASKED
        right = best == label and not is_hidden[best]
        yield Outcome(trial, share, nearness, right, float(training.votes[i]))


def _strangers_tried(training: TrainingSet, learnt: Learnt, chosen: Ints) -> Iterator[Outcome]:
    """Try messages that no intent answers, made of the examples with the numbers `chosen`."""
    made = [training.parser.parse(synthetic_out_of_scope(training.texts[i])) for i in chosen.tolist()]
    tried = try_out(training, learnt, training.space.rows(made)) if made else []
    for i, (_, share, nearness) in zip(chosen, tried, strict=True):
        yield Outcome(Trial.STRANGER, share, nearness, False, float(training.votes[i]))


def try_out(training: TrainingSet, learnt: Learnt, rows: Rows) -> list[tuple[int, float, float]]:
    """Return for each row the number of the best label, its share, and how near its nearest example is."""
    weights, nearest = learnt
    logits = training.logits(rows, weights)
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    tried = []
    for row, (start, end) in enumerate(pairwise(rows.sparse.indptr)):
        features, values, dense = rows.sparse.indices[start:end], rows.sparse.data[start:end], rows.dense[row]
        label = int(nearest.raised(logits[row], features, values, dense).argmax())
        tried.append((label, float(shares[row, label]), nearest.by_meaning(dense, label)))
    return tried
