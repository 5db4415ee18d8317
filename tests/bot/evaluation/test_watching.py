"""`test --watch`, as it runs in a terminal: it runs again at every save, and outlives mistakes."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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
