"""The history of runs beside a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.history import KEPT, add_run, history_file, read_runs
from tests.bot.evaluation.asking import run_of


def test_history_is_kept_beside_the_report(tmp_path: Path) -> None:
    path = history_file(tmp_path / "report.html")
    assert path.name == "report.history.jsonl"
    for number in (1, 2):
        runs = add_run(path, run_of(number).summary, "abc")
    assert [run.summary.right for run in runs] == [1, 2]
    assert read_runs(path) == runs


@pytest.mark.parametrize("damage", ["{", "[]", "null", '{"at": "x"}', '{"at": "2026-11-24", "knowledge": 1, "odd": 2}'])
def test_a_damaged_line_of_history_is_passed_over(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "r.history.jsonl"
    path.write_text(f"{run_of(3).as_line()}\n{damage}\n{run_of(4).as_line()}\n", encoding="utf-8")
    assert [run.summary.right for run in read_runs(path)] == [3, 4]


def test_history_has_an_end(tmp_path: Path) -> None:
    path = tmp_path / "r.history.jsonl"
    path.write_text(f"{run_of(3).as_line()}\n" * (KEPT + 50), encoding="utf-8")
    assert len(add_run(path, run_of(4).summary, "abc")) == KEPT
    assert len(read_runs(path)) == KEPT
