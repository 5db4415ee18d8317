"""What the tests of the HTTP door share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_clinic import write_learnt_clinic


@pytest.fixture
def intents(tmp_path: Path) -> Path:
    """Return a folder of intents, learnt from already, that a test may change."""
    return write_learnt_clinic(tmp_path / "intents")
