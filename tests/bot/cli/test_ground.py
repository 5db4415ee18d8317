"""`ground`: what it prints of the answers and their documents, and the exit code it ends with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.cli.terminal import Capture
from tests.clinic import SHEET, write_clinic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clinic whose documents lie beside it and are recorded."""
    (tmp_path / "documents").mkdir()
    shutil.copy(SHEET, tmp_path / "documents")
    folder = write_clinic(tmp_path / "intents")
    assert run(folder, "--record") == 0
    return folder


def run(folder: Path, *more: str) -> int:
    return main(["ground", "--intents", str(folder), "--documents", str(folder.with_name("documents")), *more])


def test_without_findings(folder: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(folder) == 0
    out = capsys.readouterr().out
    assert out.endswith("\n3 answers, 11 sentences, no findings\n")
    assert "aftercare.md:3: It covers a simple extraction.\n" in out


def test_a_finding_fails(folder: Path, capsys: Capture) -> None:
    path = folder / "aftercare.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("at least 72 hours", "at least 12 hours"), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(folder) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{path}:")
    assert out.endswith(" 1 finding\n")


def test_each_sentence_has_the_line_that_supports_it(folder: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(folder, "--verbose") == 0
    assert "  100  Smoking slows healing.\n       line 50: " in capsys.readouterr().out
    assert run(folder, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["findings"] == []
    support = found["answers"]["smoking"][1]
    assert (support["sentence"], support["score"], support["line"]) == ("Smoking slows healing.", 100.0, 50)
    assert support["supported_by"].startswith("Smoking slows healing")


def test_what_no_answer_uses_and_what_is_not_recorded_is_found(folder: Path, capsys: Capture) -> None:
    (folder / "grounding.lock").unlink()
    capsys.readouterr()
    assert run(folder, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {finding["grade"] for finding in found["findings"]} == {"warning"}
    assert {"document": "aftercare", "line": 37, "text": "Avoid hot drinks for 24 hours."} in found["unused"]
