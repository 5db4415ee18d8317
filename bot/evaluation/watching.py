"""Notice when files are saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.content.stamp import Stamp, stamp

LOOK_EVERY = 0.1  # seconds


def changes(paths: Callable[[], Sequence[Path]], wait: Callable[[float], None] = time.sleep) -> Iterator[Stamp]:
    """Yield the state of `paths()` now, and again each time that one of them was saved, for ever."""
    last = stamp(paths())
    yield last
    while True:
        wait(LOOK_EVERY)
        now = stamp(paths())
        if now != last:
            last = now
            yield now
