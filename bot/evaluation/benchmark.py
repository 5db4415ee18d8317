"""Measure the matcher on labelled messages, some of which belong to no label."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.errors import BotError
from bot.nlu import Classification, IntentClassifier, learn
from bot.nlu.training import Progress


@dataclass(frozen=True, slots=True)
class Prediction:
    """One message: its label ("" where none), the prediction ("" where declined), the best in any case, its score."""

    text: str
    label: str
    predicted: str
    best: str
    score: float
    top3: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkFigures:
    """The outcome. Shares are 0 to 1, times in the unit that their names say; None where the data have no such rows."""

    in_scope_accuracy: float | None
    in_scope_accuracy_with_threshold: float | None
    top3_accuracy: float | None
    out_of_scope_recall: float | None
    mcc: float
    auroc: float | None
    threshold: float
    learn_seconds: float
    message_ms_p50: float
    message_ms_p95: float
    examples: int
    labels: int
    messages: int

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain numbers, rounded to what they are good for."""
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(self).items()}


def measure(
    train: Sequence[tuple[str, str]], test: Sequence[tuple[str, str]], progress: Progress | None = None
) -> tuple[BenchmarkFigures, list[Prediction]]:
    """Learn from `train` alone, then predict `test`.

    Raises BotError where `train` has no labelled row.
    """
    examples, named = labelled(train)
    started = time.perf_counter()
    matcher = learn([*examples, *named], progress=progress)
    learnt = time.perf_counter() - started
    rows, seconds = [], []
    for text, label in test:
        started = time.perf_counter()
        match = matcher.classify_text(text)
        seconds.append(time.perf_counter() - started)
        rows.append(_row(text, label, match, matcher.calibration.in_scope_at))
    return _figures(rows, seconds, learnt, matcher, (len(examples), len(named))), rows


def labelled(train: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return what can be learnt from `train`: its labelled rows, and each label's own name as one phrase more.

    Raises BotError where no row is labelled.
    """
    examples = [(text, label) for text, label in train if label]
    if not examples:
        raise BotError("the training file has no labelled row: nothing can be learnt from it")
    return examples, [(label.replace("_", " "), label) for label in sorted({label for _, label in examples})]


def _row(text: str, label: str, match: Classification, threshold: float) -> Prediction:
    top3 = tuple(match.shares)[:3]
    return Prediction(
        text, label, match.best if match.confidence >= threshold else "", match.best, match.confidence, top3
    )


def _figures(
    rows: Sequence[Prediction],
    seconds: Sequence[float],
    learnt: float,
    matcher: IntentClassifier,
    sizes: tuple[int, int],
) -> BenchmarkFigures:
    asked = [row for row in rows if row.label]
    strange = [row for row in rows if not row.label]
    return BenchmarkFigures(
        in_scope_accuracy=_share([row.best == row.label for row in asked]),
        in_scope_accuracy_with_threshold=_share([row.predicted == row.label for row in asked]),
        top3_accuracy=_share([row.label in row.top3 for row in asked]),
        out_of_scope_recall=_share([not row.predicted for row in strange]),
        mcc=matthews([row.label for row in rows], [row.predicted for row in rows]),
        auroc=area_under_curve([row.score for row in asked], [row.score for row in strange]),
        threshold=matcher.calibration.in_scope_at,
        learn_seconds=learnt,
        message_ms_p50=float(np.quantile(seconds, 0.5)) * 1000,
        message_ms_p95=float(np.quantile(seconds, 0.95)) * 1000,
        examples=sizes[0],
        labels=sizes[1],
        messages=len(rows),
    )


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def matthews(labels: Sequence[str], predicted: Sequence[str]) -> float:
    """Matthews' correlation for many classes, -1 to 1 (Gorodkin, 2004); "" counts as a class of its own."""
    classes = sorted({*labels, *predicted})
    number = {name: n for n, name in enumerate(classes)}
    true = np.bincount([number[name] for name in labels], minlength=len(classes)).astype(float)
    given = np.bincount([number[name] for name in predicted], minlength=len(classes)).astype(float)
    n = float(len(labels))
    right = float(sum(a == b for a, b in zip(labels, predicted, strict=True)))
    spread = (n * n - given @ given) * (n * n - true @ true)
    return float((right * n - true @ given) / np.sqrt(spread)) if spread > 0 else 0.0


def area_under_curve(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """Return the likelihood that one in scope scores above one out of scope, ties counted half (Mann, Whitney)."""
    if not inside or not outside:
        return None
    ordered = np.sort(np.asarray(outside))
    below = np.searchsorted(ordered, inside, side="left")
    not_above = np.searchsorted(ordered, inside, side="right")
    return float((below + not_above).sum() / (2 * len(inside) * len(outside)))
