"""Learning in a process of its own: one at a time, and where nothing can be kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.serving import wait_for
from web.learning import Learner, LearningError


def test_of_all_clinics_of_a_server_one_learns_at_a_time(intents: Path, tmp_path: Path) -> None:
    """Each takes as much memory as all that serve together."""
    other = Path(shutil.copytree(intents, tmp_path / "other"))
    learners = [Learner(folder, folder / "models") for folder in (intents, other)]
    assert [learner.start() for learner in learners] == [True, False]
    wait_for(learners[0].collect, 300, "the end of the first")
    assert learners[1].start()
    learners[1].stop()


def test_where_no_process_can_be_started_that_is_said(
    small_clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(LearningError, match="no process that learns can be started: No such file or directory"):
        Learner(small_clinic, tmp_path / "models").learn()


def test_where_nothing_can_be_kept_that_is_said_and_another_place_found(
    small_clinic: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A read-only folder, or, since root can write to that, a file in its place."""
    place = tmp_path / "models"
    place.write_text("")
    learner = Learner(small_clinic, place)
    assert learner.models != place
    [record] = caplog.records
    assert record.__dict__["fields"] == {"folder": str(place), "problem": "File exists"}
