"""`learn`: what was learnt is kept for whoever serves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.dialogue.bot import CACHE
from tests.bot.cli.terminal import Capture
from tests.small_clinic import write_small_clinic

pytestmark = pytest.mark.slow  # each command learns


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_small_clinic(tmp_path / "intents")


@pytest.mark.parametrize(("models", "place"), [([], f"intents/{CACHE}"), (["--models", "elsewhere"], "elsewhere")])
def test_what_was_learnt_is_kept_beside_the_intents_or_where_it_is_wanted(
    folder: Path, capsys: Capture, models: list[str], place: str
) -> None:
    assert main(["learn", "--intents", str(folder), *models]) == 0
    assert capsys.readouterr() == ("", "")
    assert len([*Path(place).glob("model-*.npz")]) == 1


def test_where_it_cannot_be_kept_that_is_said(folder: Path, capsys: Capture) -> None:
    Path("file").touch()
    assert main(["learn", "--intents", str(folder), "--models", "file/models"]) == 2
    assert "file/models: what was learnt cannot be kept: see whether its disk is full" in capsys.readouterr().err
