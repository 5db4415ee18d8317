"""Notice when files are saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

LOOK_EVERY = 0.1  # seconds

Stamp = tuple[tuple[str, int, int], ...]


def changes(paths: Callable[[], Sequence[Path]], wait: Callable[[float], None] = time.sleep) -> Iterator[Stamp]:
    """Yield the state of `paths()` now, and again each time that one of them was saved, for ever."""
    last = _stamp(paths())
    yield last
    while True:
        wait(LOOK_EVERY)
        now = _stamp(paths())
        if now != last:
            last = now
            yield now


def _stamp(paths: Sequence[Path]) -> Stamp:
    return tuple(stamp for path in sorted(paths) if (stamp := _state(path)))


def _state(path: Path) -> tuple[str, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None  # between being deleted and written again, as some editors save
    return str(path), state.st_mtime_ns, state.st_size
