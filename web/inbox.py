"""Keeps for the clinic's editor what was not answered, was answered with doubt, or was called wrong; off by default."""

from __future__ import annotations

from bot.dialogue.reasons import Reason as ReplyReason
from bot.inbox import Reason, Writer, new_item
from bot.reply import Answer, Reply
from web.reload import LiveBot

DOUBTED = 0.9  # confidence; of the answers that are less sure, more than one in ten is wrong by the bot's own estimate
UNANSWERED = {ReplyReason.UNKNOWN, ReplyReason.OUT_OF_SCOPE, ReplyReason.FOREIGN_LANGUAGE}
DOUBTFUL = {ReplyReason.AMBIGUOUS, ReplyReason.MISSING_WORD, ReplyReason.FEW_EXAMPLES}


class Inbox:
    """Told of each turn and each verdict, it passes on what an editor should see.

    An emergency is never kept, nor is small talk, an answer that is sure, or a question for the clinic's people.
    """

    def __init__(self, live: LiveBot, writer: Writer) -> None:
        self._live = live
        self._writer = writer

    def turn(self, message: str, reply: Reply, _seconds: float) -> None:
        """Keep the message if the reply left it unanswered or in doubt."""
        reason = reason_to_keep(reply)
        if reason is not None:
            self._writer.put(new_item(message, reason, _likeliest(reply), knowledge=reply.knowledge))

    def verdict(self, _conversation: str, intent: str, verdict: str, comment: str | None) -> None:
        """Keep that an answer was called wrong or no help.

        The server has not kept the question, so the entry has none: it says which answer, and what the visitor wrote.
        """
        knowledge = self._live.current().knowledge
        if verdict != "up" and intent in knowledge.intents:
            self._writer.put(new_item("", Reason.WRONG, intent, comment=comment or "", knowledge=knowledge.version))


def reason_to_keep(reply: Reply) -> Reason | None:
    """Return why the message that got `reply` should be seen by an editor; None where it need not be."""
    # After "none of these" the bot gives up too, and there is no question in that.
    if reply.reason in UNANSWERED or (reply.reason == ReplyReason.GAVE_UP and reply.offered):
        return Reason.UNANSWERED
    if reply.reason in DOUBTFUL or (reply.answers and _weakest(reply).score < DOUBTED):
        return Reason.DOUBTFUL
    return None


def _likeliest(reply: Reply) -> str:
    """Return the id of the intent that was answered with least confidence, or offered first; empty where none was."""
    return _weakest(reply).intent if reply.answers else next(iter(reply.offered), "")


def _weakest(reply: Reply) -> Answer:
    return min(reply.answers, key=lambda answer: answer.score)
