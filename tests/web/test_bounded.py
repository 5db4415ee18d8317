"""What reads others' documents ends within its bounds, whatever it does."""

from __future__ import annotations

import sys
import time

import pytest
from filelock import FileLock

import web.bounded
from web.bounded import BusyError, run_bounded, turn


def run(program: str, seconds: float = 20) -> tuple[int, str]:
    done = run_bounded([sys.executable, "-c", program], seconds)
    return done.returncode, done.stdout + done.stderr


def test_what_it_says_and_how_it_ends_is_returned() -> None:
    assert run("import sys; print('read'); sys.exit(3)") == (3, "read\n")
    assert run("import os; print(os.nice(0))") == (0, "10\n")


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("import time; time.sleep(3600)", id="no end"),
        pytest.param("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass", id="no ear"),
        pytest.param("bytearray(900_000_000)", id="memory"),
        pytest.param("print('x' * 70_000_000)", id="output"),
    ],
)
def test_it_goes_no_further_than_its_bounds(program: str) -> None:
    started = time.monotonic()
    assert run(program, seconds=1)[0]
    assert time.monotonic() - started < 5


def test_one_runs_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.bounded, "PATIENCE", 0.1)
    with FileLock(turn()), pytest.raises(BusyError, match="another document is being read"):
        run("pass")
    assert run("pass") == (0, "")
