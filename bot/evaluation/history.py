"""The figures of earlier runs, one JSON object a line, in a file beside the report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.content.files import content_of, replace_file
from bot.evaluation.summary import Summary

KEPT = 200  # runs; older ones are dropped


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one run: when it was (UTC, to the second), and with which version of the intents."""

    at: datetime
    knowledge: str
    summary: Summary

    def as_line(self) -> str:
        """Return the run as a line of the file."""
        return json.dumps({"at": self.at.isoformat(), "knowledge": self.knowledge, **self.summary.as_dict()})


def history_file(report: Path) -> Path:
    """Return where the history of `report` is kept: report.html has report.history.jsonl."""
    return report.with_suffix(".history.jsonl")


def add_run(path: Path, summary: Summary, knowledge: str) -> tuple[Run, ...]:
    """Add a run to the history in `path`; gives all that are kept, oldest first."""
    now = Run(datetime.now(UTC).replace(microsecond=0), knowledge, summary)
    runs = (*read_runs(path), now)[-KEPT:]
    # Whole or not at all: a run that is cut short must not take the earlier ones with it.
    replace_file(path, content_of(path), "".join(f"{run.as_line()}\n" for run in runs).encode())
    return runs


def read_runs(path: Path) -> tuple[Run, ...]:
    """Return the runs in `path`, oldest first; lines that are not whole are passed over."""
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return tuple(run for line in lines if (run := _run(line)))


def _run(line: str) -> Run | None:
    try:
        fields = json.loads(line)
        return Run(datetime.fromisoformat(fields.pop("at")), str(fields.pop("knowledge")), Summary(**fields))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
