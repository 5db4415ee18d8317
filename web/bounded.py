"""Run what reads others' documents: in a process that ends, within bounds of time and memory, one at a time."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout

from bot.errors import BotError
from web.processes import ROOT, shared_folder

SECONDS = 120  # that it may take
MEMORY = 768 * 1024 * 1024  # bytes that it may take
OUTPUT = 64 * 1024 * 1024  # bytes of each file that it may write
PATIENCE = 60  # seconds to wait for its turn
NICE = 10  # visitors go first


class BusyError(BotError):
    """Something else is read, and that took too long to wait for."""


@cache
def turn() -> Path:
    """Return the file whose lock is held while one runs, in whichever process of this server: two take more memory.

    To be called before there are further processes, so that they share it.
    """
    return shared_folder("bounded") / "lock"


def run_bounded(arguments: Sequence[str], seconds: float = SECONDS) -> subprocess.CompletedProcess[str]:
    """Run a command line in the folder ROOT, once it is its turn; it is killed after so many `seconds`.

    Raises BusyError where its turn does not come.
    """
    try:
        with FileLock(turn(), PATIENCE), tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as problem:
            status = _run(arguments, seconds, said, problem)
            for file in (said, problem):
                file.seek(0)
            return subprocess.CompletedProcess(arguments, status, said.read(), problem.read())
    except Timeout:
        raise BusyError("another document is being read: try again in a moment") from None


def _run(arguments: Sequence[str], seconds: float, said: IO[str], problem: IO[str]) -> int:
    with subprocess.Popen(arguments, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=problem) as process:
        resource.prlimit(process.pid, resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
        os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
