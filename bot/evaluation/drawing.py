"""The report's figures as HTML and SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bot.evaluation.charts import ASKED_BACK, NO_ANSWER, Bin, HeatMap, Line
from bot.evaluation.history import Run
from bot.evaluation.judging import Outcome
from bot.evaluation.summary import Summary
from bot.nlu import Explanation, Reason

WIDTH, SIDE = 340, 200  # of the plots, in the drawing's own units


def figures(summary: Summary) -> str:
    """The run's figures, large."""
    offered = f"declined, {summary.offered} of them offered what was wanted"
    return "".join(
        f'<div class="{name}"><b>{value}</b>{escape(label)}</div>'
        for name, value, label in (
            ("right", f"{100 * summary.right / summary.cases:.1f}%", "right"),
            ("wrong", summary.wrong, "wrong"),
            ("declined", summary.declined, offered),
            ("", f"{summary.ms_p50:.1f} ms", "or less for half of the replies"),
            ("", f"{summary.ms_p95:.1f} ms", "or less for 95 in 100"),
        )
    )


def lines(drawn: Sequence[Line], runs: Sequence[Run]) -> str:
    """Shares over the runs, oldest at the left."""
    ends = (
        f'<text x="0" y="222">{_day(runs[0])}</text><text x="{WIDTH}" y="222" text-anchor="end">{_day(runs[-1])}</text>'
    )
    label = f"Shares right, wrong and declined in the last {len(runs)} runs"
    return _svg(WIDTH, label, _levels(WIDTH) + "".join(_line(line, runs) for line in drawn) + ends)


def _line(line: Line, runs: Sequence[Run]) -> str:
    places = [(WIDTH * point.x, SIDE - SIDE * point.y) for point in line.points]
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{line.name} {100 * point.y:.1f}%, {run.at:%d %b %Y %H:%M}'
        "</title></circle>"
        for (x, y), point, run in zip(places, line.points, runs, strict=True)
    )
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<g class="{line.name}"><polyline class="curve" points="{path}"/>{dots}</g>'


def reliability(bins: Sequence[Bin]) -> str:
    """Confidence across, share right up, and the line on which they agree."""
    marks = "".join(f'<text x="{SIDE * n / 5}" y="218" text-anchor="middle">{20 * n}%</text>' for n in range(6))
    same = f'<line class="agree" x1="0" y1="{SIDE}" x2="{SIDE}" y2="0"/>'
    dots = "".join(map(_bin, bins))
    label = "Reliability diagram: confidence against the share right"
    return _svg(SIDE, label, f'{_levels(SIDE)}{marks}{same}<g class="right">{dots}</g>')


def _bin(drawn: Bin) -> str:
    x, y, radius = SIDE * drawn.confidence, SIDE - SIDE * drawn.right, min(3 + drawn.count**0.5, 12)
    title = f"{drawn.count} cases of confidence {drawn.confidence:.2f}: {100 * drawn.right:.0f}% right"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill-opacity="0.75"><title>{title}</title></circle>'


def heat_map(drawn: HeatMap) -> str:
    """What was wanted in rows, what replied in columns; a cell is the stronger, the more of its row it holds."""
    if not drawn.rows:
        return "<p>None.</p>"
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in drawn.columns)
    body = "".join(
        f'<tr><th scope="row">{escape(row)}</th>{"".join(_cell(drawn, row, column) for column in drawn.columns)}</tr>'
        for row in drawn.rows
    )
    corner = '<td class="corner">wanted ↓ got →</td>'
    return f'<table class="map"><thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(drawn: HeatMap, row: str, column: str) -> str:
    kind = " same" if row == column else " asked" if column in (ASKED_BACK, NO_ANSWER) else ""
    return f'<td class="heat-{drawn.heat(row, column)}{kind}">{drawn.counts.get((row, column), "")}</td>'


def cases(outcomes: Iterable[tuple[str, Outcome]], measure: str) -> str:
    """A table of cases, each with its figure; `measure` heads the figures."""
    rows = "".join(
        f'<tr><td class="number">{figure}</td><td>{_asked(outcome)}<br>{_place(outcome)}</td></tr>'
        for figure, outcome in outcomes
    )
    head = f'<tr><th class="number">{escape(measure)}</th><th>asked</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def failures(explained: Sequence[tuple[Outcome, Explanation]]) -> str:
    """Every failure: what was wanted, what was said, and why."""
    return "".join(_failure(*pair) for pair in explained) or "<p>Nothing: every case gets what it must.</p>"


def _failure(outcome: Outcome, why: Explanation) -> str:
    offered = "; it was offered" if outcome.offered else ""
    verdict = f'<b class="{outcome.verdict}">{outcome.verdict}</b><span class="asked">{_asked(outcome)}</span>'
    problems = f"{escape('; '.join(outcome.problems))}{offered} {_place(outcome)}"
    head = f'{verdict}<span class="problems">{problems}</span>'
    said, why_so = f'<div class="said">{_said(outcome)}</div>', f'<div class="why">{_why(why)}</div>'
    return f"<details><summary>{head}</summary>{said}{why_so}</details>"


def _said(outcome: Outcome) -> str:
    reply = outcome.asked.reply
    said = [reply.text]
    for answer in reply.answers:
        said += [answer.text, *(f"! {caveat}" for caveat in answer.caveats)]
    return escape("\n".join(filter(None, [*said, *(f"– {suggestion.label}" for suggestion in reply.suggestions)])))


def _why(why: Explanation) -> str:
    match = why.classification
    read = escape(" ".join(match.message.words))
    rows = "".join(_reason(reason) for reason in why.reasons)
    return (
        f"<p>Read as “{read}”. Confidence {match.confidence:.2f} (answers from {why.answer_at:.2f}, declines below "
        f"{why.decline_below:.2f}), {why.margin:.2f} ahead of the runner-up.</p><table><thead><tr><th>intent</th>"
        '<th class="number">share</th><th>words that spoke for it</th><th>most like it</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _reason(reason: Reason) -> str:
    words = escape(", ".join(f"{word} {weight:+.1f}" for word, weight in reason.words))
    phrases = escape(", ".join(f"{phrase} ({likeness:.0f})" for phrase, likeness in reason.phrases))
    return (
        f'<tr><td>{escape(reason.label)}</td><td class="number">{reason.share:.2f}</td><td>{words}</td>'
        f"<td>{phrases}</td></tr>"
    )


def _asked(outcome: Outcome) -> str:
    return escape(" → ".join(outcome.case.turns))


def _place(outcome: Outcome) -> str:
    place = outcome.case.place
    return f'<span class="place">{escape(str(place.path))}:{place.line}</span>'


def _day(run: Run) -> str:
    return f"{run.at.day} {run.at:%b %Y}"


def _levels(width: int) -> str:
    """Lines across the plot, from 0 to 100%."""
    return "".join(
        f'<line class="grid" x1="0" x2="{width}" y1="{SIDE - y}" y2="{SIDE - y}"/>'
        f'<text x="-6" y="{SIDE + 4 - y}" text-anchor="end">{100 * y // SIDE}%</text>'
        for y in range(0, SIDE + 1, SIDE // 5)
    )


def _svg(width: int, label: str, content: str) -> str:
    return f'<svg viewBox="-34 -10 {width + 50} {SIDE + 40}" role="img" aria-label="{escape(label)}">{content}</svg>'
