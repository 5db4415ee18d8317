"""Server processes: started, replaced when they end, and stopped with their parent."""

from __future__ import annotations

import atexit
import ctypes
import fcntl
import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.errors import BotError

log = logging.getLogger("caveat.server")

ROOT = Path(__file__).parents[1]  # where `python -m bot` finds the program, installed or not

_WATCHED = frozenset({signal.SIGCHLD, signal.SIGTERM, signal.SIGINT})
_MEMORY = Path("/dev/shm")
_PR_SET_PDEATHSIG = 1  # prctl(2)
PAUSE = 1.0  # seconds before a process that ended at once is replaced, and between two looks for such
LAST_SECONDS = 10.0  # that processes have to finish what they are answering, once they are told to stop


class Processes:
    """Keep one process for each of `count` places. Each calls `work` with the number of its place.

    `on_end` is called with the id of a process that has ended.
    """

    def __init__(self, count: int, work: Callable[[int], None], on_end: Callable[[int], None] = lambda _: None) -> None:
        self._count = count
        self._work = work
        self._on_end = on_end
        self._running: dict[int, tuple[int, float]] = {}
        self._is_told = False

    def run(self) -> int:
        """Run until SIGTERM or SIGINT. Returns the exit status. A started process leaves this method by SystemExit."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED)
        signal.signal(signal.SIGTERM, self._hear)
        signal.signal(signal.SIGINT, self._hear)
        for place in range(self._count):
            self._start(place)
        notify_ready()
        self._wait()
        while not self._is_told:
            for place in self._ended():
                self._start(place)
            self._wait()
        self._stop()
        return 0

    def _wait(self) -> None:
        """Wait for a signal, a second at most, and remember where it tells to stop.

        A thread that a library has made may take the signal while this one is not waiting for it: `_hear` then hears
        of SIGTERM and SIGINT, and the next look finds the processes that have ended.
        """
        taken = signal.sigtimedwait(_WATCHED, PAUSE)
        self._is_told |= taken is not None and taken.si_signo != signal.SIGCHLD

    def _hear(self, *_: object) -> None:
        self._is_told = True

    def _start(self, place: int) -> None:
        parent = os.getpid()
        if pid := os.fork():
            self._running[pid] = (place, time.monotonic())
            return
        signal.signal(signal.SIGTERM, _exit)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the parent passes it on
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _WATCHED)
        _end_with(parent)
        self._work(place)
        raise SystemExit(0)

    def _ended(self) -> list[int]:
        """Return the places of the processes that have ended since this was last called."""
        places = []
        while self._running and (found := os.waitpid(-1, os.WNOHANG))[0]:
            pid, status = found
            if pid not in self._running:
                continue
            place, started = self._running.pop(pid)
            self._on_end(pid)
            fields = {"process": pid, "status": os.waitstatus_to_exitcode(status)}
            log.error("a server process ended and is replaced", extra={"fields": fields})
            if time.monotonic() - started < PAUSE:
                time.sleep(PAUSE)
            places.append(place)
        return places

    def _stop(self) -> None:
        """Tell all processes to stop, and wait for them; kill those that are not done in time."""
        self._tell(signal.SIGTERM)
        end = time.monotonic() + LAST_SECONDS
        while self._running and time.monotonic() < end:
            signal.sigtimedwait([signal.SIGCHLD], 0.2)
            with suppress(ChildProcessError):
                while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                    self._running.pop(pid, None)
        self._tell(signal.SIGKILL)

    def _tell(self, what: signal.Signals) -> None:
        for pid in self._running:
            with suppress(ProcessLookupError):  # it has ended meanwhile
                os.kill(pid, what)


def command(*arguments: object) -> list[str]:
    """Return the command line that runs one of the bot's commands as a process of its own, in the folder ROOT."""
    return module("bot", *arguments)


def module(name: str, *arguments: object) -> list[str]:
    """Return the command line that runs the module of that name as a process of its own, in the folder ROOT."""
    return [sys.executable, "-m", name, *map(str, arguments)]


def shared_folder(purpose: str, *, in_memory: bool = False) -> Path:
    """Make a folder, named by its `purpose`, for what all processes of this server share. It goes with this process.

    One that is `in_memory` is on no disk, as one may be full, where the system has such a place. Only its owner can
    enter it. Those that are forked from this process leave it alone when they end. Raises BotError where no such folder
    can be made.
    """
    place = _MEMORY if in_memory and os.access(_MEMORY, os.W_OK) else None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"caveat-{purpose}-", dir=place))
    except OSError as error:
        mend = "let it write to /tmp, or name a folder in TMPDIR"
        raise BotError(f"no temporary folder can be made: {error.strerror}: {mend}") from None
    # Left open and locked for as long as a process lives: systemd-tmpfiles takes away what nobody used for days.
    fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_SH)
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)


def _exit(*_: object) -> None:
    raise SystemExit(0)


def _end_with(parent: int) -> None:
    """Have the kernel end this process with `parent`, however that ends."""
    with suppress(OSError, AttributeError):  # Linux alone has this
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit(0)


def notify_ready() -> None:
    """Tell systemd that the service is ready, as sd_notify(3) does; nothing where it was not started by systemd."""
    if not (address := os.environ.get("NOTIFY_SOCKET")):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as link:
        link.sendto(b"READY=1", address.replace("@", "\0", 1) if address.startswith("@") else address)
