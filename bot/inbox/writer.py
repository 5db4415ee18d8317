"""Writes entries in the background, so that no reply waits for a database and none fails because of one."""

from __future__ import annotations

import atexit
import logging
import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bot.inbox.errors import InboxAwayError, InboxError
from bot.inbox.item import InboxItem

if TYPE_CHECKING:
    from bot.inbox.store import Store

log = logging.getLogger("caveat.inbox")

MOST_WAITING = 1_000  # entries that wait in memory while the database is away
MOST_KEPT = 10_000  # entries; more than that, nobody reads, and somebody is filling it on purpose
RETRY_EVERY = 3.0  # seconds between two attempts to reach a database that is away
TIDY_EVERY = 60.0  # seconds between two checks of what has expired and how much there is
TIDY_AFTER = 1.0  # seconds from a new entry to the next check: by then, other processes have written theirs, too

_AWAY = "the inbox is away; entries wait until it is back"
_FULL = "the inbox is full; entries are lost until an editor has dealt with some"
_LOST = "the inbox has been away for too long; entries are lost until it is back"


def _nothing() -> None:
    """Do nothing."""


class Writer:
    """Puts entries into a store, in a thread that each process starts for itself: threads do not outlive a fork.

    `on_size` is told how many entries the inbox holds: soon after each new one, and at least once a minute.
    """

    def __init__(self, store: Store, on_size: Callable[[int], None] = lambda _: None) -> None:
        self._store = store
        self._on_size = on_size
        self._waiting: queue.Queue[Callable[[], object]] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._ending = threading.Event()
        self._tidy_at = 0.0
        self._troubles: set[str] = set()

    def put(self, entry: InboxItem) -> None:
        """Have `entry` written soon. Returns at once and never raises."""
        self._put(partial(self._keep, entry))

    def take_back(self, mark: str) -> None:
        """Have the entries with this `mark` set aside soon. Returns at once and never raises."""
        self._put(partial(self._store.take_back, mark))

    def _put(self, act: Callable[[], object]) -> None:
        self.keep_running()
        try:
            self._waiting.put_nowait(act)
            self._recovered(_LOST)
        except queue.Full:
            self._log_once(_LOST)

    def keep_running(self) -> None:
        """Start the thread where this process has none; it also deletes what has expired."""
        if self._thread is not None:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)
                self._thread.start()
                atexit.register(self.close)

    def close(self, seconds: float = 2.0) -> None:
        """Write what still waits, for so many seconds at most, and end the thread. Nothing can be put after that."""
        self._ending.set()
        if self._thread is not None:
            if self._waiting.empty():
                self._waiting.put(_nothing)  # wakes the thread
            self._thread.join(seconds)
        atexit.unregister(self.close)

    def _run(self) -> None:
        while not (self._ending.is_set() and self._waiting.empty()):
            if time.monotonic() >= self._tidy_at:
                self._do(self._tidy)
            try:
                act = self._waiting.get(timeout=max(0.0, self._tidy_at - time.monotonic()))
            except queue.Empty:
                continue
            self._do(act)

    def _do(self, act: Callable[[], object]) -> None:
        """Call `act`, again and again while the database is away."""
        while True:
            try:
                act()
            except InboxAwayError as error:
                self._log_once(_AWAY, problem=str(error))
                if self._ending.wait(RETRY_EVERY):
                    return
                continue
            except InboxError as error:
                log.error("an entry could not be kept", extra={"fields": {"problem": str(error)}})
            except Exception:
                log.exception("an entry could not be kept")
            if self._recovered(_AWAY):
                log.warning("the inbox is back", extra={"fields": {"waiting": self._waiting.qsize()}})
            return

    def _tidy(self) -> None:
        self._tidy_at = time.monotonic() + TIDY_EVERY
        self._store.expire()
        self._on_size(self._store.count())

    def _keep(self, entry: InboxItem) -> None:
        if self._store.count() >= MOST_KEPT:
            self._log_once(_FULL)
            return
        self._store.keep(entry)
        self._recovered(_FULL)
        self._tidy_at = min(self._tidy_at, time.monotonic() + TIDY_AFTER)

    def _log_once(self, trouble: str, **fields: str) -> None:
        """Log `trouble`, unless it is known already."""
        if trouble not in self._troubles:
            self._troubles.add(trouble)
            log.error(trouble, extra={"fields": fields})

    def _recovered(self, trouble: str) -> bool:
        """Forget `trouble`, which is over; return whether it was known."""
        was_there = trouble in self._troubles
        self._troubles.discard(trouble)
        return was_there
