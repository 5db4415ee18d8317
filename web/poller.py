"""Poll, in a thread of each server process, what may change while it serves: the intent files, the clock."""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable

log = logging.getLogger("caveat.poller")

POLL_EVERY = 0.3  # seconds between two polls
CLOCK_MOVED = 2.0  # seconds by which the time of day may drift between two polls before that is worth a line


class Poller:
    """Calls each of `polls`, bound methods, again and again for as long as their owners live."""

    def __init__(self, polls: list[Callable[[], None]]) -> None:
        self._polls = polls
        self._process = 0
        self._starting = threading.Lock()

    def start_once(self) -> None:
        """Start the thread if this process has none: threads do not outlive a fork, so each process needs its own."""
        if self._process == os.getpid():
            return
        with self._starting:
            if self._process == os.getpid():
                return
            # What happened between loading and forking is caught up with before the first request is answered.
            for poll in self._polls * 2:
                poll()
            self._process = os.getpid()
            methods = [weakref.WeakMethod(poll) for poll in self._polls]
            threading.Thread(target=_keep_polling, args=(methods,), name="poller", daemon=True).start()


def _keep_polling(methods: list[weakref.WeakMethod[Callable[[], None]]]) -> None:
    while polls := [poll for method in methods if (poll := method())]:
        for poll in polls:
            try:
                poll()
            except Exception:
                log.exception("a look at what may have changed failed; the next one follows")
        del poll, polls
        time.sleep(POLL_EVERY)


class Clock:
    """Notices that the time of day was set, which explains odd times in the log and conversations that expired."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def poll(self) -> None:
        """Log by how much the time of day moved against the clock that nobody can set."""
        offset = time.time() - time.monotonic()
        if abs(offset - self._offset) > CLOCK_MOVED:
            log.warning("the clock was set", extra={"fields": {"seconds": round(offset - self._offset)}})
            self._offset = offset
