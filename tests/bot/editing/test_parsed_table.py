"""A table that another process reads is the same table, and what is wrong with it is said alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.editing.parsed_table import kept
from bot.editing.spreadsheet import TableError
from bot.editing.table import parse_table
from tests.serving import ROOT


def read(folder: Path, content: bytes) -> Path:
    (folder / "content").write_bytes(content)
    reading = [sys.executable, "-m", "bot.editing.parsed_table", "a.csv", folder / "content", folder / "outcome"]
    subprocess.run(reading, cwd=ROOT, check=True)
    return folder / "outcome"


def test_it_is_the_same_table(tmp_path: Path) -> None:
    content = b"Id,Question\nlaser-what,What does it do?\n"
    assert kept(read(tmp_path, content)) == parse_table("a.csv", content)


def test_what_is_wrong_with_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"a\.csv: no row has 'Id' or 'Question' as a header"):
        kept(read(tmp_path, b"x\n"))
