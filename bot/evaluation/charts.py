"""The report's figures as shapes: lines over time, the reliability diagram, the heat map of confusion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content import Kind, Knowledge
from bot.evaluation.history import Run
from bot.evaluation.judging import Outcome, Verdict

BINS = 10
ASKED_BACK = "(asked back)"
NO_ANSWER = "(no answer)"
OTHER = "(other)"


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases of like confidence: their mean confidence, the share in which the first candidate was right, how many."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """How often what was wanted (rows) got which reply (columns)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[tuple[str, str], int]

    def heat(self, row: str, column: str) -> int:
        """Return how much of its row a cell holds, in tenths, rounded up: 0 to 10."""
        whole = sum(self.counts.get((row, c), 0) for c in self.columns)
        return -(-10 * self.counts.get((row, column), 0) // whole) if whole else 0


def over_time(runs: Sequence[Run]) -> dict[Verdict, list[float]]:
    """Return the shares of the cases of each run, 0 to 1, that had each verdict."""
    return {verdict: [getattr(run.summary, verdict) / run.summary.cases for run in runs] for verdict in Verdict}


def reliability(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """Return confidence against how often the first candidate was right, for single questions with an intent."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        case, match = outcome.case, outcome.asked.match
        if case.intents and len(case.turns) == 1:
            number = min(int(match.confidence * BINS), BINS - 1)
            bins[number].append((match.confidence, match.best in case.intents))
    return tuple(
        Bin(sum(c for c, _ in found) / len(found), sum(right for _, right in found) / len(found), len(found))
        for found in bins
        if found
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return by how much confidence and share right differ on average (expected calibration error), 0 to 1."""
    whole = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / whole if whole else 0.0


def topic_confusion(outcomes: Sequence[Outcome], knowledge: Knowledge) -> HeatMap:
    """Return which topic was wanted, and which replied."""
    return _heat_map((_topic(_wanted(o), knowledge), _topic(_got(o), knowledge)) for o in outcomes if o.case.intents)


def intent_confusion(outcomes: Sequence[Outcome]) -> HeatMap:
    """Return which intent was wanted and which replied, for those intents that were missed at least once."""
    missed = {_wanted(o) for o in outcomes if o.case.intents and o.verdict is not Verdict.RIGHT}
    return _heat_map((_wanted(o), _got(o)) for o in outcomes if o.case.intents and _wanted(o) in missed)


def _heat_map(pairs: Iterable[tuple[str, str]]) -> HeatMap:
    counts = Counter(pairs)
    rows = tuple(sorted({row for row, _ in counts}))
    columns = {column for _, column in counts}
    # The diagonal stands out where both sides have one order; what is no intent comes last.
    return HeatMap(rows, tuple(sorted(columns, key=lambda name: (name.startswith("("), name))), dict(counts))


def _wanted(outcome: Outcome) -> str:
    """Return what was wanted: of several that will do, the one that came, else the first."""
    return next((i for i in outcome.case.intents if i in outcome.asked.intents), outcome.case.intents[0])


def _got(outcome: Outcome) -> str:
    asked = outcome.asked
    wanted = _wanted(outcome)
    if wanted in asked.intents:
        return wanted
    if asked.intents:
        return asked.intents[0]
    names: dict[Kind, str] = {Kind.CLARIFY: ASKED_BACK, Kind.FALLBACK: NO_ANSWER}
    return names.get(asked.reply.kind, OTHER)


def _topic(intent: str, knowledge: Knowledge) -> str:
    found = knowledge.intents.get(intent)
    return found.topic if found else intent
