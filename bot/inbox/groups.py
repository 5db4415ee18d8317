"""Bring like questions together, so that an editor reads each of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from bot.inbox.entry import Entry, Reason
from bot.text import normalise, tokens

ALIKE = 82.0  # of 100, letters that the telling words share: from here on, two questions are taken for one

# Words that many questions share whatever they ask: without them, "does it hurt" and "does it work" are far apart.
_COMMON = """
a about actually after all am an and any anyone are as at be been before being bit but by can could did do does doing
dont ever for from get getting give go going got had has have having hello help hi how i id if ill im in into is it
its ive just know like lot lots many may me might much my need of ok on one or our please quite really should so some
someone something tell than thanks that the their them then there these they this to up us very want was we were what
whats when where which who whos why will with would you your youre
"""
_COMMON_WORDS = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are alike, oldest first. `text` is how it was asked most often."""

    text: str
    entries: tuple[Entry, ...]

    @property
    def id(self) -> int:
        """The number by which an editor names the group: its oldest entry's."""
        return self.entries[0].id

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of all its entries."""
        return tuple(entry.id for entry in self.entries)

    @property
    def reasons(self) -> dict[Reason, int]:
        """Why its entries are here, and how often."""
        return dict(Counter(entry.reason for entry in self.entries))

    @property
    def wordings(self) -> tuple[str, ...]:
        """The different ways in which it was asked, most frequent first."""
        return tuple(text for text, _ in Counter(entry.text for entry in self.entries).most_common())


def group(entries: Sequence[Entry]) -> list[Group]:
    """`entries` in groups of like questions, the largest first, then the oldest."""
    by_key: dict[str, list[Entry]] = {}
    for entry in entries:
        by_key.setdefault(_key(entry.text), []).append(entry)
    keys = sorted(by_key, key=lambda key: -len(by_key[key]))
    members: dict[int, list[Entry]] = {}
    for number, leader in enumerate(_leaders(keys)):
        members.setdefault(leader, []).extend(by_key[keys[number]])
    return sorted(map(_group, members.values()), key=lambda found: (-len(found.entries), found.id))


def _leaders(keys: Sequence[str]) -> list[int]:
    """For each key the number of the first one that leads a group and is like it; its own where there is none."""
    likeness = process.cdist(keys, keys, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, dtype=np.uint8)
    leaders: list[int] = []
    for number in range(len(keys)):
        alike = np.flatnonzero(likeness[number, :number])
        leaders.append(next((int(other) for other in alike if leaders[other] == other), number))
    return leaders


def _key(text: str) -> str:
    """The telling words of a question; all of them where none is telling."""
    words = tokens(normalise(text))
    return " ".join([word for word in words if word not in _COMMON_WORDS] or words) or text


def _group(entries: Sequence[Entry]) -> Group:
    ordered = sorted(entries, key=lambda entry: entry.id)
    [(text, _)] = Counter(entry.text for entry in ordered).most_common(1)
    return Group(text, tuple(ordered))
