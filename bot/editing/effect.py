"""What a change does before it is saved: the questions that the bot answers otherwise than now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.dialogue import Bot
from bot.evaluation.cases import Case
from bot.reply import Reply

Turns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplySummary:
    """What tells whether two replies are the same to an editor: the kind, and the intents answered or offered."""

    kind: str
    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A conversation that gets another reply; `wanted` are the intents that its case asks for (empty if it is none)."""

    turns: Turns
    before: ReplySummary
    after: ReplySummary
    wanted: tuple[str, ...] = ()

    @property
    def is_better(self) -> bool | None:
        """Whether the change mends the case (True) or breaks it (False); None where neither can be said."""
        was, will = (bool(set(self.wanted) & set(summary.intents)) for summary in (self.before, self.after))
        return None if not self.wanted or was == will else will


def reply_summary(bot: Bot, turns: Turns) -> ReplySummary:
    """Return what `bot` replies to the last of a conversation's messages."""
    return summary_of(bot.last_reply(turns))


def summary_of(reply: Reply) -> ReplySummary:
    """Return what tells whether a reply is the same as another."""
    return ReplySummary(str(reply.kind), reply.intents or reply.offered[:3])


def effects(before: Iterable[tuple[Turns, ReplySummary]], after: Bot, cases: Sequence[Case]) -> list[Effect]:
    """Return the conversations that get another reply of the bot `after` than now (`before`), in their order."""
    wanted = {case.turns: (*case.intents, *case.every) for case in cases}
    replied = ((turns, old, reply_summary(after, turns)) for turns, old in before)
    return [Effect(turns, old, new, wanted.get(turns, ())) for turns, old, new in replied if old != new]
