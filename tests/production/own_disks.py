"""Runs the server with disks that nobody else sees: 2 MB at the folder SMALL_DISK; READ_ONLY, as nobody can write it.

From outside, its files are at /proc/<the server's process>/root/<that folder>.
"""

from __future__ import annotations

import ctypes
import os
import runpy
import sys
from pathlib import Path

NEW_MOUNTS, NEW_USERS = 0x20000, 0x10000000  # unshare(2)
PRIVATE_ALL = 0x40000 | 0x4000  # mount(2): MS_PRIVATE, MS_REC
BIND, READ_ONLY_AGAIN = 0x1000, 0x1000 | 0x20 | 0x1  # MS_BIND; MS_BIND, MS_REMOUNT, MS_RDONLY

libc = ctypes.CDLL(None, use_errno=True)


def succeed(outcome: int) -> None:
    if outcome:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def leave(user: int, group: int) -> None:
    """Leave the common file systems. Who is not root becomes it, within these walls."""
    succeed(libc.unshare(NEW_MOUNTS if user == 0 else NEW_MOUNTS | NEW_USERS))
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")


leave(os.getuid(), os.getgid())
succeed(libc.mount(b"none", b"/", None, PRIVATE_ALL, None))
if small := os.environ.get("SMALL_DISK"):
    succeed(libc.mount(b"none", small.encode(), b"tmpfs", 0, b"size=2m"))
if folder := os.environ.get("READ_ONLY"):
    succeed(libc.mount(folder.encode(), folder.encode(), None, BIND, None))
    succeed(libc.mount(folder.encode(), folder.encode(), None, READ_ONLY_AGAIN, None))
sys.path.insert(0, str(Path.cwd()))
runpy.run_path("app.py", run_name="__main__")
