"""The figures of a run of cases, and its report for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bot.evaluation.judging import Outcome, Verdict
from bot.nlu import Explanation
from bot.text import counted


@dataclass(frozen=True, slots=True)
class Summary:
    """How many cases went which way. `offered` are those declined with the wanted intent among the choices offered;
    times are milliseconds that the last turn took."""

    cases: int
    right: int
    wrong: int
    declined: int
    offered: int
    ms_p50: float
    ms_p95: float
    ms_max: float

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as plain numbers."""
        return asdict(self)

    def __str__(self) -> str:
        declined = f"{self.declined} declined ({self.offered} of them offered what was wanted)"
        times = f"a reply took {self.ms_p50:.1f} ms, the slowest {self.ms_max:.1f} ms"
        return f"{counted(self.cases, 'case')}: {self.right} right, {self.wrong} wrong, {declined}; {times}"


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """Return the figures of `outcomes`, at least one."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    p50, p95, slowest = np.quantile([outcome.asked.seconds * 1000 for outcome in outcomes], [0.5, 0.95, 1.0])
    return Summary(
        cases=len(outcomes),
        right=counts[Verdict.RIGHT],
        wrong=counts[Verdict.WRONG],
        declined=counts[Verdict.DECLINED],
        offered=sum(outcome.offered for outcome in outcomes),
        ms_p50=round(float(p50), 2),
        ms_p95=round(float(p95), 2),
        ms_max=round(float(slowest), 2),
    )


def failure_lines(outcome: Outcome, why: Explanation) -> Iterator[str]:
    """Yield what fell short in one case, where it stands, and why the matcher chose as it did."""
    place = outcome.case.place
    hint = " (offered it)" if outcome.offered else ""
    yield f"{place.path}:{place.line}: {outcome.verdict}{hint}: {' → '.join(outcome.case.turns)}"
    yield from (f"    {problem}" for problem in outcome.problems)
    yield f"    read as: {' '.join(why.classification.message.words)} (confidence {why.classification.confidence:.2f})"
    for reason in why.reasons:
        words = ", ".join(word for word, _ in reason.words)
        like = f'; like "{reason.phrases[0][0]}"' if reason.phrases else ""
        yield f"    {reason.share:.2f} {reason.label}: {words}{like}"
