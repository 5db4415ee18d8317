"""Learn the weights of the emergency classifier, and say how well it and each rule does.

    python -m tools.learn_triage MESSAGES.jsonl...

Each line of a file is {"text": "…", "label": "urgent" | "calm" | "grey"}. A message without a label has the one that
most of its readers gave it, where triage_labels.csv names it. Grey ones are learnt from as half urgent. The project's
own invented messages (triage_messages.jsonl, triage_voices.yaml) are learnt from beside them, and so are utterances of
the sample clinic, as calm.
Figures are measured by ten-fold cross-validation on the files' urgent and calm messages alone: a message's score is the
mean of five models that did not see it, and the thresholds of each fold are chosen on the other nine.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from bot.content import load_intents
from bot.errors import BotError
from bot.nlu.word_vectors import word_vectors
from bot.triage.classifier import Classifier, Feature, scaled
from bot.triage.pack import FOLDER, load_pack
from bot.triage.reader import Reader, Reading
from bot.triage.words import split
from tools.console import errors_in_one_line
from tools.labelled import Message, read_messages
from tools.triage_voices import load_voices

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

FEWEST_MESSAGES = 3  # a feature of fewer tells little, and might tell who wrote it
PENALTY, VECTOR_WEIGHT = 0.5, 3.0
URGENCY = {"urgent": 1.0, "grey": 0.5, "calm": 0.0}
URGENT_WEIGHT = 3.0  # an urgent message counts so much more than another of its kind
GREY_WEIGHT = 0.3  # of a grey message, beside others
VOICE_WEIGHT = 2.0  # of one of the voices: what tests hold the detector to goes before what differs between readers
# Invented messages differ from real ones: a third are urgent, of real ones one in seven, and they are about other
# things. A column of this value and a second copy of the word vector, which they alone have, learn what holds of them
# alone; the rest is shared (Daumé, "Frustratingly easy domain adaptation", 2007). Messages are assessed as real ones.
INVENTED = 3.0
URGENT_RATE, ADVICE_RATE = 0.029, 0.176  # of real calm messages: those to call urgent, and urgent or advised
FOLDS, DEALS = 10, 5

OWN_MESSAGES = Path(__file__).with_name("triage_messages.jsonl")
READERS = Path(__file__).with_name("triage_labels.csv")  # what three readers called messages that are not kept here


class Example(NamedTuple):
    """A message, read, how urgent it is by its label, how much it counts, and whether it is invented."""

    reading: Reading
    urgency: float
    importance: float = 1.0
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """Examples as a learner sees them, and what they are.

    A row holds the features, the word vector, and of an invented message INVENTED and the word vector once more.
    """

    features: list[Feature]
    rows: csr_array
    urgency: Floats
    importance: Floats
    certain: Booleans
    silenced: Booleans
    matched: Booleans
    """Whether a rule matches."""

    def alarm(self, scores: Floats) -> Floats:
        """Raise the first messages' scores for alarms to what the detector makes of them, whatever its threshold."""
        parts = (self.certain[: len(scores)], self.silenced[: len(scores)])
        return np.select(parts, (np.inf, -np.inf), scores)

    def advised(self, scores: Floats) -> Floats:
        """Do the same for advice."""
        return np.where(self.matched[: len(scores)], np.inf, scores)


def design(examples: Sequence[Example]) -> Design:
    """Prepare examples."""
    counts = Counter(feature for one in examples for feature in one.reading.features)
    features = sorted(feature for feature, count in counts.items() if count >= FEWEST_MESSAGES)
    column = {feature: at for at, feature in enumerate(features)}
    entries = [
        (row, column[feature], value)
        for row, one in enumerate(examples)
        for feature, value in scaled(sorted(one.reading.features), column).items()
    ]
    at_row, at_column, values = zip(*entries, strict=True)
    named = csr_array((values, (at_row, at_column)), shape=(len(examples), len(features)))
    vectors = sqrt(VECTOR_WEIGHT) * np.array([one.reading.vector for one in examples], dtype=float)
    invented = np.array([one.invented for one in examples], dtype=float)[:, None]
    urgency = np.array([one.urgency for one in examples])
    return Design(
        features=features,
        rows=csr_array(hstack([named, *map(csr_array, (vectors, INVENTED * invented, invented * vectors))])),
        urgency=urgency,
        importance=np.array([one.importance for one in examples]) * np.where(urgency == 1, URGENT_WEIGHT, 1.0),
        certain=np.array([one.reading.alarming() is not None for one in examples]),
        silenced=np.array([one.reading.all_silenced for one in examples]),
        matched=np.array([bool(one.reading.matching) for one in examples]),
    )


def fit(rows: csr_array, urgency: Floats, importance: Floats) -> tuple[Floats, float]:
    """Fit a logistic regression; return its weights and its bias.

    Minimises sum_i c_i (log(1 + exp(z_i)) - y_i z_i) + PENALTY / 2 |w|^2 with z = X w + b and urgencies y.
    """

    def loss(point: Floats) -> tuple[float, Floats]:
        logits = rows @ point[:-1] + point[-1]
        slope = importance * (1 / (1 + np.exp(-np.clip(logits, -50, 50))) - urgency)
        value = importance @ (np.logaddexp(0, logits) - urgency * logits) + PENALTY / 2 * point[:-1] @ point[:-1]
        return value, np.append(rows.T @ slope + PENALTY * point[:-1], slope.sum())

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return found[:-1], float(found[-1])


def held_out(made: Design, n_real: int) -> Floats:
    """Score each of the first messages by models that did not see it: the mean of some deals of them into folds."""
    scores = np.zeros(n_real)
    for deal in range(DEALS):
        folds = folds_of(made.urgency[:n_real] == 1, deal)
        for number in range(FOLDS):
            held = np.flatnonzero(folds == number)
            seen = np.concatenate([np.flatnonzero(folds != number), np.arange(n_real, len(made.urgency))])
            weights, bias = fit(made.rows[seen], made.urgency[seen], made.importance[seen])
            scores[held] += (made.rows[held] @ weights + bias) / DEALS
    return scores


def folds_of(urgent: Booleans, deal: int) -> NDArray[np.int64]:
    """Deal urgent and calm messages out evenly."""
    folds = np.zeros(len(urgent), dtype=np.int64)
    shuffled = np.random.default_rng(deal).permutation(len(urgent))
    for kind in (True, False):
        chosen = shuffled[urgent[shuffled] == kind]
        folds[chosen] = np.arange(len(chosen)) % FOLDS
    return folds


def threshold(calm: Floats, rate: float) -> float:
    """Find the score that this share of calm messages reach."""
    return float(np.nextafter(np.sort(calm)[int(np.ceil(len(calm) * (1 - rate))) - 1], np.inf))


def calibration(scores: Floats, urgent: Booleans) -> tuple[float, float]:
    """Fit Platt's scaling: the factor and the shift that make held-out scores the logits of likelihoods."""

    def loss(point: Floats) -> float:
        logits = point[0] * scores + point[1]
        return float(np.logaddexp(0, np.where(urgent, -logits, logits)).sum())

    factor, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(factor), float(shift)


def learn(made: Design, n_real: int, fingerprint: str) -> tuple[Classifier, dict[str, tuple[int, int]]]:
    """Learn the classifier; return it with the held-out figures of the first messages, each as so many of so many."""
    scores = held_out(made, n_real)
    urgent = made.urgency[:n_real] == 1
    factor, shift = calibration(scores, urgent)
    weights, bias = fit(made.rows, made.urgency, made.importance)
    at = (threshold(made.alarm(scores)[~urgent], URGENT_RATE), threshold(made.advised(scores)[~urgent], ADVICE_RATE))
    urgent_at, advice_at = (float(1 / (1 + np.exp(-(factor * score + shift)))) for score in at)
    named = dict(zip(made.features, (factor * weights).tolist(), strict=False))
    of_vector = weights[len(named) : len(named) + word_vectors().size]
    direction = (factor * sqrt(VECTOR_WEIGHT) * of_vector).astype(np.float32)
    classifier = Classifier(named, direction, factor * bias + shift, urgent_at, advice_at, fingerprint)
    return classifier, figures_of(scores, made)


def figures_of(scores: Floats, made: Design) -> dict[str, tuple[int, int]]:
    """Count what is called what, with thresholds that the message's own fold had no part in."""
    urgent, certain = made.urgency[: len(scores)] == 1, made.certain[: len(scores)]
    alarm, advised = np.zeros(len(scores), dtype=bool), np.zeros(len(scores), dtype=bool)
    folds = folds_of(urgent, 0)
    for number in range(FOLDS):
        held, calm = folds == number, (folds != number) & ~urgent
        for found, ranked, rate in (
            (alarm, made.alarm(scores), URGENT_RATE),
            (advised, made.advised(scores), ADVICE_RATE),
        ):
            found[held] = ranked[held] >= threshold(ranked[calm], rate)
    parts = {
        "urgent, called urgent": (alarm, urgent),
        "urgent, called urgent or advised": (alarm | advised, urgent),
        "calm, called urgent": (alarm, ~urgent),
        "calm, advised": (advised & ~alarm, ~urgent),
        "urgent, by a rule that fires alone": (certain, urgent),
        "calm, by a rule that fires alone": (certain, ~urgent),
    }
    return {name: (int((found & of).sum()), int(of.sum())) for name, (found, of) in parts.items()}


def interval(hits: int, of: int) -> str:
    """Write a share with Wilson's 95% interval."""
    z, p = 1.96, hits / of
    middle, spread = (
        (p + z * z / (2 * of)) / (1 + z * z / of),
        z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of)),
    )
    return f"{p:.1%} ({middle - spread:.1%} to {middle + spread:.1%}; {hits} of {of})"


def ablation(classifier: Classifier, urgent: Sequence[Reading]) -> Iterator[str]:
    """Write a row for each rule: the urgent messages that are called so no longer without it, and those not advised."""
    for name in sorted({rule.id for reading in urgent for rule in reading.matching}):
        pairs = [(reading, without(reading, name)) for reading in urgent if ("rule", name) in reading.features]
        alarms = sum(is_urgent(classifier, one) and not is_urgent(classifier, other) for one, other in pairs)
        advice = sum(is_advised(classifier, one) and not is_advised(classifier, other) for one, other in pairs)
        yield f"| `{name}` | {alarms} | {advice} |"


def without(reading: Reading, rule: str) -> Reading:
    """Read a message as if there were no such rule."""
    features = reading.features - {("rule", rule), ("after", rule)}
    return reading._replace(features=features, matching=[one for one in reading.matching if one.id != rule])


def is_urgent(classifier: Classifier, reading: Reading) -> bool:
    """Decide as the detector does."""
    likely = classifier.likelihood(reading.features, reading.vector) >= classifier.urgent_at
    return reading.alarming() is not None or (likely and not reading.all_silenced)


def is_advised(classifier: Classifier, reading: Reading) -> bool:
    """Decide as the detector does whether a message is urgent or advised."""
    return bool(reading.matching) or classifier.likelihood(reading.features, reading.vector) >= classifier.advice_at


def labelled(messages: Sequence[Message]) -> list[tuple[str, float]]:
    """Return the labelled messages with their urgency. Raises BotError where there are too few to hold any out.

    A message that stands there twice, be it with "Question:" before it, is taken once: no fold may know another's.
    """
    by_readers = majorities(READERS)
    found: dict[str, tuple[str, float]] = {}
    for message in messages:
        words = " ".join(split(message.text.removeprefix("Question:")))
        if label := message.label or by_readers.get(sha256(words.encode()).hexdigest()[:16]):
            found.setdefault(words, (message.text, URGENCY[label]))
    counts = Counter(urgency for _, urgency in found.values())
    for label in ("urgent", "calm"):
        if counts[URGENCY[label]] < FOLDS:
            raise BotError(f"{counts[URGENCY[label]]} messages are labelled '{label}': give at least {FOLDS}")
    return list(found.values())


def majorities(path: Path) -> dict[str, str]:
    """Return the label that most readers gave each message, by the hash of its words; none where all differ."""
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    most = {message: Counter(labels).most_common(1)[0] for message, *labels in rows}
    return {message: label for message, (label, count) in most.items() if count > 1}


def utterances() -> list[str]:
    """List what visitors ask the sample clinic."""
    intents = load_intents(Path(__file__).parent.parent / "intents").intents.values()
    return [text for intent in intents for text in intent.utterances]


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, write the weights, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="MESSAGES.jsonl")
    options = parser.parse_args(arguments)
    with errors_in_one_line():
        learn_from(labelled(read_messages(options.files)))


def learn_from(messages: Sequence[tuple[str, float]]) -> None:
    """Learn from messages with their urgency, write the weights into the language pack, and print the figures."""
    reader = Reader(load_pack())

    def example(text: str, urgency: float, invented: bool = False) -> Example:
        return Example(reader.read(text), urgency, GREY_WEIGHT if urgency == URGENCY["grey"] else 1.0, invented)

    real = [example(*message) for message in messages if message[1] != URGENCY["grey"]]
    grey = [example(*message) for message in messages if message[1] == URGENCY["grey"]]
    own = [example(*message, invented=True) for message in labelled(read_messages([OWN_MESSAGES]))]
    voices = [
        Example(reader.read(text), float(reply is not None), VOICE_WEIGHT) for text, reply in load_voices().labelled()
    ]
    asked = [example(text, URGENCY["calm"]) for text in utterances()]
    classifier, figures = learn(design([*real, *grey, *own, *voices, *asked]), len(real), reader.fingerprint())
    classifier.save(FOLDER)
    saved = Classifier.load(FOLDER)
    figures |= {
        f"{name} called as they are labelled": (
            sum(is_urgent(saved, one.reading) is (one.urgency == 1) for one in examples),
            len(examples),
        )
        for name, examples in {"voices": voices, "questions to the sample clinic": asked}.items()
    }
    for name, (hits, of) in figures.items():
        print(f"| {name} | {interval(hits, of)} |")
    print(f"thresholds: urgent {saved.urgent_at:.3f}, advice {saved.advice_at:.3f}; {len(saved.weights)} features")
    print("| rule | urgent messages lost without it | not even advised |")
    for row in ablation(saved, [one.reading for one in (*real, *own, *voices) if one.urgency == 1]):
        print(row)


if __name__ == "__main__":
    main()
