"""The reply: what the bot says in one turn, and its public form as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.content import Kind, Source


@dataclass(frozen=True, slots=True)
class Answer:
    """One intent's answer. `caveats` is never empty; `reviewed` is None until a person has; `score` is 0 to 1."""

    intent: str
    question: str
    text: str
    caveats: tuple[str, ...]
    sources: tuple[Source, ...]
    reviewed: date | None
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
class Action:
    """A link to reach someone: what sort it is, what it says, and a `tel:`, `mailto:` or `https:` address."""

    kind: Literal["call", "write", "book", "open"]
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Fixed words on when to call whom, beside a reply, where a symptom is told that is not surely an emergency."""

    text: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One turn of the bot.

    `reason` says why this reply and no other, `missing` which telling words the texts do not speak of. For listeners
    alone, `intents` are the ids of all that gave the reply, handoffs and small talk too, and `offered` of those to
    choose from. `conversation` is the signed token that continues the dialogue.
    """

    kind: Kind
    text: str = ""
    answers: tuple[Answer, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    actions: tuple[Action, ...] = ()
    advice: Advice | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()
    knowledge: str = ""
    conversation: str = ""
    intents: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the public JSON object, built of plain dicts, lists, strings and numbers."""
        return {
            "kind": self.kind,
            "text": self.text,
            "answers": [_answer(answer) for answer in self.answers],
            "suggestions": [_fields(suggestion) for suggestion in self.suggestions],
            "actions": [_fields(action) for action in self.actions],
            "advice": self.advice
            and {"text": self.advice.text, "actions": [_fields(action) for action in self.advice.actions]},
            "reason": self.reason,
            "missing": list(self.missing),
            "knowledge": self.knowledge,
            "conversation": self.conversation,
        }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        **_fields(answer),
        "caveats": list(answer.caveats),
        "sources": [_fields(source) for source in answer.sources],
        "reviewed": answer.reviewed and answer.reviewed.isoformat(),
        "score": round(answer.score, 4),
    }


def _fields(part: Any) -> dict[str, Any]:
    """Return a dataclass as a dict, one level deep: `asdict` copies each string, and takes four times as long."""
    return {name: getattr(part, name) for name in part.__slots__}
