"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.files import LOCK, EditError, replace_file


def test_a_file_that_changed_meanwhile_is_left_alone(folder: Path) -> None:
    path = folder / "laser.yaml"
    path.write_text("the newer")
    with pytest.raises(EditError, match="has just been changed by somebody else: try again"):
        replace_file(path, b"the older", b"mine")
    assert path.read_text() == "the newer"
    assert not [path for path in folder.iterdir() if path.name.startswith(".") and path.name != LOCK]


def test_a_new_file_is_made_only_where_there_is_none(tmp_path: Path) -> None:
    replace_file(tmp_path / "new.yaml", b"", b"content")
    assert (tmp_path / "new.yaml").read_bytes() == b"content"
    with pytest.raises(EditError):
        replace_file(tmp_path / "new.yaml", b"", b"another")
