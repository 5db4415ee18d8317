"""`draft`: what it says of each document, and what it does not begin."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.cli import main
from tests.bot.cli.terminal import Capture, one_line_of_error
from tests.clinic import SHEET


def test_what_is_new_is_listed_once_with_what_comes_next(capsys: Capture) -> None:
    assert main(["draft", str(SHEET), "-o", "ours"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{SHEET} -> ours/aftercare.yaml: 14 new\n")
    assert "  dry-socket: new: What is a dry socket?\n" in out
    assert out.endswith("  python -m bot check --intents ours\n")
    assert main(["draft", str(SHEET), "-o", "ours"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{SHEET} -> ours/aftercare.yaml: 14 unchanged\n")
    assert "Next" not in out


def test_two_documents_of_one_name_are_refused_before_anything_is_written(capsys: Capture) -> None:
    other = Path("other", SHEET.name)
    other.parent.mkdir()
    shutil.copy(SHEET, other)
    assert main(["draft", str(SHEET), str(other), "-o", "ours"]) == 2
    assert one_line_of_error(capsys) == (
        f"bot: {other}: would be cited as 'aftercare', as {SHEET} is: rename one of them"
    )
    assert not Path("ours").exists()
