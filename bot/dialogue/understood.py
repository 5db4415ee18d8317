"""What one question is taken to mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.content import Intent, Kind

PART_AT_LEAST = 0.6  # the confidence that each of several questions needs


class Band(StrEnum):
    """What a confidence is good for: to answer, to ask "did you mean", or for nothing."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Context:
    """How many times likelier labels are by what is known beside a question, and which label stands for another."""

    priors: Mapping[str, float] = field(default_factory=dict)
    label_map: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question's intent, the next best ones in order, the shares of the likeliest, and the topic that it names.

    `says_anything` is false where it has no telling word; `asks_more` is true of "more" and "why" by themselves.
    `unclear` says that several treatments may be meant, each with an answer of its own.
    """

    text: str
    intent: Intent
    confidence: float
    band: Band
    others: tuple[Intent, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    topic: str = ""
    says_anything: bool = True
    asks_more: bool = False
    unclear: bool = False

    @property
    def is_a_question(self) -> bool:
        """Whether it is surely a question of its own, which is answered or handed on."""
        is_sure = self.says_anything and self.confidence >= PART_AT_LEAST and self.band is not Band.FALLBACK
        return is_sure and self.intent.kind in (Kind.ANSWER, Kind.HANDOFF)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it surely asks for what the clinic does not speak of at all."""
        return self.intent.kind is Kind.FALLBACK and self.confidence >= PART_AT_LEAST
