"""What the processes of a server share."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from bot.errors import BotError
from tests.production.parts import program
from web.processes import shared_folder


def test_a_shared_folder_that_nobody_used_for_weeks_is_not_cleaned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian and Ubuntu clean /tmp of what is old: no editor could sign in after a quiet fortnight."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder, forgotten = shared_folder("sessions"), tmp_path / "forgotten"
    forgotten.mkdir()
    (folder / "file").touch()
    month_ago = time.time() - 30 * 24 * 60 * 60
    for path in (folder / "file", folder, forgotten):
        os.utime(path, (month_ago, month_ago))
    rules = tmp_path / "rules.conf"
    rules.write_text(f"d {tmp_path} - - - aAmM:10d\n")
    subprocess.run([program("systemd-tmpfiles"), "--clean", rules], check=True)
    assert [folder.is_dir(), (folder / "file").is_file(), forgotten.is_dir()] == [True, True, False]


def test_where_no_temporary_folder_can_be_made_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(BotError, match=r"^no temporary folder can be made: .*: let it write to /tmp"):
        shared_folder("models")
