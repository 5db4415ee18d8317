"""Learning in a process that ends, so that the memory it takes goes with it, and those that serve only load."""

from __future__ import annotations

import fcntl
import logging
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import IO, Any

from bot.content import topic_files
from bot.errors import BotError
from web.processes import ROOT, command, shared_folder

log = logging.getLogger("caveat.learning")

PAUSE = 0.2  # seconds


class LearningError(BotError):
    """The process that was to learn ended without having learnt, or was not to be started; the error says why."""


@cache
def _turn() -> Path:
    """Return the file whose lock is held by whichever process of this server has its learner run.

    Two at once, of other clinics or for a trial in the studio, would take twice the memory.
    """
    return shared_folder("learning") / "lock"


class Learner:
    """Has the examples in `intents` learnt, and what was learnt kept in `models`.

    Of all processes of a server, one at a time has its learner run: the others find what that kept. Raises
    IntentsError where `intents` is no folder, before one is made there for what is learnt.
    """

    def __init__(self, intents: Path, models: Path) -> None:
        topic_files(intents)
        self._intents = intents.resolve()
        self.models = _writable(models.resolve())
        _turn()  # made before there are further processes, so that they share it
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._said: IO[bytes] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the process that was started here has not been seen to end."""
        return self._process is not None

    def learn(self) -> None:
        """Learn now, and wait for it. Raises LearningError."""
        while not self.start():
            time.sleep(PAUSE)  # another process learns; what it keeps is found then
        assert self._process is not None
        self._process.wait()
        self.collect()

    def start(self) -> bool:
        """Start the process that learns, unless one runs that another has started. Return whether it was started.

        Raises LearningError where no process can be started.
        """
        try:
            return self._start()
        except OSError as error:
            self.stop()
            raise LearningError(f"no process that learns can be started: {error.strerror or error}") from None

    def _start(self) -> bool:
        self._lock = _turn().open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.stop()
            return False
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `stop`
        learning = command("learn", "--intents", self._intents, "--models", self.models)
        self._process = subprocess.Popen(learning, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=self._said)
        return True

    def collect(self) -> bool:
        """Clear away after the process that was started here if it has ended, and return whether it has.

        Raises LearningError where it had not learnt.
        """
        if self._process is None or self._said is None or (status := self._process.poll()) is None:
            return False
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip()
        self.stop()
        if status:
            raise LearningError(said.splitlines()[-1] if said else f"learning ended with status {status}")
        return True

    def stop(self) -> None:
        """End the process that learns, if there is one."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        for file in (self._lock, self._said):
            if file is not None:
                file.close()
        self._process = self._lock = self._said = None


def _writable(models: Path) -> Path:
    """Return `models`, or where that cannot be written to, a folder of this server's own with what is kept there."""
    try:
        models.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=models).close()
        return models
    except OSError as error:
        fields: dict[str, Any] = {"folder": str(models), "problem": error.strerror or str(error)}
    event = "what is learnt cannot be kept: changed examples are learnt again at each start"
    log.warning(event, extra={"fields": fields})
    own = shared_folder("models")
    for kept in models.glob("*.npz"):
        shutil.copy(kept, own)
    return own
