"""The utterances of all intents, each with its place, as the checks look at them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Intent, Kind, Knowledge, Place
from bot.text import words_in


@dataclass(frozen=True, slots=True)
class PlacedUtterance:
    """What visitors may say, the intent that it stands in, and where. `words` are without case and punctuation."""

    text: str
    words: tuple[str, ...]
    intent: Intent
    place: Place


def utterances(knowledge: Knowledge) -> list[PlacedUtterance]:
    """Return the questions and examples of all intents that are served, the language pack's first.

    A question is placed where its intent begins.
    """
    return [
        PlacedUtterance(text, words_of(text), intent, place)
        for intent in sorted(knowledge.intents.values(), key=lambda intent: not intent.is_shipped)
        for text, place in zip(intent.utterances, (intent.place, *intent.example_places), strict=True)
    ]


def is_alike(one: Intent, other: Intent) -> bool:
    """Return whether it matters little to a visitor which of the two replies: neither answers, nor names who does."""
    return {one.kind, other.kind} <= {Kind.SMALLTALK, Kind.OUT_OF_SCOPE}


def to_yield(shipped: Intent) -> str:
    """Say how a clinic has its own intent answer in the place of one that ships with the bot."""
    return f"put 'disable: [{shipped.id}]' into clinic.yaml, so that yours alone answers"


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` by which two texts are compared."""
    return tuple(words_in(text))
