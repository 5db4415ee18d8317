"""The stamp of files: another after each way in which editors and systems change them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.stamp import stamp


def _same_size(path: Path) -> None:
    path.write_text("hot")
    os.utime(path, (1, 1))


def _put_in_its_place(path: Path) -> None:
    """Save as many editors do: another file takes the name; here with the time and size of the former."""
    before = path.stat()
    other = path.with_name("other")
    other.write_text("hot")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def _same_time(path: Path) -> None:
    before = path.stat()
    path.write_text("warmer")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize("change", [_same_size, _same_time, _put_in_its_place, Path.unlink, _link_to_nowhere])
def test_a_changed_file_has_another_stamp(tmp_path: Path, change: Callable[[Path], None]) -> None:
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path in paths:
        path.write_text("dry")
    before = stamp(paths)
    assert stamp(reversed(paths)) == before
    change(paths[1])
    assert stamp(paths) != before
    assert stamp(paths[:1]) == before[:1]
