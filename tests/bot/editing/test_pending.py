"""Changes to intents in service that wait for a reviewer."""

from __future__ import annotations

import pytest

from bot.content.files import EditError
from bot.editing.pending import State
from bot.editing.workspace import Workspace
from tests.bot.editing.people import ANNA, BEN, WHAT, save, served


def test_a_change_that_waits_does_not_overwrite_a_newer_file(work: Workspace) -> None:
    save(work, "It warms.")
    path = work.folder / "laser.yaml"
    path.write_text(path.read_text().replace("It warms fat", "It heats fat"))
    with pytest.raises(EditError, match="changed outside the studio since"):
        work.publish([WHAT], ANNA)
    save(work, "It warms and heats.")
    work.publish([WHAT], ANNA)
    assert served(work) == "It warms and heats."


def test_a_change_can_be_dropped(work: Workspace) -> None:
    before = work.item(WHAT).data
    save(work, "It warms.")
    work.discard(WHAT, BEN)
    assert (work.item(WHAT).data, work.item(WHAT).state) == (before, State.PUBLISHED)
