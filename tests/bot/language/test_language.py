"""The language pack is whole, or the bot refuses to start: what is not there is not heard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import language
from bot.errors import BotError
from bot.nlu.word_vectors import WordVectors

SHIPPED = sorted(str(p.relative_to(language.SHIPPED)) for p in language.SHIPPED.rglob("*.*") if p.suffix != ".py")
DATA = [name for name in SHIPPED if not name.endswith((".pyc", language.FILES.name))]


def test_all_that_ships_is_listed() -> None:
    assert language.FILES.read_text().split() == DATA


@pytest.mark.parametrize("name", DATA)
def test_without_any_file_of_it_nothing_is_served(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(language.SHIPPED, tmp_path / "language"))
    language.check_complete(folder)
    (folder / name).unlink()
    with pytest.raises(BotError, match=f"{name}: is missing"):
        language.check_complete(folder)


@pytest.mark.parametrize("content", [b"", b"PK\3\4 cut off", b"no archive at all"])
def test_a_damaged_table_of_words_is_said(tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "word_vectors.npz"
    table.write_bytes(content)
    with pytest.raises(BotError, match=r"word_vectors\.npz: cannot be read"):
        WordVectors.load(table)
