"""What was read is kept for as long as the document is the same, and so is what is wrong with it."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import bot.documents.shelf
from bot.documents import Document
from bot.documents.shelf import kept, read_all
from tests.serving import ROOT

LEAFLET = "# Care\n\n## Does it hurt?\n\nA little.\n"


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    path = tmp_path / "care.md"
    path.write_text(LEAFLET)
    return path


def test_each_is_kept_with_what_it_says_or_what_is_wrong_with_it(tmp_path: Path, leaflet: Path) -> None:
    (empty := tmp_path / "empty.md").write_text("")
    shelf = [sys.executable, "-m", "bot.documents.shelf", tmp_path, empty, leaflet]
    subprocess.run(shelf, cwd=ROOT, check=True)
    document = kept(tmp_path, leaflet)
    assert isinstance(document, Document)
    assert [section.text for section in document.sections] == ["A little."]
    assert kept(tmp_path, empty) == f"{empty}: holds no text, as it is empty: save it again"


def test_what_has_changed_is_not_there_any_more(tmp_path: Path, leaflet: Path) -> None:
    read_all(tmp_path, [leaflet])
    os.utime(leaflet, (1, 1))
    with pytest.raises(FileNotFoundError):
        kept(tmp_path, leaflet)


def test_the_bound_on_one_does_not_end_what_else_the_process_does(tmp_path: Path, leaflet: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU)
    read_all(tmp_path, [leaflet])
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


def test_one_that_takes_too_long_ends_the_process(tmp_path: Path, leaflet: Path) -> None:
    endless = (
        "import itertools, sys; from pathlib import Path; from bot.documents import shelf; shelf.SECONDS = 1;"
        "shelf.read_document = lambda path: sum(1 for _ in itertools.count());"
        "shelf.read_all(Path(sys.argv[1]), [Path(sys.argv[2])])"
    )
    ended = subprocess.run([sys.executable, "-c", endless, tmp_path, leaflet], check=False, cwd=ROOT, timeout=60)
    assert ended.returncode == -signal.SIGXCPU


def test_one_that_is_too_long_is_refused(tmp_path: Path, leaflet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.documents.shelf, "MOST", 8)
    read_all(tmp_path, [leaflet])
    assert kept(tmp_path, leaflet) == f"{leaflet}: holds more than 8 characters: split it in two"
