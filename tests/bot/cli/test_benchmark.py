"""`benchmark`: its figures, its predictions, and what it says of a bad file."""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.cli import benchmark, main
from tests.bot.cli.terminal import Capture, one_line_of_error

pytestmark = pytest.mark.slow  # each command learns anew

TRAIN = "text,label\n" + "".join(
    f"{text},{label}\n"
    for label, texts in {
        "pay_bill": ["pay my bill", "settle the bill", "how do I pay the bill now", "bill payment please"],
        "weather": ["is it raining", "weather tomorrow", "will it rain today", "sunny weather or rain"],
        "": ["who won the match"],
    }.items()
    for text in texts
)
TEST = "text,label\nhow to pay a bill,pay_bill\nrain tomorrow,weather\nzebra stripes,\n"


@pytest.fixture
def tables(tmp_path: Path) -> list[str]:
    (tmp_path / "train.csv").write_text(TRAIN, encoding="utf-8")
    (tmp_path / "test.csv").write_text(TEST, encoding="utf-8")
    return [str(tmp_path / "train.csv"), str(tmp_path / "test.csv")]


def test_benchmark_json_and_predictions(tables: list[str], tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.csv"
    assert main(["benchmark", *tables, "--json", "--predictions", str(out)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["examples"], figures["labels"], figures["messages"]) == (8, 2, 3)
    assert figures["in_scope_accuracy"] == 1.0
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["best"] for row in rows[:2]] == ["pay_bill", "weather"]
    assert list(rows[0]) == ["text", "label", "predicted", "best", "score", "top3"]
    for row in rows:
        assert 0 <= float(row["score"]) <= 1
        assert row["predicted"] == (row["best"] if float(row["score"]) >= figures["threshold"] else "")
        assert row["top3"].split("|")[0] == row["best"]


def test_benchmark_as_a_table(tables: list[str], tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "test.csv").write_text("text,label\npay a bill,pay_bill\n", encoding="utf-8")
    assert main(["benchmark", *tables]) == 0
    out, err = capsys.readouterr()
    assert re.search(r"^in scope accuracy +1\.0$", out, re.MULTILINE)
    assert re.search(r"^out of scope recall +-$", out, re.MULTILINE)
    assert err == ""


def test_benchmark_shows_its_progress_in_a_terminal(
    tables: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert benchmark.run(SimpleNamespace(train=Path(tables[0]), test=Path(tables[1]), json=True, predictions=None)) == 0
    err = capsys.readouterr().err
    assert "\r[......" in err
    assert f"[{'#' * 30}] learnt" in err
    assert err.endswith("\n")


BAD_TABLES = {
    "no columns": (b"a,b\n1,2\n", "train.csv:1: needs the columns text,label"),
    "empty": (b"", "train.csv:1: needs the columns text,label"),
    "no rows": (b"text,label\n", "train.csv:2: has no rows"),
    "not UTF-8": (b"text,label\ncaf\xe9,x\n", "train.csv: is not readable as CSV in UTF-8"),
    "no label": (b"text,label\nhello,\nshort\n", "the training file has no labelled row"),
}


@pytest.mark.parametrize(("content", "message"), BAD_TABLES.values(), ids=BAD_TABLES)
def test_benchmark_errors(tables: list[str], capsys: Capture, content: bytes, message: str) -> None:
    Path(tables[0]).write_bytes(content)
    assert main(["benchmark", *tables]) == 2
    assert message in one_line_of_error(capsys)


def test_missing_table(tables: list[str], capsys: Capture) -> None:
    assert main(["benchmark", tables[0], "nowhere.csv"]) == 2
    assert one_line_of_error(capsys) == "bot: nowhere.csv: No such file or directory"
