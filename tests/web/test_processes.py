"""What the processes of a server share, and that each is replaced."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import BotError
from tests.production.parts import program
from tests.serving import ROOT, wait_for
from web.processes import shared_folder


def test_a_shared_folder_that_nobody_used_for_weeks_is_not_cleaned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian and Ubuntu clean /tmp of what is old: no editor could sign in after a quiet fortnight."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder, forgotten = shared_folder("sessions"), tmp_path / "forgotten"
    forgotten.mkdir()
    (folder / "file").touch()
    month_ago = time.time() - 30 * 24 * 60 * 60
    for path in (folder / "file", folder, forgotten):
        os.utime(path, (month_ago, month_ago))
    rules = tmp_path / "rules.conf"
    rules.write_text(f"d {tmp_path} - - - aAmM:10d\n")
    subprocess.run([program("systemd-tmpfiles"), "--clean", rules], check=True)
    assert [folder.is_dir(), (folder / "file").is_file(), forgotten.is_dir()] == [True, True, False]


def test_where_no_temporary_folder_can_be_made_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(BotError, match=r"^no temporary folder can be made: .*: let it write to /tmp"):
        shared_folder("models")


# A thread that blocks no signal, as libraries have them, and a parent that is busy for a while with each process.
PROGRAM = """
import os, pathlib, sys, threading, time
from web.processes import Processes

threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
os.register_at_fork(after_in_parent=lambda: time.sleep(0.5))
ended_before = pathlib.Path(sys.argv[1])

def work(place):
    with open(sys.argv[2], "a") as log:
        log.write(f"{place}\\n")
    if not ended_before.exists():
        ended_before.touch()
        os._exit(1)
    time.sleep(600)

Processes(1, work).run()
"""


def test_while_the_parent_is_busy_it_misses_neither_the_end_of_a_process_nor_that_it_is_told_to_stop(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    program = [sys.executable, "-c", PROGRAM, str(tmp_path / "ended"), str(log)]
    with subprocess.Popen(program, cwd=ROOT, stderr=subprocess.DEVNULL) as parent:
        try:
            wait_for(lambda: log.exists() and log.read_text() == "0\n0\n", 30, "a second process for the place")
        finally:
            parent.terminate()
        assert parent.wait(30) == 0
