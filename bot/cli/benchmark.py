"""`benchmark`: what the matcher that answers visitors makes of public intent-detection data."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.errors import BotError
from bot.evaluation.benchmark import BenchmarkFigures, Prediction, measure

NAME = "benchmark"
HELP = "learn from TRAIN.csv and measure on TEST.csv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("train", type=Path, metavar="TRAIN.csv", help="text,label: what is learnt from")
    parser.add_argument("test", type=Path, metavar="TEST.csv", help="text,label: what is measured")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--predictions", type=Path, metavar="OUT.csv", help="write each message's prediction")


def run(options: argparse.Namespace) -> int:
    """Learn, measure, and print the figures."""
    figures, rows = measure(read_rows(options.train), read_rows(options.test), _progress())
    if options.predictions:
        _write(options.predictions, rows)
    print(json.dumps(figures.as_dict()) if options.json else _table(figures))
    return 0


def read_rows(path: Path) -> list[tuple[str, str]]:
    """Return the rows of a benchmark file, each a text and its label. Raises BotError where it has none."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            if not {"text", "label"} <= set(reader.fieldnames or ()):
                raise BotError(f"{path}:1: needs the columns text,label")
            rows = [(row["text"] or "", (row["label"] or "").strip()) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BotError(f"{path}: is not readable as CSV in UTF-8: {error}") from None
    if not rows:
        raise BotError(f"{path}:2: has no rows")
    return rows


def _write(path: Path, rows: Iterable[Prediction]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label", "predicted", "best", "score", "top3"])
        for row in rows:
            writer.writerow([row.text, row.label, row.predicted, row.best, f"{row.score:.6f}", "|".join(row.top3)])


def _table(figures: BenchmarkFigures) -> str:
    return "\n".join(
        f"{name.replace('_', ' '):32s} {'-' if value is None else value}" for name, value in figures.as_dict().items()
    )


def _progress() -> Callable[[str, int, int], None] | None:
    return _bar if sys.stderr.isatty() else None


def _bar(step: str, done: int, steps: int) -> None:
    filled = 30 * done // steps
    end = "\n" if done == steps else ""
    print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {step:12s}", end=end, file=sys.stderr, flush=True)
