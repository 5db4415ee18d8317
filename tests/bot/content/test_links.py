"""What leads from one part of the files to another."""

from __future__ import annotations

from pathlib import Path

from bot.content import load_intents
from tests.bot.content.spoiling import add_topic, diagnostics, spoil


def test_circular_parents(folder: Path) -> None:
    add_topic(folder, "peel", parent="laser")
    spoil(folder / "laser.yaml", "title: Laser", "title: Laser\nparent: peel")
    assert [str(f) for f in diagnostics(folder)] == [
        f"{folder / 'laser.yaml'}:3: 'peel' is its own parent: take 'parent' out",
        f"{folder / 'peel.yaml'}:4: 'laser' is its own parent: take 'parent' out",
    ]


def test_two_files_of_one_topic_are_joined(folder: Path) -> None:
    add_topic(folder, "beam")
    spoil(folder / "beam.yaml", "topic: beam\ntitle: Beam", "topic: laser\ntitle: More of it")
    topics = load_intents(folder).topics
    assert "beam" not in topics
    assert (topics["laser"].title, topics["laser"].names) == ("Laser", ("laser", "light"))


def test_a_follow_up_is_offered_once_it_is_served(folder: Path) -> None:
    spoil(folder / "clinic.yaml", "[laser-what, laser-recovery]", "[laser-what]")
    spoil(folder / "laser.yaml", "    aspect: recovery", "    status: draft")
    assert load_intents(folder).intents["laser-what"].follow_ups == ()
    spoil(folder / "laser.yaml", "    status: draft", "    aspect: recovery")
    assert load_intents(folder).intents["laser-what"].follow_ups == ("laser-recovery",)
