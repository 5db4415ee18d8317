"""What an intent must have beside its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_intents
from bot.errors import IntentsError
from tests.bot.content.spoiling import add_topic, spoil


def test_example_may_repeat_its_own_question(folder: Path) -> None:
    spoil(folder / "laser.yaml", "- explain the light machine", "- what does the laser do?")
    assert len(load_intents(folder).intents["laser-what"].examples) == 3


def test_a_draft_may_still_be_without_caveat_and_source_but_is_not_served_without(folder: Path) -> None:
    add_topic(folder, "peel")
    spoil(folder / "peel.yaml", "    caveats: [ask-doctor]\n", "    status: draft\n")
    spoil(folder / "peel.yaml", "    sources: [{document: leaflet, section: FAQ}]\n", "")
    assert [draft.id for draft in load_intents(folder).drafts] == ["peel-cost"]
    spoil(folder / "peel.yaml", "    status: draft\n", "")
    with pytest.raises(IntentsError) as caught:
        load_intents(folder)
    assert {finding.message.split(":")[0] for finding in caught.value.diagnostics} == {
        "answer 'peel-cost' has no caveat",
        "answer 'peel-cost' has no source",
    }
