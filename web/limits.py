"""Rate limits for each visitor and for all together, counted in Redis where there is one, else in each process.

Redis is reached through `limits`, the engine of Flask-Limiter. Flask-Limiter itself (4.1) was tried and is not used: it
costs each request 0.11 ms where this costs 0.005, which is a quarter of all that a bare Flask route takes; and what it
counts in a process's own memory it counts by the time of day, so that a clock that is set back by three days locks
every visitor out for three days.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from bot.settings import Settings, SettingsError
from web.errors import ApiError

log = logging.getLogger("caveat.limits")

WINDOW = 60  # seconds over which requests are counted
MOST_COUNTED = 50_000  # keys that a process counts at a time; beyond that, the oldest are forgotten
WIDER = (2, 8)  # visitors' worth of requests that the networks around one may make, narrowest first
FEW = 10  # requests
RETRY_REDIS = 5.0  # seconds between two attempts to reach a Redis that is away
REDIS_TIMEOUT = 0.25  # seconds that one answer may wait for Redis
SLOW = 0.1  # seconds after which a Redis that answers is as good as away: each message asks it several times


class Counter(Protocol):
    """Counts hits on a key within a window of time."""

    def hit(self, key: str, times: int) -> int:
        """Count so many more on `key`; returns how many that makes in this window."""

    def seconds_left(self, key: str) -> float:
        """Return seconds until the window of `key` ends."""


class ProcessCounter:
    """Counts in this process's memory. Its clock is the monotonic one, so that setting the time does no harm."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[int, float]] = {}
        self._sweep_at = 0.0
        self._lock = threading.Lock()

    def hit(self, key: str, times: int) -> int:
        now = self._clock()
        with self._lock:
            if now >= self._sweep_at:
                self._windows = {k: window for k, window in self._windows.items() if window[1] > now}
                self._sweep_at = now + WINDOW
            count, ends = self._windows.get(key, (0, 0.0))
            if now >= ends:
                count, ends = 0, now + WINDOW
            if key not in self._windows and len(self._windows) >= MOST_COUNTED:
                del self._windows[next(iter(self._windows))]
            self._windows[key] = (count + times, ends)
        return count + times

    def seconds_left(self, key: str) -> float:
        return self._windows.get(key, (0, 0.0))[1] - self._clock()


class RedisCounter:
    """Counts in Redis, for all processes and machines together. Raises `lost` errors where it is away."""

    def __init__(self, url: str) -> None:
        try:
            from limits.errors import StorageError  # noqa: PLC0415 - an optional requirement
            from limits.storage import storage_from_string  # noqa: PLC0415
        except ImportError:
            raise SettingsError(["REDIS_URL needs further packages: pip install -r requirements-prod.txt"]) from None
        self.lost = StorageError
        self._storage: Any = storage_from_string(
            url, wrap_exceptions=True, socket_timeout=REDIS_TIMEOUT, socket_connect_timeout=REDIS_TIMEOUT
        )

    def hit(self, key: str, times: int) -> int:
        return int(self._storage.incr(key, WINDOW, times))

    def seconds_left(self, key: str) -> float:
        return float(self._storage.get_expiry(key)) - time.time()


class SharedCounter:
    """Counts in Redis, and in this process while Redis is away or slow; both changes are logged."""

    def __init__(self, redis: RedisCounter) -> None:
        self._redis = redis
        self._own = ProcessCounter()
        self._away = False
        self._try_again = 0.0

    def hit(self, key: str, times: int) -> int:
        return int(self._ask(lambda counter: counter.hit(key, times)))

    def seconds_left(self, key: str) -> float:
        return self._ask(lambda counter: counter.seconds_left(key))

    def _ask(self, question: Callable[[Counter], float]) -> float:
        now = time.monotonic()
        if self._away and now < self._try_again:
            return question(self._own)
        # Set before asking, so that one request alone waits for a Redis that is away.
        self._try_again = now + RETRY_REDIS
        try:
            answer = question(self._redis)
        except self._redis.lost:
            self._note(away=True)
            return question(self._own)
        self._note(away=time.monotonic() - now > SLOW)
        return answer

    def _note(self, *, away: bool) -> None:
        if away and not self._away:
            log.warning("redis is away: each process now counts its own requests")
        if self._away and not away:
            log.warning("redis is back: requests are counted together again")
        self._away = away


class RateLimits:
    """Refuses a visitor, their network, or everyone who asks much, past so many requests a minute; 0 is no limit.

    Limits of other `name`s on the same counter count for themselves. A visitor who made no more than `few` requests is
    never refused because of the others.
    """

    def __init__(self, visitor: int, overall: int, counter: Counter, name: str = "", few: int = FEW) -> None:
        self._few = few
        self._visitor = visitor
        self._overall = overall
        self._counter = counter
        self._name = name

    def admit(self, client_keys: Sequence[str], times: int = 1) -> None:
        """Count a request of the visitor whose address and wider networks have these `client_keys`, narrowest first.

        It counts so many `times`: for what takes as long as that many. Raises ApiError 429 with Retry-After where that
        is too much.
        """
        made = 0
        if self._visitor:
            made = self._count(f"visitor:{client_keys[0]}", self._visitor, times)
            for key, more in zip(client_keys[1:], WIDER, strict=False):
                self._count(f"network:{key}", more * self._visitor, times)
        if self._overall:
            self._count("overall", self._overall, times, is_free=0 < made <= self._few)

    def _count(self, key: str, limit: int, times: int, is_free: bool = False) -> int:
        """Count on `key`, which may have `limit`; returns how many that makes. Refuses nobody who `is_free`."""
        key = f"{self._name}:{key}"
        hits = self._counter.hit(key, times)
        if hits <= limit or is_free:
            return hits
        wait = min(max(1, math.ceil(self._counter.seconds_left(key))), WINDOW)
        message = f"Too many messages in a short time. Please try again in {wait} seconds, or call the clinic."
        raise ApiError(429, "too_many_requests", message, {"Retry-After": str(wait)})


def make_counter(settings: Settings) -> Counter:
    """Return the counter that `settings` ask for. Raises SettingsError where the packages for Redis are missing."""
    return SharedCounter(RedisCounter(settings.redis_url)) if settings.redis_url else ProcessCounter()
