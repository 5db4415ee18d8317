"""The reply: what the bot says in one turn, and its public form as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content import Kind, Source


@dataclass(frozen=True, slots=True)
class Answer:
    """One intent's reviewed answer. `caveats` is never empty; `score` is the confidence, 0 to 1."""

    intent: str
    question: str
    text: str
    caveats: tuple[str, ...]
    sources: tuple[Source, ...]
    reviewed: date
    score: float

    def __post_init__(self) -> None:
        if not self.caveats:
            raise ValueError(f"answer '{self.intent}' has no caveat")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A button: what it says, and the message that pressing it sends."""

    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One turn of the bot. `conversation` is the signed token that continues the dialogue."""

    kind: Kind
    text: str = ""
    answers: tuple[Answer, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    knowledge: str = ""
    conversation: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The public JSON object, built of plain dicts, lists, strings and numbers."""
        answers = [
            {
                **_fields(answer),
                "sources": [_fields(source) for source in answer.sources],
                "reviewed": answer.reviewed.isoformat(),
                "score": round(answer.score, 4),
            }
            for answer in self.answers
        ]
        return {**_fields(self), "answers": answers, "suggestions": [_fields(given) for given in self.suggestions]}


def _fields(part: Any) -> dict[str, Any]:
    """A dataclass as a dict, one level deep: `asdict` copies each string, and takes four times as long."""
    return {name: getattr(part, name) for name in part.__slots__}
