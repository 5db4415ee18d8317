"""The figures as they are read: their names, how exact they are written, which end of them is better; and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NONE = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A figure: its head in tables, its field, how it is written, and whether more of it is better (None: neither)."""

    head: str
    field: str
    write: Callable[[float], str]
    more_is_better: bool | None

    def value(self, row: Any) -> float | None:
        """The figure in `row`."""
        found: float | None = getattr(row, self.field)
        return found

    def written(self, row: Any) -> str:
        """The figure in `row` as it is read."""
        value = self.value(row)
        return NONE if value is None else self.write(value)

    def beats(self, one: Any, other: Any) -> bool:
        """Whether `one` is better than `other`, in what is written at least."""
        a, b = self.value(one), self.value(other)
        if self.more_is_better is None or a is None or b is None or self.write(a) == self.write(b):
            return False
        return (a > b) is self.more_is_better


def share(value: float) -> str:
    """0.805 as 80.5%."""
    return f"{value:.1%}"


def three(value: float) -> str:
    """Three places after the point."""
    return f"{value:.3f}"


def seconds(value: float) -> str:
    """Seconds, to two digits or so."""
    return f"{value:.0f} s" if value >= 10 else f"{value:.1f} s" if value >= 0.1 else "< 0.1 s"


def milliseconds(value: float) -> str:
    """Milliseconds, to two digits or so."""
    return f"{value:.0f} ms" if value >= 10 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"


def megabytes(value: float) -> str:
    """Millions of bytes."""
    return f"{value:,.0f} MB"


ACCURACIES = (
    Column("in scope", "in_scope", share, True),
    Column("first three", "top3", share, True),
    Column("AUROC", "auroc", three, True),
    Column("MCC, best threshold", "best_mcc", three, True),
    Column("MCC, own threshold", "own_mcc", three, None),
    Column("in scope, answered right", "in_scope_with_threshold", share, None),
    Column("out of scope, declined", "declined", share, None),
)
MCC = Column("MCC, own threshold against their best", "mcc", three, True)
COSTS = (
    Column("learn", "learn_seconds", seconds, False),
    Column("a message, p50", "p50_ms", milliseconds, False),
    Column("p95", "p95_ms", milliseconds, False),
    Column("memory", "memory_mb", megabytes, False),
)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def figures(columns: Sequence[Column], rows: Mapping[str, Any]) -> str:
    """A table with a system a line, the best of each column in bold; columns without any figure are left out."""
    shown = [column for column in columns if any(column.value(row) is not None for row in rows.values())]
    lines = [[name, *(_cell(column, row, rows.values()) for column in shown)] for name, row in rows.items()]
    return table(["system", *(column.head for column in shown)], lines)


def _cell(column: Column, row: Any, rows: Iterable[Any]) -> str:
    written = column.written(row)
    best = column.more_is_better is not None and column.value(row) is not None
    return f"**{written}**" if best and not any(column.beats(other, row) for other in rows) else written
