"""Intents as they stand in their files, sound or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.raw import find_utterance, read_raw_intents


def test_an_utterance_is_found_however_it_is_written(folder: Path) -> None:
    entries = read_raw_intents(folder)
    found = find_utterance(entries, "  DAYS off needed afterwards ")
    assert found is not None
    assert (found[0].id, found[1].path) == ("laser-recovery", folder / "laser.yaml")
    assert "days off" in (folder / "laser.yaml").read_text().splitlines()[found[1].line - 1]
    assert find_utterance(entries, "how do I sing") is None


@pytest.mark.parametrize("content", ["", "- a list\n", "intents: none\n", "intents:\n  - text\n"])
def test_a_file_of_another_form_holds_none(folder: Path, content: str) -> None:
    known = [entry.id for entry in read_raw_intents(folder)]
    (folder / "other.yaml").write_text(content)
    assert [entry.id for entry in read_raw_intents(folder)] == known
