"""What the emergency detector says of a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How soon a message needs a human."""

    URGENT = "urgent"
    """Now: nothing else is said."""
    ADVICE = "advice"
    """A symptom is told that is not surely an emergency: fixed words on when to call whom stand beside the reply."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Assessment:
    """How soon a message needs a human, and what to say then."""

    level: Level
    reply: str | None
    """The id of the urgent reply."""
    language: str
    """The language that the message was understood in, as an ISO 639-1 code."""
    text: str
    """The urgent reply or the advice, in that language where the pack has it, else in English; its {placeholders} are
    the clinic's to fill in."""
    reason: str
    """Why, in words, for a log or a person who asks."""
    likelihood: float
    """How likely it is an emergency, 0 to 1."""
    lasting: frozenset[str] = frozenset()
    """The rules' contexts that hold for the messages that follow, such as "treated"."""
