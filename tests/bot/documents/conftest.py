"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.documents.sheets import PLAIN, SHEET


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "aftercare.md"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "Frozen Shoulder.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "clinic"
