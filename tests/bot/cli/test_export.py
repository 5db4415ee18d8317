"""`export`: all intents as one table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.cli.terminal import Capture, one_line_of_error
from tests.small_clinic import write_small_clinic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")


def test_a_row_for_each_intent(folder: Path, capsys: Capture) -> None:
    assert main(["export", "table.csv", "--intents", str(folder)]) == 0
    assert capsys.readouterr() == ("table.csv: 2 intents\n", "")
    with Path("table.csv").open(newline="", encoding="utf-8-sig") as file:
        assert [row["Id"] for row in csv.DictReader(file)] == ["laser-what", "laser-recovery"]


def test_what_is_no_table_is_not_written(folder: Path, capsys: Capture) -> None:
    assert main(["export", "table.txt", "--intents", str(folder)]) == 2
    assert one_line_of_error(capsys) == "bot: '.txt' is no table: name a file that ends in .xlsx or .csv"
    assert not Path("table.txt").exists()
