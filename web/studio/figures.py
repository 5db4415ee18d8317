"""How the bot does, in figures: questions a day, what became of them, and what is asked most; from counts alone."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from flask import Blueprint, Response, render_template, request

from bot.editing.figures import Figures
from web.studio.shared import Studio

PERIODS = (7, 30, 90, 365)  # days
MOST = 15  # lines of a table
WIDTH, HEIGHT = 720, 180  # of the drawing, in its own units

# Each kind of reply with what an editor calls it, in the order in which they are drawn from below.
KINDS = {
    "answer": "answered",
    "clarify": "offered",
    "handoff": "handed over",
    "fallback": "declined",
    "urgent": "urgent",
    "smalltalk": "small talk",
}
UNANSWERED = ("clarify", "handoff", "fallback")


def add_figures(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page of figures, and the same as a table."""

    @blueprint.get("/figures")
    def figures() -> str:
        days, last = _period(), date.today()
        first = last - timedelta(days=days - 1)
        by_day = studio.figures.by_day(first, last)
        total = sum(by_day.values(), Counter())
        intents = studio.figures.by_intent("intent", first, last)
        questions = studio.questions()
        return render_template(
            "figures.html",
            days=days,
            periods=PERIODS,
            kinds=KINDS,
            total=total,
            count=total.total(),
            by_day=by_day,
            width=WIDTH,
            height=HEIGHT,
            highest=max((counts.total() for counts in by_day.values()), default=0),
            top=intents.get("answer", Counter()).most_common(MOST),
            open=_unanswered(intents).most_common(MOST),
            thumbs=_thumbs(studio.figures, first, last),
            questions=questions,
            names=studio.all_questions(),
        )

    @blueprint.get("/figures.csv")
    def figures_csv() -> Response:
        last = date.today()
        by_day = studio.figures.by_day(last - timedelta(days=_period() - 1), last)
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["day", *KINDS.values()])
        table.writerows([day, *(counts[kind] for kind in KINDS)] for day, counts in by_day.items())
        name = {"Content-Disposition": 'attachment; filename="figures.csv"'}
        return Response(text.getvalue(), mimetype="text/csv", headers=name)


def _period() -> int:
    days = request.args.get("days", 30, int)
    return days if days in PERIODS else 30


def _unanswered(intents: Mapping[str, Counter[str]]) -> Counter[tuple[str, str]]:
    """Return what was asked and not answered: the intent that was offered or handed over, and which of both."""
    counts = ((kind, intents.get(kind, Counter())) for kind in UNANSWERED)
    return Counter({(intent, KINDS[kind]): n for kind, found in counts for intent, n in found.items()})


def _thumbs(figures: Figures, first: date, last: date) -> list[tuple[str, int, int, int]]:
    """Return for each answer that was judged its id, how often as helpful, how often not, and how often it was no more.

    The worst come first.
    """
    verdicts = figures.by_intent("verdict", first, last)
    up, down, report = (verdicts.get(name, Counter()) for name in ("up", "down", "report"))
    down = down + report
    back = sum(figures.by_intent("retracted", first, last).values(), Counter())
    judged = [(intent, up[intent], down[intent], back[intent]) for intent in {*up, *down}]
    return sorted(judged, key=lambda one: (-one[2], -one[1], one[0]))[:MOST]
