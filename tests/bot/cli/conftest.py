"""What the tests of this room share."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings


@pytest.fixture
def intents(small_clinic: Path) -> str:
    """The small clinic's folder, as it is typed."""
    return str(small_clinic)


@pytest.fixture
def spoilt(intents: str, tmp_path: Path) -> Path:
    """A copy of the small clinic's folder, to be spoilt."""
    return Path(shutil.copytree(intents, tmp_path / "spoilt"))


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[str | bytes], None]:
    """Puts text on standard input."""

    def put(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of this machine reaches a test."""
    for name in (*(field.upper() for field in Settings.model_fields), "SETTINGS_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
