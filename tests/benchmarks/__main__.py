"""Measure the matcher beside others and write docs/benchmarks.md and its chart: `make bench`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.errors import BotError
from tests.benchmarks import data
from tests.benchmarks.contest import NEXT_START, SHIPPED_SYSTEMS, Results, hold, largest
from tests.benchmarks.machine import describe
from tests.benchmarks.page import CHART, page, shipped_section
from tests.serving import ROOT

try:
    from tests.benchmarks.chart import draw
except ModuleNotFoundError as missing:
    sys.exit(f"benchmarks: the package {missing.name} is missing: `make bench` installs all that is needed")


def main() -> int:
    """Measure as the command line says. Gives the exit code: 0 all is well, 2 it could not be done."""
    try:
        _measure(*_options())
    except BotError as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename or 'file'}: {error.strerror or error}")
    return 0


def _options() -> tuple[list[tuple[Path, Path]], Path]:
    """The pairs to measure on, and the folder to write to."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="TRAIN.csv TEST.csv", help="pairs of files, text,label")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help=f"a folder of pairs (default: {data.SETTING}, or benchmarks/ nearby)"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "docs", metavar="DIR", help="where to (default docs)")
    options = parser.parse_args()
    files: list[Path] = options.files
    if len(files) % 2:
        parser.error("files come in pairs: TRAIN.csv TEST.csv")
    return list(zip(files[::2], files[1::2], strict=True)) or _found(options.data), options.output


def _found(given: Path | None) -> list[tuple[Path, Path]]:
    folder = data.find_folder(given)
    if folder is None:
        return []
    pairs = data.pairs(folder)
    if not pairs:
        raise BotError(f"{folder}: holds no NAME-train.csv with a NAME-test.csv or NAME-dev.csv: give another folder")
    return pairs


def _measure(pairs: list[tuple[Path, Path]], output: Path) -> None:
    sets = [data.load(train, test) for train, test in pairs]  # what is wrong in a file is said before the long work
    machine = describe()
    shipped = hold(data.shipped(), _tell, SHIPPED_SYSTEMS, judged=False)
    next_start = hold(data.shipped(), _tell, [NEXT_START], judged=False).costs[NEXT_START.name]
    if not sets:
        print(shipped_section(shipped, next_start))
        _tell(f"no public data: give --data DIR or set {data.SETTING}. docs/benchmarks.md stays as it is.")
        return
    contests = tuple(hold(one, _tell) for one in sets)
    results = Results(contests, shipped, next_start, hold(data.tenth(largest(contests).data), _tell, judged=False))
    written, drawn = output / "benchmarks.md", output / "images" / CHART
    drawn.parent.mkdir(parents=True, exist_ok=True)
    draw(results, drawn)
    written.write_text(page(results, machine), encoding="utf-8")
    _tell(f"written: {written}, {drawn}")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _fail(line: str) -> int:
    print(f"benchmarks: {line}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
