"""What the bot decides to do with a message, before a word of the reply is written."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Intent, Kind
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.reasons import Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """The kind of the reply and its reason, with what the reply is made of.

    `parts` are the questions that get a reply, in order; `offered` the intents to choose from; `missing` telling words
    of the message that the texts of the likeliest intent do not speak of; `left` questions that are left for the next
    turn; `language` is set where it is not English.
    """

    kind: Kind
    reason: Reason
    parts: tuple[Interpretation, ...] = ()
    offered: tuple[Intent, ...] = ()
    missing: tuple[str, ...] = ()
    left: tuple[Intent, ...] = ()
    language: str | None = None

    @property
    def intents(self) -> tuple[str, ...]:
        """The ids of the intents that give the reply, in order."""
        return tuple(part.intent.id for part in self.parts)
