"""Write files so that a reader sees the old content or the new one, never a part of either."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import BotError

LOCK = ".caveat.lock"
PATIENCE = 10  # seconds to wait for another's edit, of which each takes a fraction of one


class EditError(BotError):
    """What was to be changed cannot be, and why; nothing was written."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that nobody else who takes it, in any thread or process, writes meanwhile.

    Whoever holds it may take it again. Raises EditError where somebody else holds it for too long.
    """
    lock = FileLock(folder.resolve() / LOCK, PATIENCE, mode=0o660, is_singleton=True)
    try:
        lock.acquire()
    except Timeout:
        raise EditError(f"{folder} is being changed by somebody else: try again") from None
    try:
        yield
    finally:
        lock.release()


def content_of(path: Path) -> bytes:
    """Return the bytes of the file at `path`; empty where there is none."""
    return path.read_bytes() if path.exists() else b""


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before` (empty for a new file), whole or not at all, for the same users to read.

    Raises EditError where the file holds something else than `before`.
    """
    real = path.resolve()
    unfinished = real.with_name(f".{real.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        demand_unchanged(path, before)
        if real.exists():
            _like(real, unfinished)
        os.replace(unfinished, real)
    finally:
        unfinished.unlink(missing_ok=True)


def demand_unchanged(path: Path, before: bytes) -> None:
    """Raise EditError where the file at `path` holds something else than `before` (empty for none)."""
    if content_of(path) != before:
        raise EditError(f"{path} has just been changed by somebody else: try again")


def _like(model: Path, file: Path) -> None:
    """Give `file` the mode of `model`, and its owner where that is allowed."""
    shutil.copymode(model, file)
    with suppress(PermissionError):  # only root may give files away
        os.chown(file, model.stat().st_uid, model.stat().st_gid)
