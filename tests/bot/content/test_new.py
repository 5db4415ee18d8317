"""A clinic's new folder: what it explains is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_intents
from bot.content.new import TEMPLATE, write_new_clinic
from bot.content.pack import read_pack
from bot.errors import BotError


def test_a_new_folder_can_be_served_and_adds_no_caveat_to_those_that_ship(tmp_path: Path) -> None:
    written = write_new_clinic(tmp_path / "clinic")
    assert {path.name for path in written} == {"clinic.yaml", "answers.yaml", "caveats.yaml", "first.yaml"}
    assert load_intents(tmp_path / "clinic").caveats.keys() == read_pack().caveats.caveats.keys()


def test_the_caveats_that_ship_are_listed_as_they_are() -> None:
    remarks = [line[4:] for line in (TEMPLATE / "caveats.yaml").read_text().splitlines() if line.startswith("#   ")]
    listed = dict(line.split(": ", 1) for line in remarks)
    own = listed.pop("not-by-car")
    shipped = {name: text.strip() for name, text in read_pack().caveats.caveats.items()}
    assert listed == shipped
    assert own not in shipped.values()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BotError, match="file: cannot be written"):
        write_new_clinic(tmp_path / "file")
