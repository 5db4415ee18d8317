"""What the tests of this room share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.evaluation.checks import quality
from tests.bot.evaluation.checks.planted import DENTAL


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_pack: None) -> Path:  # noqa: ARG001 - it is put in place
    """A well-kept folder of intents, to be spoilt, far from the shipped cases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(quality, "GOOD", 0.0)  # how sure the bot can be has a test of its own
    folder = tmp_path / "dental"
    shutil.copytree(DENTAL, folder)
    return folder
