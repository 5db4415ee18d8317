"""`check`: what it prints, and the exit code it ends with."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.evaluation.checks import quality, reading_age
from tests.bot.cli.terminal import Capture
from tests.bot.evaluation.checks.planted import DENTAL, HARD, PAIN, edit, keep_examples

pytestmark = pytest.mark.slow  # each command starts a bot of its own


def test_check_prints_every_finding(spoilt: Path, capsys: Capture) -> None:
    text = (spoilt / "laser.yaml").read_text(encoding="utf-8")
    (spoilt / "laser.yaml").write_text(text.replace("[evidence-thin]", "[evidence-thick]"), encoding="utf-8")
    assert main(["check", "--intents", str(spoilt)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{spoilt}/laser.yaml:14: error: unknown caveat 'evidence-thick': write it in caveats.yaml or name another",
    ]


def run(clinic: Path, *more: str) -> int:
    return main(["check", "--intents", str(clinic), *more])


@pytest.fixture
def lasting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_pack: None) -> Path:  # noqa: ARG001 - it is put in place
    """A well-kept folder of intents, its review not due in a reader's lifetime, whatever today is."""
    monkeypatch.setattr(quality, "GOOD", 0.0)
    folder = Path(shutil.copytree(DENTAL, tmp_path / "dental"))
    edit(folder / "extraction.yaml", "on: 2026-11-20, due: 2027-05-20", "on: 2020-01-01, due: 2120-01-01")
    return folder


def test_command_without_findings(lasting: Path, capsys: Capture) -> None:
    assert run(lasting) == 0
    assert capsys.readouterr() == (f"{lasting}: no findings\n", "")


def test_command_fails_on_warnings_and_on_no_advice(lasting: Path, capsys: Capture) -> None:
    path = lasting / "extraction.yaml"
    keep_examples(path, 3)
    assert run(lasting) == 0
    advice = f"{path}:6: advice: 'smoking' has 3 phrases: write 5 or more ways in which visitors really ask it\n"
    assert capsys.readouterr().out == advice
    edit(path, "due: 2120-01-01", "due: 2020-02-01")
    assert run(lasting) == 1
    assert capsys.readouterr().out == (
        f"{path}:4: warning: the review of 4 answers was due on 2020-02-01: "
        f"have a clinician read again, then set 'on' and 'due'\n{advice}"
    )


def test_command_holds_examples_against_cases(lasting: Path, capsys: Capture) -> None:
    folder = lasting / "cases"
    folder.mkdir()
    (folder / "some.yaml").write_text("- ask: is soup ok\n  intent: eating\n", encoding="utf-8")
    assert run(lasting) == 1
    assert f'"is soup ok" is a test case too ({folder}/some.yaml:1)' in capsys.readouterr().out
    assert run(lasting, "--cases", str(folder / "some.yaml")) == 1
    assert "is a test case too" in capsys.readouterr().out
    (lasting / "none").mkdir()
    assert run(lasting, "--cases", str(lasting / "none")) == 2
    assert "there are no case files" in capsys.readouterr().err


def test_command_without_the_library_says_what_it_left_out(
    lasting: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(lasting / "extraction.yaml", PAIN, HARD)
    monkeypatch.setitem(sys.modules, "pyphen", None)
    reading_age._hyphens.cache_clear()
    try:
        assert run(lasting) == 0
        out, err = capsys.readouterr()
        assert out == f"{lasting}: no findings\n"
        assert err == "bot: reading ages were not looked at: pip install -r requirements-documents.txt\n"
    finally:
        reading_age._hyphens.cache_clear()
