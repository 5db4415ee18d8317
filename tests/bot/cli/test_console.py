"""Consoles of any encoding, and programs that write a byte order mark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.console import program
from tests.serving import ROOT

pytestmark = pytest.mark.slow  # it starts processes

QUESTION = "teapot ześlizgnięcia 🦊"


def ask(arguments: list[str], folder: Path, encoding: str, given: bytes = b"") -> bytes:
    """Ask in a console of `encoding`, and give what was printed."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", *arguments, "--intents", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        input=given,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode(errors="replace")
    return done.stdout


@pytest.fixture(scope="module")
def polish_clinic(tmp_path_factory: pytest.TempPathFactory, small_clinic: Path) -> Path:
    """The small clinic, whose lines have letters that western consoles lack."""
    folder = tmp_path_factory.mktemp("polish") / "intents"
    folder.mkdir()
    for path in small_clinic.glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    line = "few_examples: 'Jestem automatem, nie lekarką, i nie znam odpowiedzi. Łódź 🦊'\n"
    (folder / "phrases.yaml").write_text(line, encoding="utf-8")
    return folder


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_person_is_answered_in_a_console_of_any_encoding(polish_clinic: Path, encoding: str) -> None:
    shown = ask([QUESTION], polish_clinic, encoding).decode(encoding)
    assert "Jestem automatem, nie lekark" in shown


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_program_is_answered_whole_whatever_the_console_and_with_a_mark_at_the_start(
    polish_clinic: Path, encoding: str
) -> None:
    given = b"\xef\xbb\xbf" + json.dumps({"q": QUESTION}, ensure_ascii=False).encode()
    reply = json.loads(ask(["--jsonl"], polish_clinic, encoding, given).decode(encoding))
    assert "Łódź 🦊" in reply["text"]


@pytest.mark.parametrize(
    ("called", "said"),
    [("/usr/bin/caveat", "caveat"), ("caveat.exe", "caveat"), ("/srv/caveat/bot/__main__.py", "python -m bot")],
)
def test_commands_are_named_as_they_can_be_typed(monkeypatch: pytest.MonkeyPatch, called: str, said: str) -> None:
    monkeypatch.setattr(sys, "argv", [called, "check"])
    assert program() == said
