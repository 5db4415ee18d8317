"""Files of YAML: what cannot be read is said with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from bot.content import load_intents, version_of, yaml_file
from tests.bot.content.spoiling import diagnostics, spoil
from tests.small_clinic import TOPIC


def test_a_pipe_or_a_device_is_refused_at_once(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    found = [str(f) for f in diagnostics(folder)]
    assert found == [f"{folder / n}:1: is no plain file: take it out of the folder" for n in ("pipe.yaml", "zero.yaml")]
    assert len(version_of(folder)) == 12


def test_unreadable_file(folder: Path) -> None:
    (folder / "peel.yaml").mkdir()
    assert [str(f) for f in diagnostics(folder)] == [f"{folder / 'peel.yaml'}:1: cannot be read: Is a directory"]


def test_not_utf8(folder: Path) -> None:
    (folder / "laser.yaml").write_bytes(b"topic: laser\ntitle: Caf\xe9\n")
    assert [str(f) for f in diagnostics(folder)] == [
        f"{folder / 'laser.yaml'}:2: is not UTF-8 text: save the file as UTF-8"
    ]


def test_byte_order_mark_is_no_mistake(folder: Path) -> None:
    path = folder / "laser.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "laser" in load_intents(folder).topics


def test_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "laser.yaml").write_text(TOPIC + "#" * 1_000_000, encoding="utf-8")
    monkeypatch.setattr(yaml_file, "MAX_BYTES", 1_000_000)
    assert [str(f) for f in diagnostics(folder)] == [f"{folder / 'laser.yaml'}:1: is larger than 1 MB: split it in two"]


def test_pure_parser_finds_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(folder / "laser.yaml", "title: Laser", "title: Laser\ntitle: Light")
    with_c = diagnostics(folder)
    monkeypatch.setattr(yaml_file, "SafeLoader", yaml.SafeLoader)
    assert diagnostics(folder) == with_c
