"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_clinic import write_small_clinic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")
