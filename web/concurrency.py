"""Make a few pages of the studio at a time, so that visitors never wait for an editor.

The server has as many threads more as pages are let in here.
"""

from __future__ import annotations

import threading

from flask import Blueprint, g, request

from web.errors import ApiError

AT_ONCE = 2  # pages of the studio that one process makes at a time
WAITING = 2  # that wait for one of them to be done
PATIENCE = 3.0  # seconds


class ConcurrencyLimit:
    """Lets AT_ONCE pages be made at a time in a process, but for those in `free`, which take no time."""

    def __init__(self, free: frozenset[str]) -> None:
        self._free = free
        self._inside = threading.BoundedSemaphore(AT_ONCE + WAITING)
        self._seats = threading.BoundedSemaphore(AT_ONCE)

    def protect(self, blueprint: Blueprint) -> None:
        """Stand before all pages of `blueprint`."""
        blueprint.before_request(self._enter)
        blueprint.teardown_request(self._leave)

    def _enter(self) -> None:
        if request.endpoint in self._free:
            return
        if self._inside.acquire(blocking=False):
            if self._seats.acquire(timeout=PATIENCE):
                g.has_seat = True
                return
            self._inside.release()
        message = "The studio is busy with something that takes long. Please try again in a moment."
        raise ApiError(503, "busy", message, {"Retry-After": f"{PATIENCE:.0f}"})

    def _leave(self, _: BaseException | None) -> None:
        if g.pop("has_seat", False):
            self._seats.release()
            self._inside.release()
