"""The small dental clinic and the sheet that it rests on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.clinic import SHEET, write_clinic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_clinic(tmp_path / "intents")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    shutil.copy(SHEET, folder)
    return folder
