"""Writes entries in the background, so that no reply waits for a database and none fails because of one."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.inbox.entry import Entry
from bot.inbox.errors import InboxAwayError, InboxError
from bot.inbox.store import Store

log = logging.getLogger("caveat.inbox")

MOST_WAITING = 1_000  # entries that wait in memory while the database is away
MOST_KEPT = 10_000  # entries; more than that, nobody reads, and somebody is filling it on purpose
RETRY_EVERY = 3.0  # seconds between two attempts to reach a database that is away
EXPIRE_EVERY = 3600.0  # seconds between two looks for expired entries


@dataclass(frozen=True, slots=True)
class _Job:
    """An entry to be written, or None to delete what has expired; `done` is set once that has been tried."""

    entry: Entry | None
    done: threading.Event = field(default_factory=threading.Event)


class Writer:
    """Puts entries into a store, in a thread that starts with the first of them: threads do not outlive a fork.

    `on_size` is told how many entries the inbox holds, whenever that changes.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: queue.Queue[_Job] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._expire_at = 0.0
        self._overflowed = False
        self.is_away = False
        self.on_size: Callable[[int], None] = lambda _: None

    def put(self, entry: Entry) -> threading.Event:
        """Have `entry` written soon; the event is set once it is. Returns at once and never raises."""
        return self._put(_Job(entry))

    def look(self) -> None:
        """Have expired entries deleted if it is time for that. To be called again and again; returns at once."""
        if time.monotonic() >= self._expire_at:
            self._expire_at = time.monotonic() + EXPIRE_EVERY
            self._put(_Job(None))

    def _put(self, job: _Job) -> threading.Event:
        self._start_once()
        try:
            self._queue.put_nowait(job)
            self._overflowed = False
        except queue.Full:
            if not self._overflowed:
                log.error("the inbox has been away for too long: entries are lost until it is back")
            self._overflowed = True
            job.done.set()
        return job.done

    def _start_once(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            job = self._queue.get()
            try:
                self._insist(job)
            except InboxError as error:
                log.error("an entry could not be kept", extra={"fields": {"problem": str(error)}})
            except Exception:
                log.exception("an entry could not be kept")
            job.done.set()

    def _insist(self, job: _Job) -> None:
        """Do the job, however long the database is away."""
        while True:
            try:
                self._do(job)
            except InboxAwayError as error:
                if not self.is_away:
                    log.error("the inbox is away", extra={"fields": {"problem": str(error)}})
                self.is_away = True
                time.sleep(RETRY_EVERY)
                continue
            if self.is_away:
                log.warning("the inbox is back", extra={"fields": {"waiting": self._queue.qsize()}})
            self.is_away = False
            return

    def _do(self, job: _Job) -> None:
        if job.entry is None:
            self._store.expire()
        elif self._store.count() < MOST_KEPT:
            self._store.keep(job.entry)
        else:
            log.error("the inbox is full", extra={"fields": {"entries": MOST_KEPT}})
        self.on_size(self._store.count())
