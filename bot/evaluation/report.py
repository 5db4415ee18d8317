"""The report of a run of cases: one HTML page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.dialogue import Bot
from bot.evaluation.charts import (
    ASKED_BACK,
    NO_ANSWER,
    calibration_error,
    intent_confusion,
    over_time,
    reliability,
    topic_confusion,
)
from bot.evaluation.history import Run, add_run, history_file
from bot.evaluation.judging import Outcome, Verdict
from bot.evaluation.summary import summarise

PAGES = Environment(
    loader=PackageLoader("bot.evaluation", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
SHOWN = 10  # of the slowest and the most doubtful cases


def write_report(path: Path, outcomes: Sequence[Outcome], bot: Bot) -> None:
    """Write the page to `path`, and this run's figures to the history beside it. Raises OSError where it cannot."""
    runs = add_run(history_file(path), summarise(outcomes), bot.knowledge.version)
    path.write_text(render(outcomes, runs, bot), encoding="utf-8")


def render(outcomes: Sequence[Outcome], runs: Sequence[Run], bot: Bot) -> str:
    """Return the page's HTML. `runs` are the figures of all runs, this one last."""
    now = runs[-1]
    bins = reliability(outcomes)
    failed = [o for verdict in (Verdict.WRONG, Verdict.DECLINED) for o in outcomes if o.verdict is verdict]
    slowest = sorted(outcomes, key=lambda outcome: -outcome.asked.seconds)[:SHOWN]
    return PAGES.get_template("report.html").render(
        title=f"{now.summary.right} of {now.summary.cases} cases right",
        now=now,
        runs=runs,
        failed=[(outcome, bot.explain(outcome.case.message)) for outcome in failed],
        lines=over_time(runs),
        bins=bins,
        calibration_error=calibration_error(bins),
        topics=topic_confusion(outcomes, bot.knowledge),
        intents=intent_confusion(outcomes),
        unanswered=(ASKED_BACK, NO_ANSWER),
        doubtful=[(f"{_confidence(outcome):.2f}", outcome) for outcome in _doubtful(outcomes)],
        slowest=[(f"{1000 * outcome.asked.seconds:.1f}", outcome) for outcome in slowest],
    )


def _doubtful(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the answers that were right with the least confidence: the next to go wrong."""
    right = (o for o in outcomes if o.verdict is Verdict.RIGHT and o.asked.reply.answers)
    return sorted(right, key=_confidence)[:SHOWN]


def _confidence(outcome: Outcome) -> float:
    return min(answer.score for answer in outcome.asked.reply.answers)
