"""`test`: what it prints, the exit code it ends with, and that it runs again at every save."""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.cli import main
from bot.evaluation.watching import changes
from tests.serving import ROOT
from tests.small_clinic import write_learnt_clinic

pytestmark = pytest.mark.slow  # it starts processes
QUESTION = "How long is the recovery?"


class Watching:
    """The command as it runs, and the lines that it prints."""

    def __init__(self, intents: Path, cases: Path) -> None:
        command = [sys.executable, "-u", "-m", "bot", "test", str(cases), "--watch", "--intents", str(intents)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, part: str, seconds: float) -> None:
        """Wait for a line that holds `part`."""
        started = time.monotonic()
        seen = []
        while (left := started + seconds - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            seen.append(line)
            if part in line:
                return
        raise AssertionError(f"no '{part}' within {seconds} s in {seen}")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[Watching, Path, Path]]:
    intents = write_learnt_clinic(tmp_path / "intents")
    cases = tmp_path / "cases.yaml"
    cases.write_text(f"- ask: {QUESTION}\n  intent: laser-recovery\n", encoding="utf-8")
    started = Watching(intents, cases)
    yield started, intents, cases
    started.process.terminate()
    started.process.wait(10)
    assert started.process.stdout
    started.process.stdout.close()


def test_watch(watching: tuple[Watching, Path, Path]) -> None:
    watch, intents, cases = watching
    watch.until("1 case: 1 right", 60)

    cases.write_text(f"- ask: {QUESTION}\n  intent: laser-what\n", encoding="utf-8")
    watch.until("1 case: 0 right, 1 wrong", 20)

    cases.write_text("- ask: [", encoding="utf-8")
    watch.until("is not valid YAML", 20)

    cases.write_text(f"- ask: {QUESTION}\n  says: Nobody rests at all\n", encoding="utf-8")
    watch.until("0 right, 1 wrong", 20)

    topic = intents / "laser.yaml"
    topic.write_text(
        topic.read_text("utf-8").replace("Most people rest", "Nobody rests at all, most"), encoding="utf-8"
    )
    watch.until("1 case: 1 right", 20)


def cases_file(folder: Path, intent: str = "laser-recovery") -> Path:
    path = folder / "cases.yaml"
    path.write_text(f"- ask: {QUESTION}\n  intent: {intent}\n", encoding="utf-8")
    return path


def test_command_passes(small_clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", str(cases_file(tmp_path)), "--intents", str(small_clinic)]) == 0
    assert capsys.readouterr().out.startswith("1 case: 1 right, 0 wrong, 0 declined")


def test_command_falls_short(small_clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "out" / "r.html"
    report.parent.mkdir()
    path = cases_file(tmp_path, "laser-what")
    assert main(["test", str(path), "--intents", str(small_clinic), "--html", str(report)]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"{path}:1: wrong: {QUESTION}\n    wanted laser-what, got laser-recovery\n")
    assert f"report: {report}" in out
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- ask: a\n  intent: nowhere", "cases.yaml:1: intent 'nowhere' is not served: name one that is"),
        ("[]", "the case files hold no case: start one with '- ask:'"),
        ("- ask: a", "cases.yaml:1: demands nothing"),
    ],
)
def test_command_that_cannot_be_done(
    small_clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["test", str(path), "--intents", str(small_clinic)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_command_with_a_report_that_cannot_be_written(
    small_clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = str(tmp_path / "no" / "r.html")
    arguments = ["test", str(cases_file(tmp_path)), "--intents", str(small_clinic), "--html", report]
    assert main(arguments) == 2
    assert "No such file or directory" in capsys.readouterr().err


def test_command_watches_until_it_is_interrupted(
    small_clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look at the files finds one change: a case that fails, a case file that is broken, another that passes."""
    path = cases_file(tmp_path)
    saves = iter([f"- ask: {QUESTION}\n  intent: laser-what\n", "- ask: [", f"- ask: {QUESTION}\n  says: day or two\n"])

    def save_or_stop(_seconds: float) -> None:
        if (text := next(saves, None)) is None:
            raise KeyboardInterrupt
        path.write_text(text, encoding="utf-8")

    monkeypatch.setattr("bot.cli.test.changes", partial(changes, wait=save_or_stop))
    assert main(["test", str(path), "--intents", str(small_clinic), "--watch"]) == 130
    out, err = capsys.readouterr()
    assert re.findall(r"1 case: (\d) right, (\d) wrong", out) == [("1", "0"), ("0", "1"), ("1", "0")]
    assert out.count("\n--- ") == 4
    assert "is not valid YAML" in err
