"""The files of a clinic's folder: which are read, by whatever ending, and which are left behind by programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_intents, topic_files, version_of
from tests.bot.content.spoiling import add_topic, diagnostics, spoil


@pytest.mark.parametrize("name", [".#laser.yaml", "._laser.yaml", ".laser.yaml.new", "laser.yaml~"])
def test_what_editors_and_systems_leave_behind_is_no_part_of_the_folder(folder: Path, name: str) -> None:
    before = version_of(folder)
    (folder / name).symlink_to("nobody@nowhere:1234")
    assert load_intents(folder).version == before == version_of(folder)


@pytest.mark.parametrize("name", ["peel.yml", "peel.YAML", "Peel.Yml"])
def test_other_endings_of_yaml_are_read(folder: Path, name: str) -> None:
    add_topic(folder, "peel")
    (folder / "peel.yaml").rename(folder / name)
    assert "peel-cost" in load_intents(folder).intents


def test_who_the_clinic_is_may_have_another_ending(folder: Path) -> None:
    (folder / "clinic.yaml").rename(folder / "clinic.yml")
    assert load_intents(folder).clinic.name == "Little Clinic"


def test_missing_folder(tmp_path: Path) -> None:
    (found,) = diagnostics(tmp_path / "nowhere")
    assert found.message == "is no folder: give the folder that holds the intent files"


def test_empty_folder(tmp_path: Path) -> None:
    (found,) = diagnostics(tmp_path)
    assert found.message == "holds no intent files: start them with `caveat new`"


def test_version_follows_the_content(folder: Path) -> None:
    before = version_of(folder)
    assert before == load_intents(folder).version
    spoil(folder / "laser.yaml", "a day or two", "a day or three")
    assert version_of(folder) != before
    spoil(folder / "laser.yaml", "a day or three", "a day or two")
    assert version_of(folder) == before


def test_topic_files_are_sorted_and_leave_out_the_special_ones(folder: Path) -> None:
    add_topic(folder, "beam")
    assert [path.name for path in topic_files(folder)] == ["beam.yaml", "laser.yaml"]
