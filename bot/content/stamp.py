"""Notice that files were changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

Stamp = tuple[tuple[str, int, int, int], ...]


def stamp(paths: Iterable[Path]) -> Stamp:
    """Return a value that changes when one of the files at `paths` does; compare it for equality alone."""
    return tuple(map(_seen, sorted(paths)))


def _seen(path: Path) -> tuple[str, int, int, int]:
    try:
        stat = path.stat()
    except OSError:  # a link to nowhere, or between being deleted and written again, as some editors save
        return str(path), 0, 0, 0
    return str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino
