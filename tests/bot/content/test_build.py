"""Intents as they are served: filled in, reviewed, with their sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content import Kind, load_intents
from tests.bot.content.spoiling import add_topic, spoil

TITLES = {
    "": ("Leaflet", None),
    "documents: {leaflet: {title: After the laser}}": ("After the laser", None),
    "documents: {leaflet: {url: 'https://little.example/leaflet'}}": ("Leaflet", "https://little.example/leaflet"),
}


@pytest.mark.parametrize(("declared", "shown"), TITLES.items())
def test_a_source_has_the_title_and_the_link_of_its_document(
    folder: Path, declared: str, shown: tuple[str, str | None]
) -> None:
    spoil(folder / "clinic.yaml", "starters", f"{declared}\nstarters")
    source = load_intents(folder).intents["laser-what"].sources[0]
    assert (source.title, source.url) == shown


def test_own_review_goes_before_the_files(folder: Path) -> None:
    spoil(
        folder / "laser.yaml",
        "    aspect: what\n",
        "    reviewed: {by: C. Doctor, on: 2026-12-01, due: 2026-12-02}\n",
    )
    intent = load_intents(folder).intents["laser-what"]
    assert (intent.reviewer, intent.reviewed, intent.aspects) == ("C. Doctor", date(2026, 12, 1), ())


def test_handoff_needs_no_caveat_and_is_filled(folder: Path) -> None:
    add_topic(folder, "desk", kind="handoff")
    spoil(folder / "desk.yaml", "    caveats: [ask-doctor]\n    sources: [{document: leaflet, section: FAQ}]\n", "")
    knowledge = load_intents(folder)
    intent = knowledge.intents["desk-cost"]
    assert (intent.kind, intent.caveats) == (Kind.HANDOFF, ())
    assert knowledge.fill(intent.answer) == "Call +44 20 7946 0000 or Little Clinic."
    assert knowledge.fill("{hours} {contact} {emergency_number} {crisis_line} {else}") == (
        "every day, 9 to 5 [little.example/contact](https://little.example/contact) 999 116 123 {else}"
    )
