"""A choice among what was offered, typed instead of pressed: its number, "the second one"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.utterance import Utterance

_NUMERALS = ("1 one first 1st", "2 two second 2nd", "3 three third 3rd", "4 four fourth 4th")
NUMBERS = {"last": -1, **{word: place for place, words in enumerate(_NUMERALS) for word in words.split()}}
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
