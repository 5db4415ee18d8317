"""Learn the weights of the emergency classifier, and say how well it and each rule does.

    python tools/learn_triage.py LABELLED.jsonl...

Each line of a file is {"text": "…", "label": "urgent" | "calm" | "grey"}; grey ones are left out. The project's own
voices are learnt from beside them, with less weight, and so are utterances of the sample clinic, as calm.
Figures are measured by ten-fold cross-validation on the files' messages alone, the thresholds of each fold chosen on
the other nine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.content import load_intents
from bot.triage.classifier import Classifier, scaled
from bot.triage.detector import Reader, Reading
from bot.triage.features import Feature
from bot.triage.pack import FOLDER, load_pack
from bot.triage.voices import load_voices

Floats = NDArray[np.float64]

FEWEST_MESSAGES = 3  # a feature of fewer tells little, and might tell who wrote it
PENALTY, URGENT_WEIGHT, VOICE_WEIGHT, VECTOR_WEIGHT = 2.0, 3.0, 0.3, 3.0
URGENT_RATE, ADVICE_RATE = 0.03, 0.18  # of calm messages: those to call urgent, and urgent or advised
FOLDS = 10
UTTERANCE_STEP = 8


class Example(NamedTuple):
    """A message, read, and whether it is urgent."""

    text: str
    reading: Reading
    urgent: bool


@dataclass(frozen=True, slots=True)
class Design:
    """Examples as a learner sees them: the kernel of each with each, what they are, and how much they count."""

    features: list[Feature]
    rows: csr_array
    vectors: Floats
    urgent: NDArray[np.bool_]
    certain: NDArray[np.bool_]
    complication: NDArray[np.bool_]
    silenced: NDArray[np.bool_]
    importance: Floats

    @property
    def kernel(self) -> Floats:
        """The inner product of each example with each."""
        found: Floats = (self.rows @ self.rows.T).toarray() + VECTOR_WEIGHT * self.vectors @ self.vectors.T
        return found


def design(examples: Sequence[Example], n_real: int) -> Design:
    """Prepare examples, the first `n_real` of them from files and the others voices."""
    counts = Counter(feature for one in examples for feature in one.reading.features)
    features = sorted(feature for feature, count in counts.items() if count >= FEWEST_MESSAGES)
    column = {feature: at for at, feature in enumerate(features)}
    entries = [
        (row, column[f], v) for row, one in enumerate(examples) for f, v in scaled(one.reading.features, column).items()
    ]
    at_row, at_column, values = zip(*entries, strict=True)
    urgent = np.array([one.urgent for one in examples])
    importance = np.where(urgent, URGENT_WEIGHT, 1.0)
    importance[n_real:] *= VOICE_WEIGHT
    return Design(
        features=features,
        rows=csr_array((values, (at_row, at_column)), shape=(len(examples), len(features))),
        vectors=np.array([one.reading.vector for one in examples], dtype=float),
        urgent=urgent,
        certain=np.array([one.reading.certain is not None for one in examples]),
        complication=np.array([one.reading.complication for one in examples]),
        silenced=np.array([one.reading.all_silenced for one in examples]),
        importance=importance,
    )


def fit(kernel: Floats, urgent: NDArray[np.bool_], importance: Floats) -> tuple[Floats, float]:
    """Fit a logistic regression: the weights are a sum of examples, whose coefficients are returned, and the bias.

    Minimises sum_i c_i log(1 + exp(-s_i (K a + b)_i)) + PENALTY / 2 a' K a, with s_i = 1 for urgent and -1 for calm.
    """
    sign = np.where(urgent, 1.0, -1.0)

    def loss(point: Floats) -> tuple[float, Floats]:
        image = kernel @ point[:-1]
        margin = sign * (image + point[-1])
        slope = -importance * sign / (1 + np.exp(np.clip(margin, -50, 50)))
        value = (importance * np.logaddexp(0, -margin)).sum() + PENALTY / 2 * point[:-1] @ image
        return value, np.append(kernel @ (slope + PENALTY * point[:-1]), slope.sum())

    found = minimize(loss, np.zeros(len(sign) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return found[:-1], float(found[-1])


def held_out(made: Design, n_real: int) -> tuple[Floats, NDArray[np.int64]]:
    """Score each message from a file by a model that did not see it; say in which fold it was."""
    kernel, folds = made.kernel, _folds(made.urgent[:n_real])
    scores = np.zeros(n_real)
    for number in range(FOLDS):
        held = np.flatnonzero(folds == number)
        seen = np.concatenate([np.flatnonzero(folds != number), np.arange(n_real, len(made.urgent))])
        coefficients, bias = fit(kernel[np.ix_(seen, seen)], made.urgent[seen], made.importance[seen])
        scores[held] = kernel[np.ix_(held, seen)] @ coefficients + bias
    return scores, folds


def _folds(urgent: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Deal urgent and calm messages out evenly."""
    folds = np.zeros(len(urgent), dtype=np.int64)
    shuffled = np.random.default_rng(0).permutation(len(urgent))
    for kind in (True, False):
        chosen = shuffled[urgent[shuffled] == kind]
        folds[chosen] = np.arange(len(chosen)) % FOLDS
    return folds


def threshold(scores: Floats, certain: NDArray[np.bool_], rate: float) -> float:
    """Find the score that this share of calm messages reach, counting those that a rule takes whatever their score."""
    ranked = np.sort(np.where(certain, np.inf, scores))
    return float(np.nextafter(ranked[int(np.ceil(len(ranked) * (1 - rate))) - 1], np.inf))


def calibration(scores: Floats, urgent: NDArray[np.bool_]) -> tuple[float, float]:
    """Fit Platt's scaling: the factor and the shift that make held-out scores the logits of likelihoods."""

    def loss(point: Floats) -> float:
        logits = point[0] * scores + point[1]
        return float(np.logaddexp(0, np.where(urgent, -logits, logits)).sum())

    factor, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(factor), float(shift)


def learn(made: Design, n_real: int) -> tuple[Classifier, dict[str, tuple[int, int]]]:
    """Learn the classifier; return it with the held-out figures, each as so many of so many."""
    scores, folds = held_out(made, n_real)
    urgent, certain = made.urgent[:n_real], made.certain[:n_real]
    figures = figures_of(scores, folds, made)
    factor, shift = calibration(scores, urgent)
    coefficients, bias = fit(made.kernel, made.urgent, made.importance)
    weights = factor * (made.rows.T @ coefficients)
    at = [threshold(scores[~urgent], certain[~urgent], rate) for rate in (URGENT_RATE, ADVICE_RATE)]
    urgent_at, advice_at = (float(1 / (1 + np.exp(-(factor * score + shift)))) for score in at)
    direction = (factor * VECTOR_WEIGHT * made.vectors.T @ coefficients).astype(np.float32)
    named = dict(zip(made.features, weights.tolist(), strict=True))
    return Classifier(named, direction, factor * bias + shift, urgent_at, advice_at), figures


def figures_of(scores: Floats, folds: NDArray[np.int64], made: Design) -> dict[str, tuple[int, int]]:
    """Count what is called what, with thresholds that the message's own fold had no part in."""
    parts = (made.urgent, made.certain, made.complication, made.silenced)
    urgent, certain, complication, silenced = (part[: len(scores)] for part in parts)
    called = {rate: np.zeros(len(scores), dtype=bool) for rate in (URGENT_RATE, ADVICE_RATE)}
    for number in range(FOLDS):
        held, calm = folds == number, (folds != number) & ~urgent
        for rate, found in called.items():
            found[held] = certain[held] | (scores[held] >= threshold(scores[calm], certain[calm], rate))
    advised = called[ADVICE_RATE]
    alarm = certain | ((called[URGENT_RATE] | (advised & complication)) & ~silenced)
    return {
        "urgent, called urgent": (int(alarm[urgent].sum()), int(urgent.sum())),
        "urgent, called urgent or advised": (int(advised[urgent].sum()), int(urgent.sum())),
        "calm, called urgent": (int(alarm[~urgent].sum()), int((~urgent).sum())),
        "calm, advised": (int((advised & ~alarm)[~urgent].sum()), int((~urgent).sum())),
        "urgent, by a rule that fires alone": (int(certain[urgent].sum()), int(urgent.sum())),
        "calm, by a rule that fires alone": (int(certain[~urgent].sum()), int((~urgent).sum())),
    }


def interval(hits: int, of: int) -> str:
    """Write a share with Wilson's 95% interval."""
    z, p = 1.96, hits / of
    middle, spread = (
        (p + z * z / (2 * of)) / (1 + z * z / of),
        z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of)),
    )
    return f"{p:.1%} ({middle - spread:.1%} to {middle + spread:.1%}; {hits} of {of})"


def ablation(classifier: Classifier, examples: Sequence[Example]) -> dict[str, int]:
    """Count, for each rule, the urgent messages that are called so no longer once it is switched off."""
    named = {rule.id for one in examples for rule in one.reading.matching}
    return {
        name: sum(one.urgent and _lost(classifier, one.reading, name) for one in examples) for name in sorted(named)
    }


def _lost(classifier: Classifier, reading: Reading, rule: str) -> bool:
    if ("rule", rule) not in reading.features:
        return False
    without = reading._replace(
        features=reading.features - {("rule", rule)}, matching=[one for one in reading.matching if one.id != rule]
    )
    return is_urgent(classifier, reading) and not is_urgent(classifier, without)


def is_urgent(classifier: Classifier, reading: Reading) -> bool:
    """Decide as the detector does."""
    enough = reading.enough(classifier.urgent_at, classifier.advice_at)
    return reading.certain is not None or classifier.likelihood(reading.features, reading.vector) >= enough


def read_labelled(paths: Iterable[Path]) -> list[tuple[str, bool]]:
    """Read the urgent and calm messages of JSONL files. Raises ValueError with file and line where one is none."""
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                one = json.loads(line)
                label, text = one.get("label"), one["text"]
            except (ValueError, KeyError, AttributeError):
                raise ValueError(
                    f'{path}:{number}: write {{"text": "…", "label": "urgent", "calm" or "grey"}}'
                ) from None
            if label in {"urgent", "calm"}:
                found.append((text, label == "urgent"))
    return found


def utterances() -> list[str]:
    """Take every so many-th thing that visitors ask the sample clinic."""
    intents = load_intents(Path(__file__).parent.parent / "intents").intents.values()
    return [text for intent in intents for text in intent.utterances][::UTTERANCE_STEP]


def main() -> int:
    """Learn, write the weights, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    reader = Reader(load_pack())
    real = [Example(text, reader.read(text), urgent) for text, urgent in read_labelled(options.files)]
    voices = [Example(text, reader.read(text), bool(reply)) for text, reply in load_voices().labelled()]
    asked = [Example(text, reader.read(text), False) for text in utterances()]
    own = [*voices, *asked]
    classifier, figures = learn(design([*real, *own], len(real)), len(real))
    classifier.save(FOLDER)
    saved = Classifier.load(FOLDER)
    for name, (hits, of) in figures.items():
        print(f"{name}: {interval(hits, of)}")
    right = sum(is_urgent(saved, one.reading) is one.urgent for one in voices)
    print(f"voices called as they are labelled: {interval(right, len(voices))}")
    print(f"thresholds: urgent {saved.urgent_at:.3f}, advice {saved.advice_at:.3f}; {len(saved.weights)} features")
    for name, lost in ablation(saved, [*real, *voices]).items():
        print(f"without rule '{name}': {lost} urgent messages fewer")
    return 0


if __name__ == "__main__":
    sys.exit(main())
