"""What a change does before it is saved: the questions that the bot answers otherwise than now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.dialogue import Bot
from bot.evaluation.cases import Case

Turns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the bot does with a conversation's last message: the reply's kind, and the intents answered or offered."""

    kind: str
    intents: Turns

    def __str__(self) -> str:
        return f"{self.kind}: {', '.join(self.intents)}" if self.intents else self.kind


@dataclass(frozen=True, slots=True)
class Effect:
    """A conversation whose decision changes; `wanted` are the intents that its case asks for (empty if it is none)."""

    turns: Turns
    before: Decision
    after: Decision
    wanted: Turns = ()

    @property
    def is_better(self) -> bool | None:
        """Whether the change mends the case (True) or breaks it (False); None where neither can be said."""
        was, will = (bool(set(self.wanted) & set(decision.intents)) for decision in (self.before, self.after))
        return None if not self.wanted or was == will else will


def decide(bot: Bot, turns: Turns) -> Decision:
    """What `bot` does with the last of a conversation's messages."""
    token: str | None = None
    for turn in turns[:-1]:
        token = bot.reply(turn, token).conversation
    reply = bot.reply(turns[-1], token)
    return Decision(str(reply.kind), reply.intents or reply.offered[:3])


def effects(before: Iterable[tuple[Turns, Decision]], after: Bot, cases: Sequence[Case]) -> list[Effect]:
    """The conversations that `after` decides otherwise than they are decided now (`before`), in their order."""
    wanted = {case.turns: (*case.intents, *case.every) for case in cases}
    decided = ((turns, old, decide(after, turns)) for turns, old in before)
    return [Effect(turns, old, new, wanted.get(turns, ())) for turns, old, new in decided if old != new]
