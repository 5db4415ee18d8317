"""What a trial comes to: how often it was right, how well it knew when it was not, and what it cost."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from bot.evaluation.benchmark import area_under_curve, matthews
from tests.benchmarks.trial import Trial


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares are 0 to 1; None where the data have no such rows. `declined` (of the messages out of scope) and
    `in_scope_with_threshold` are taken at the system's own threshold, where it has one, else at the best one."""

    in_scope: float | None
    top3: float | None
    auroc: float | None
    best_mcc: float
    own_mcc: float | None
    in_scope_with_threshold: float | None
    declined: float | None

    @property
    def mcc(self) -> float:
        """The correlation at the system's own threshold, where it has one, else at the best one."""
        return self.best_mcc if self.own_mcc is None else self.own_mcc


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took: processor time in the unit that the names say, memory in millions of bytes."""

    learn_seconds: float
    p50_ms: float
    p95_ms: float
    memory_mb: float


def accuracy(trial: Trial, labels: Sequence[str]) -> Accuracy:
    """Hold a trial against the messages' labels, "" being out of scope."""
    best, threshold = best_threshold(labels, trial.best, trial.scores)
    if trial.threshold is not None:
        threshold = trial.threshold
    given = [label if score >= threshold else "" for label, score in zip(trial.best, trial.scores, strict=True)]
    asked = [number for number, label in enumerate(labels) if label]
    strange = [number for number, label in enumerate(labels) if not label]
    return Accuracy(
        in_scope=_share([trial.best[n] == labels[n] for n in asked]),
        top3=_share([labels[n] in trial.top3[n] for n in asked]),
        auroc=area_under_curve([trial.scores[n] for n in asked], [trial.scores[n] for n in strange]),
        best_mcc=best,
        own_mcc=None if trial.threshold is None else matthews(labels, given),
        in_scope_with_threshold=_share([given[n] == labels[n] for n in asked]),
        declined=_share([not given[n] for n in strange]),
    )


def cost(trial: Trial) -> Cost:
    """What a trial of at least two messages took."""
    cuts = quantiles(trial.message_seconds, n=20, method="inclusive")
    return Cost(trial.learn_seconds, cuts[9] * 1000, cuts[18] * 1000, trial.peak_bytes / 1e6)


def best_threshold(labels: Sequence[str], best: Sequence[str], scores: Sequence[float]) -> tuple[float, float]:
    """The highest correlation (MCC) that any threshold gives, and the threshold: what scores below it is declined.

    The messages are accepted one after the other, surest first, and the sums that the correlation is made of kept up.
    """
    n, true, given = len(labels), Counter(labels), Counter({"": len(labels)})
    true_spread = n * n - sum(count * count for count in true.values())
    squares, shared, right = n * n, n * true[""], true[""]
    found = (0.0, math.inf)
    order = sorted(range(n), key=lambda number: -scores[number])
    for number, following in zip(order, [*order[1:], None], strict=True):
        label = best[number]
        squares += 2 * (given[label] - given[""] + 1)
        given[""] -= 1
        given[label] += 1
        shared += true[label] - true[""]
        right += (labels[number] == label) - (labels[number] == "")
        spread = (n * n - squares) * true_spread
        ends = following is None or scores[following] < scores[number]  # what scores the same is accepted together
        if ends and spread and (right * n - shared) / math.sqrt(spread) > found[0]:
            found = ((right * n - shared) / math.sqrt(spread), scores[number])
    return found


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None
