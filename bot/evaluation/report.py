"""The report of a run of cases: one HTML page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from bot.dialogue import Bot
from bot.evaluation import drawing
from bot.evaluation.charts import calibration_error, intent_confusion, over_time, reliability, topic_confusion
from bot.evaluation.history import Run, add_run, history_file
from bot.evaluation.judging import Outcome, Verdict
from bot.evaluation.summary import summarise

PAGE = Path(__file__).with_name("report.html")
SHOWN = 10  # of the slowest and the most doubtful cases


def write_report(path: Path, outcomes: Sequence[Outcome], assistant: Bot) -> None:
    """Write the page to `path`, and this run's figures to the history beside it. Raises OSError where it cannot."""
    runs = add_run(history_file(path), summarise(outcomes), assistant.knowledge.version)
    path.write_text(render(outcomes, runs, assistant), encoding="utf-8")


def render(outcomes: Sequence[Outcome], runs: Sequence[Run], assistant: Bot) -> str:
    """The page's HTML. `runs` are the figures of all runs, this one last."""
    now = runs[-1]
    bins = reliability(outcomes)
    failed = [o for verdict in (Verdict.WRONG, Verdict.DECLINED) for o in outcomes if o.verdict is verdict]
    slowest = sorted(outcomes, key=lambda outcome: -outcome.asked.seconds)[:SHOWN]
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        title=f"{now.summary.right} of {now.summary.cases} cases right",
        when=f"{now.at.day} {now.at:%B %Y, %H:%M} UTC",
        knowledge=escape(now.knowledge),
        figures=drawing.figures(now.summary),
        short=len(failed) or "nothing",
        failures=drawing.failures([(outcome, assistant.explain(outcome.case.message)) for outcome in failed]),
        over_time=drawing.lines(over_time(runs), runs),
        runs=len(runs),
        reliability=drawing.reliability(bins),
        calibration_error=f"{100 * calibration_error(bins):.1f}%",
        topics=drawing.heat_map(topic_confusion(outcomes, assistant.knowledge)),
        intents=drawing.heat_map(intent_confusion(outcomes)),
        doubtful=drawing.cases(
            [(f"{_confidence(outcome):.2f}", outcome) for outcome in _doubtful(outcomes)], "confidence"
        ),
        slowest=drawing.cases([(f"{1000 * outcome.asked.seconds:.1f}", outcome) for outcome in slowest], "ms"),
    )


def _doubtful(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The answers that were right with the least confidence: the next to go wrong."""
    right = (o for o in outcomes if o.verdict is Verdict.RIGHT and o.asked.reply.answers)
    return sorted(right, key=_confidence)[:SHOWN]


def _confidence(outcome: Outcome) -> float:
    return min(answer.score for answer in outcome.asked.reply.answers)
