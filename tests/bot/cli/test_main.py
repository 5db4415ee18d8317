"""The command line: how commands are named, what goes wrong in one line, and the exit codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main, settings
from bot.cli.main import COMMANDS
from tests.bot.cli.terminal import Capture, one_line_of_error
from tests.serving import ROOT

pytestmark = pytest.mark.slow  # it starts processes, and bots


def test_missing_intents_folder(capsys: Capture) -> None:
    assert main(["ask", "hello", "--intents", "nowhere"]) == 2
    assert one_line_of_error(capsys) == "bot: nowhere:1: is no folder: give the folder that holds the intent files"


def test_many_findings_are_told_as_the_first_and_their_number(spoilt: Path, capsys: Capture) -> None:
    (spoilt / "clinic.yaml").unlink()
    (spoilt / "caveats.yaml").unlink()
    (spoilt / "caveats.yaml").mkdir()
    assert main(["chat", "--intents", str(spoilt)]) == 2
    error = one_line_of_error(capsys)
    assert error.startswith(f"bot: {spoilt}/caveats.yaml:1: cannot be read: Is a directory")
    assert error.endswith("(and 1 more: run 'python -m bot check')")


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (OSError("the disk is gone"), 2, "bot: file: the disk is gone\n"),
        (OSError(28, "No space left on device", "out.csv"), 2, "bot: out.csv: No space left on device\n"),
    ],
)
def test_exit_codes(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, said: str
) -> None:
    def fail(_options: object) -> int:
        raise raised

    monkeypatch.setattr(settings, "run", fail)
    assert main(["settings"]) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["benchmark"], ["schema", "unknown"]])
def test_wrong_usage(capsys: Capture, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: caveat" in capsys.readouterr().err


def test_help_names_every_command(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(command.NAME in out for command in COMMANDS)


@pytest.mark.parametrize("command", ["settings", "schema"])
def test_reader_that_has_gone_is_no_error(command: str) -> None:
    """Run for real: what is left in the buffer is only written at the end of the process."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot", command], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_wrong_python_is_told_in_one_line() -> None:
    """Without the site's packages, as where the environment was not activated."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "bot", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert re.fullmatch(r"bot: this Python lacks the library '\w+': run 'make run' once, .+\n", done.stderr)


def test_reader_that_has_gone_in_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(_options: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(settings, "run", fail)
    with (tmp_path / "out").open("w") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["settings"]) == 0
        print("goes nowhere", file=out, flush=True)
    assert (tmp_path / "out").read_text() == ""
