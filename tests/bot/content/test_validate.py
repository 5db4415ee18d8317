"""The form of files: every mistake is told, and none hides another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.content.spoiling import add_topic, diagnostics, spoil


def test_all_problems_are_reported_at_once(folder: Path) -> None:
    add_topic(folder, "peel", parent="beams")
    spoil(folder / "laser.yaml", "[evidence-thin]", "[evidence-thick]")
    spoil(folder / "laser.yaml", "[laser-recovery]", "[nowhere]")
    spoil(folder / "peel.yaml", "    caveats: [ask-doctor]\n", "")
    spoil(folder / "clinic.yaml", "[laser-what,", "[lasr-what,")
    (folder / "phrases.yaml").write_text("notise: Hello.\n", encoding="utf-8")
    found = [(f.path.name, f.message.split(":")[0]) for f in diagnostics(folder)]
    assert found == [
        ("clinic.yaml", "starter 'lasr-what' leads nowhere"),
        ("laser.yaml", "unknown caveat 'evidence-thick'"),
        ("laser.yaml", "follow-up 'nowhere' of 'laser-what' leads nowhere"),
        ("peel.yaml", "no file has the topic 'beams'"),
        ("peel.yaml", "answer 'peel-cost' has no caveat"),
        ("phrases.yaml", "unknown key 'notise'"),
    ]


def test_a_key_that_is_not_known_hides_no_other_mistake(folder: Path) -> None:
    spoil(folder / "laser.yaml", "title: Laser", "title: Laser\ncolour: red")
    spoil(folder / "laser.yaml", "[evidence-thin]", "[evidence-thick]")
    found = [f.message.split(":")[0] for f in diagnostics(folder)]
    assert found == ["unknown key 'colour'", "unknown caveat 'evidence-thick'"]


def test_an_intent_that_is_wrong_is_not_called_missing_too(folder: Path) -> None:
    add_topic(folder, "peel")
    spoil(folder / "peel.yaml", "id: peel-cost", "id: Peel Cost")
    assert [finding.line for finding in diagnostics(folder)] == [6]


@pytest.mark.parametrize("content", ["", "# a remark\n", "- a\n- b\n", "just text\n"])
def test_file_without_a_mapping(folder: Path, content: str) -> None:
    (folder / "laser.yaml").write_text(content, encoding="utf-8")
    (found,) = diagnostics(folder)
    assert str(found) == (f"{folder / 'laser.yaml'}:1: is empty or no mapping: it needs 'topic', 'title', 'intents'")
