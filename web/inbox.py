"""Keeps for the clinic's editor what was not answered, was answered with doubt, or turned out wrong; off by default."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace

from bot.content import Kind
from bot.dialogue.reasons import Reason
from bot.inbox import InboxItem, InboxReason, Writer, new_item
from bot.inbox.groups import same_question
from bot.reply import Answer, Reply
from web.reload import LiveBot

DOUBTED = 0.9  # confidence; of the answers that are less sure, more than one in ten is wrong by the bot's own estimate
UNANSWERED = {
    Reason.UNKNOWN,
    Reason.OUT_OF_SCOPE,
    Reason.FOREIGN_LANGUAGE,
    Reason.FEW_EXAMPLES,
}
DOUBTFUL = {Reason.AMBIGUOUS, Reason.MISSING_WORD}
REMEMBERED = 10 * 60  # seconds for which a turn may still turn out wrong
MOST = 1_000  # turns that are remembered


class Inbox:
    """Told of each turn and each verdict, it passes on what an editor should see.

    An emergency is never kept. What was replied to surely, handed over or taken for small talk is kept only where the
    visitor calls it wrong, says that it was not the question, or asks the same in other words; until then the turn is
    remembered in this process's memory alone, without personal details.
    """

    def __init__(self, live: LiveBot, writer: Writer) -> None:
        self._live = live
        self._writer = writer
        self._recent = RecentTurns()

    def poll(self) -> None:
        """See that what is kept is written, and that what is too old is deleted."""
        self._writer.keep_running()

    def turn(self, message: str, reply: Reply, _seconds: float, conversation: str | None) -> None:
        """Keep the message if the reply left it unanswered or in doubt, and the one before if this one tells on it."""
        before = self._recent.take(conversation)
        if reply.kind is Kind.URGENT:
            return
        reason = reason_to_keep(reply)
        # One that need not be seen now is remembered, and kept if it turns out wrong.
        item = new_item(message, reason or InboxReason.WRONG, _likeliest(reply), knowledge=reply.knowledge)
        item = replace(item, kind=reply.kind)
        if before and (told := _told_on(before, item, reply)):
            self._writer.put(replace(before, reason=told))
        if reason:
            self._writer.put(item)
        elif reply.reason not in {Reason.REJECTED, Reason.GAVE_UP}:
            self._recent.put(reply.conversation, item)

    def verdict(self, conversation: str, intent: str, verdict: str, comment: str | None) -> None:
        """Keep that a reply was called wrong or no help, with its question where that is still remembered."""
        if verdict == "up":
            return
        knowledge = self._live.current().knowledge.version
        said = new_item("", InboxReason.WRONG, intent, comment=comment or "", knowledge=knowledge)
        asked = self._recent.take(conversation)
        if asked and asked.intent == intent:
            said = replace(said, text=asked.text, kind=asked.kind)
        self._writer.put(replace(said, mark=_mark(conversation, intent, verdict, comment)))

    def retract(self, conversation: str, intent: str, verdict: str, comment: str | None) -> None:
        """Take what that very verdict has put into the inbox out of what waits there."""
        if verdict != "up":
            self._writer.take_back(_mark(conversation, intent, verdict, comment))


def _mark(*verdict: str | None) -> str:
    """Return a mark of a verdict, which begins with the token of its conversation: its visitor alone can make it."""
    return hashlib.blake2b(json.dumps(verdict).encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class _Remembered:
    """A turn, and when it was."""

    item: InboxItem
    at: float


class RecentTurns:
    """The last turns of conversations, by the token that each reply gave; for minutes, and so many at most."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, _Remembered] = OrderedDict()
        self._changing = threading.Lock()

    def put(self, token: str, item: InboxItem) -> None:
        """Remember the turn whose reply gave `token`."""
        now = time.monotonic()
        with self._changing:
            self._turns[token] = _Remembered(item, now)
            while len(self._turns) > MOST or next(iter(self._turns.values())).at < now - REMEMBERED:
                self._turns.popitem(last=False)

    def take(self, token: str | None) -> InboxItem | None:
        """Forget and return the turn whose reply gave `token`; None where it is not remembered."""
        with self._changing:
            found = self._turns.pop(token or "", None)
        return found.item if found and found.at >= time.monotonic() - REMEMBERED else None


def reason_to_keep(reply: Reply) -> InboxReason | None:
    """Return why the message that got `reply` should be seen by an editor; None where it need not be."""
    # After "none of these" the bot gives up too, and there is no question in that.
    if reply.reason in UNANSWERED or (reply.reason == Reason.GAVE_UP and reply.offered):
        return InboxReason.UNANSWERED
    if reply.reason in DOUBTFUL or (reply.answers and _weakest(reply).score < DOUBTED):
        return InboxReason.DOUBTFUL
    return None


def _told_on(before: InboxItem, now: InboxItem, reply: Reply) -> InboxReason | None:
    """Return what a turn says about the one before it: that it missed, or that the same is asked in other words."""
    if reply.reason == Reason.REJECTED or (reply.reason == Reason.GAVE_UP and not reply.offered):
        return InboxReason.REJECTED
    if reply.reason != Reason.CHOSEN and same_question(before.text, now.text):
        return InboxReason.REPEATED
    return None


def _likeliest(reply: Reply) -> str:
    """Return the id of the intent that was answered with least confidence, or replied or offered first."""
    return _weakest(reply).intent if reply.answers else next(iter((*reply.intents, *reply.offered)), "")


def _weakest(reply: Reply) -> Answer:
    return min(reply.answers, key=lambda answer: answer.score)
