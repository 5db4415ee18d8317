"""The exceptions that the bot raises on purpose; each carries its evidence and reads as a sentence for a person.

What many of their sentences end with, a guess at what was meant, stands here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rapidfuzz import process

LIKE = 60  # of 100: how like a known name an unknown one is that was hardly meant to be another


class BotError(Exception):
    """Base of all errors that a user of the bot can cause and can mend. `str()` is fit to be shown to them."""


class Severity(StrEnum):
    """How much a finding matters: an error stops the bot, a warning fails `check`, advice is only said."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing that is wrong in a file: where it stands (line from 1), what it is, and the mend.

    In its message, names of the files (ids, keys) stand in single quotes, and people's own words in double ones.

    A finding may be of a `sort`, a phrase that goes on after the number of such findings ("answers are long"); within
    it, the lowest `rank` comes first. `field` is the key of an intent that it is about, such as "caveats", which may
    not be there yet.
    """

    path: Path
    line: int
    message: str
    severity: Severity = Severity.ERROR
    sort: str = ""
    rank: float = 0.0
    field: str = ""

    def __str__(self) -> str:
        mark = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        return f"{self.path}:{self.line}: {mark}{self.message}"


class IntentsError(BotError):
    """The intent files cannot be served. `diagnostics` holds every problem, not only the first."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(map(str, self.diagnostics)))


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "take it out") -> str:
    """Return how to mend a `name` that is none of those `known`: ask for the likest, or say what to do `otherwise`."""
    likest = process.extractOne(name, sorted(known), processor=str.casefold, score_cutoff=LIKE)
    return f"did you mean '{likest[0]}'?" if likest else otherwise
