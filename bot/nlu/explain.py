"""Why the matcher chose as it did: the words that spoke for each candidate, and the phrases most like the message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz, process

from bot.nlu.classifier import Classification, IntentClassifier
from bot.nlu.utterance import Utterance
from bot.nlu.word_vectors import word_vectors

N_CANDIDATES = 3
N_SHOWN = 4


@dataclass(frozen=True, slots=True)
class CandidateReason:
    """Why a label is a candidate: its share of the likelihood, the words that spoke for it with their weights, and the
    nearest phrases, by their letters and by their meaning, each with its likeness (0 to 100)."""

    label: str
    share: float
    words: tuple[tuple[str, float], ...]
    phrases: tuple[tuple[str, float], ...]
    by_meaning: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the classifier made of a message, and why. `margin` is the first share less the second, 0 to 1."""

    classification: Classification
    reasons: tuple[CandidateReason, ...]
    margin: float


def explain(classifier: IntentClassifier, text: str, phrases: Mapping[str, Sequence[str]]) -> Explanation:
    """Explain what `classifier` makes of `text`; `phrases` are the utterance examples by label."""
    match = classifier.classify_text(text)
    shares = [*match.shares.values()]
    reasons = [
        CandidateReason(
            label,
            share,
            _words(classifier, match.message, label),
            _phrases(" ".join(match.message.words), phrases.get(label, ())),
            _by_meaning(classifier, match.message, phrases.get(label, ())),
        )
        for label, share in islice(match.shares.items(), N_CANDIDATES)
    ]
    margin = shares[0] - shares[1] if len(shares) > 1 else shares[0]
    return Explanation(match, tuple(reasons), margin)


def _words(classifier: IntentClassifier, message: Utterance, label: str) -> tuple[tuple[str, float], ...]:
    """Return the words and pairs of neighbours that weighed most for `label`, each with its weight."""
    column = classifier.weights[:, classifier.labels.index(label)]
    index = {**classifier.space.groups["word"].index, **classifier.space.groups["pair"].index}
    known = message.features["word"] + message.features["pair"]
    weighed = [(feature.lstrip("="), float(column[index[feature]])) for feature in known if feature in index]
    return tuple(sorted(weighed, key=lambda pair: -pair[1])[:N_SHOWN])


def _phrases(text: str, phrases: Sequence[str]) -> tuple[tuple[str, float], ...]:
    found = process.extract(text, phrases, scorer=fuzz.token_set_ratio, processor=str.lower, limit=N_SHOWN)
    return tuple((phrase, score) for phrase, score, _ in found)


def _by_meaning(
    classifier: IntentClassifier, message: Utterance, phrases: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    meant = word_vectors().vector(message.words)
    likeness = {p: 100 * float(meant @ word_vectors().vector(classifier.parser.parse(p).words)) for p in phrases}
    return tuple(sorted(likeness.items(), key=lambda pair: -pair[1])[:N_SHOWN])
