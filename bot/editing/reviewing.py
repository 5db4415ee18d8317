"""Reviews: who may say that an intent was read, on which day, and when it is due again."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.content.files import EditError
from bot.content.layout import Fields
from bot.content.rules import next_due
from bot.editing.users import User


def demand_reviewer(person: User) -> None:
    """Raise EditError where the person is an editor."""
    if not person.may_publish:
        raise EditError(f"{person.name} is an editor: a reviewer reviews and publishes")


def reviewed(data: Fields, person: User, due: date | None) -> dict[str, Any]:
    """Return `data` as reviewed today by this person, and due again on `due` or half a year from now."""
    today = date.today()
    return due_again({**data, "reviewed": {"by": person.name, "on": today, "due": next_due(today)}}, due)


def due_again(data: Fields, due: date | None) -> dict[str, Any]:
    """Return `data` with its next review on `due`, where that is given."""
    if due and due <= date.today():
        raise EditError(f"the next review cannot be due on {due}: choose a day to come")
    return {**data, "reviewed": {**data["reviewed"], "due": due}} if due else {**data}
