"""A choice among what was offered, typed instead of pressed: its number, "the second one", its label."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.utterance import Utterance

NUMBERS = {"1": 0, "one": 0, "first": 0, "1st": 0, "2": 1, "two": 1, "second": 1, "2nd": 1, "3": 2, "three": 2}
NUMBERS |= {"third": 2, "3rd": 2, "4": 3, "four": 3, "fourth": 3, "4th": 3, "last": -1}
AROUND = frozenset(
    ("the one option number choice answer question please pls yes no it's its i mean meant that a ").split()
)


def chosen(message: Utterance, offered: Sequence[str]) -> str | None:
    """Return the id among `offered` that `message` chooses by its place, or None."""
    told = [word for word in message.words if word not in AROUND or (word == "one" and len(message.words) == 1)]
    if not offered or len(told) != 1 or told[0] not in NUMBERS:
        return None
    place = NUMBERS[told[0]]
    return offered[place] if place < len(offered) else None
