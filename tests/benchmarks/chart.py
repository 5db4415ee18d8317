"""The results as a chart: accuracy against time on each data set; what ten times the phrases cost; learning; memory."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator, PercentFormatter

from tests.benchmarks.columns import megabytes, seconds
from tests.benchmarks.contest import Contest, Results
from tests.benchmarks.sources import title
from tests.benchmarks.systems import OURS, SYSTEMS

INK, FAINT, GRID = "#1f2933", "#616e7c", "#e4e7eb"
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": FAINT,
    "axes.edgecolor": GRID,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "svg.hashsalt": "benchmarks",  # the same results give the same file
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a system is drawn; colours that can be told apart with any kind of sight, and shapes for when they cannot."""

    colour: str
    marker: str
    size: float


LOOKS = dict(
    zip(
        (system.name for system in SYSTEMS),
        (
            Look("#d1495b", "o", 150),
            Look("#8d99ae", "s", 70),
            Look("#4c6a92", "D", 62),
            Look("#edae49", "^", 90),
            Look("#00798c", "X", 110),
        ),
        strict=True,
    )
)


def draw(results: Results, path: Path) -> None:
    """Write the chart as SVG."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(12, 8.2), layout="constrained", facecolor="white")
        upper, lower = figure.subfigures(2, 1, height_ratios=(1.08, 1), hspace=0.06)
        _accuracies(upper, results)
        _costs(lower, results)
        handles = upper.axes[0].collections
        figure.legend(handles=handles, loc="outside upper center", ncols=len(handles), frameon=False, fontsize=10.5)
        figure.savefig(path, metadata={"Date": None})


def _accuracies(part: SubFigure, results: Results) -> None:
    """One square for each data set, all on the same axes."""
    squares = part.subplots(1, len(results.contests), sharex=True, sharey=True, squeeze=False)[0]
    for square, contest in zip(squares, results.contests, strict=True):
        square.set_title(title(contest.data.name))
        for name, look in LOOKS.items():
            accuracy = contest.accuracies[name].in_scope or 0
            _point(square, name, look, contest.costs[name].p50_ms, accuracy)
        square.set_xscale("log")
        _plain_milliseconds(square)
        square.set_ylim(0, 1.03)
        square.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        square.set_xlabel("a message, p50 (further left is faster)")
    squares[0].set_ylabel("in scope, first intent right")


def _point(axes: Axes, name: str, look: Look, x: float, y: float) -> None:
    axes.scatter(
        x, y, s=look.size, c=look.colour, marker=look.marker, label=name, edgecolors="white", linewidths=1, zorder=3
    )


def _costs(part: SubFigure, results: Results) -> None:
    many, learning, memory = part.subplots(1, 3)
    _tenfold(many, results.tenth, results.largest)
    name = title(results.largest.data.name)
    whole = results.largest.costs
    _bars(learning, f"Learning, {name}", {n: c.learn_seconds for n, c in whole.items()}, seconds)
    _bars(memory, f"Memory, {name}", {n: c.memory_mb for n, c in whole.items()}, megabytes)


def _tenfold(axes: Axes, tenth: Contest, whole: Contest) -> None:
    """A line for each system, from a tenth of the phrases to all of them, and how many times longer it takes."""
    sizes = [tenth.data.phrases, whole.data.phrases]
    times = {name: [tenth.costs[name].p50_ms, whole.costs[name].p50_ms] for name in LOOKS}
    for name, look in LOOKS.items():
        axes.plot(sizes, times[name], color=look.colour, linewidth=3 if name == OURS.name else 1.8, zorder=3)
        axes.scatter(
            sizes, times[name], s=look.size / 2, c=look.colour, marker=look.marker, edgecolors="white", zorder=4
        )
    axes.set(xscale="log", yscale="log", xlim=(sizes[0] * 0.75, sizes[1] * 2), title="Ten times the phrases")
    low, high = (math.log10(limit) for limit in axes.get_ylim())
    for name, height in _apart({n: math.log10(t[1]) for n, t in times.items()}, 0.065 * (high - low)).items():
        axes.text(
            sizes[1] * 1.14,
            10**height,
            f"×{times[name][1] / times[name][0]:.1f}",
            va="center",
            color=LOOKS[name].colour,
        )
    axes.set_xticks(sizes, [f"{size:,} phrases" for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(_milliseconds))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_ylabel("a message, p50")


def _apart(heights: dict[str, float], gap: float) -> dict[str, float]:
    """The same in ascending order, each at least `gap` above the one before, so that texts do not overlap."""
    placed: dict[str, float] = {}
    last = -math.inf
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        last = placed[name] = max(height, last + gap)
    return placed


def _bars(axes: Axes, heading: str, values: dict[str, float], write: Callable[[float], str]) -> None:
    """A bar for each system, the figure at its end."""
    names = [name for name in LOOKS if name in values]
    bars = axes.barh(names, [values[name] for name in names], color=[LOOKS[name].colour for name in names], height=0.62)
    axes.bar_label(bars, [write(values[name]) for name in names], padding=5, color=INK)
    axes.set(title=heading, xlim=(0, max(values.values()) * 1.3), yticks=[], xticks=[])
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.spines[["bottom"]].set_visible(False)


def _plain_milliseconds(axes: Axes) -> None:
    axes.xaxis.set_major_locator(LogLocator())
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(_milliseconds))


def _milliseconds(value: float, _position: int | None = None) -> str:
    return f"{value:g} ms"
