"""Who may say that an intent was read, and when it is due again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.content.files import EditError
from bot.content.rules import REVIEW_DAYS
from bot.editing.reviewing import demand_reviewer, due_again, reviewed
from tests.bot.editing.people import ANNA, BEN


def test_a_reviewer_alone_reviews() -> None:
    demand_reviewer(ANNA)
    with pytest.raises(EditError, match="Ben is an editor: a reviewer reviews and publishes"):
        demand_reviewer(BEN)


def test_what_is_reviewed_is_due_in_half_a_year_or_when_the_reviewer_says() -> None:
    today, soon = date.today(), date.today() + timedelta(days=30)
    review = {"by": "Anna Berg", "on": today, "due": today + timedelta(days=REVIEW_DAYS)}
    assert reviewed({"id": "a"}, ANNA, None) == {"id": "a", "reviewed": review}
    assert reviewed({"id": "a"}, ANNA, soon)["reviewed"] == {**review, "due": soon}


def test_another_day_leaves_the_reviewer() -> None:
    soon = date.today() + timedelta(days=1)
    before = {"reviewed": {"by": "Carla", "on": date(2026, 1, 5), "due": date(2026, 7, 5)}}
    assert due_again(before, soon)["reviewed"] == {**before["reviewed"], "due": soon}
    assert due_again(before, None) == before
    with pytest.raises(EditError, match="choose a day to come"):
        due_again(before, date.today())
