"""Keeps for the clinic's editor what was not answered, was answered with doubt, or was called wrong; off by default."""

from __future__ import annotations

from bot.content import Kind
from bot.dialogue import Bot
from bot.inbox import Reason, Writer, new_entry
from bot.reply import Answer, Reply
from web.reload import LiveBot

DOUBTED = 0.9  # confidence; of the answers that are less sure, more than one in ten is wrong by the bot's own estimate


class Inbox:
    """Told of each turn and each verdict, it passes on what an editor should see.

    An emergency is never kept, nor is small talk, an answer that is sure, or a question for the clinic's people.
    """

    def __init__(self, live: LiveBot, writer: Writer) -> None:
        self._live = live
        self._writer = writer

    def turn(self, message: str, reply: Reply, _seconds: float) -> None:
        """Keep the message if the reply left it unanswered or in doubt."""
        assistant = self._live.current()
        reason = reason_to_keep(message, reply, assistant)
        if reason is not None:
            self._writer.put(new_entry(message, reason, _offered(reply, assistant), knowledge=reply.knowledge))

    def verdict(self, _conversation: str, intent: str, verdict: str, comment: str | None) -> None:
        """Keep that an answer was called wrong or no help.

        The server has not kept the question, so the entry has none: it says which answer, and what the visitor wrote.
        """
        knowledge = self._live.current().knowledge
        if verdict != "up" and intent in knowledge.intents:
            self._writer.put(new_entry("", Reason.WRONG, intent, comment or "", knowledge.version))


def reason_to_keep(message: str, reply: Reply, assistant: Bot) -> Reason | None:
    """Why `message`, to which `reply` was given, should be seen by an editor; None where it need not be."""
    knowledge = assistant.knowledge
    said = reply.text.splitlines()
    if reply.kind is Kind.FALLBACK:
        return Reason.UNANSWERED
    if reply.kind is Kind.HANDOFF and knowledge.fill(knowledge.phrases.ask_people) in said:
        # The bot gave up. Where all it was told is that its last offer missed, there is no question in that.
        return None if _is_small_talk(message, assistant) else Reason.UNANSWERED
    if reply.kind is Kind.CLARIFY and knowledge.phrases.nothing_more not in said:
        return Reason.DOUBTFUL
    return Reason.DOUBTFUL if reply.answers and _weakest(reply).score < DOUBTED else None


def _is_small_talk(message: str, assistant: Bot) -> bool:
    knowledge = assistant.knowledge
    best = assistant.matcher.classify(assistant.matcher.parser.parse(message)).best
    return message.strip() == knowledge.phrases.none_of_these or knowledge.intents[best].kind is Kind.SMALLTALK


def _offered(reply: Reply, assistant: Bot) -> str:
    """The id of the intent that was answered with least confidence, or offered first; empty where none was."""
    if reply.answers:
        return _weakest(reply).intent
    if reply.kind is not Kind.CLARIFY:
        return ""
    named = (assistant.knowledge.by_question.get(suggestion.message) for suggestion in reply.suggestions)
    return next((intent.id for intent in named if intent), "")


def _weakest(reply: Reply) -> Answer:
    return min(reply.answers, key=lambda answer: answer.score)
