"""Questions that are put to the small clinic."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.content import Place
from bot.evaluation.history import Run
from bot.evaluation.summary import Summary

PLACE = Place(Path("cases.yaml"), 7)
EXACT = "How long is the recovery?"
STRANGE = "zebra crossing aeroplane quux"


def run_of(right: int, at: str = "2026-11-24T10:00:00+00:00") -> Run:
    return Run(datetime.fromisoformat(at), "abc", Summary(10, right, 10 - right, 0, 0, 1.0, 2.0, 3.0))
