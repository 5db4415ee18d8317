"""What the tests of this room say, and what they read in a reply."""

from __future__ import annotations

from bot.dialogue import Bot
from bot.reply import Reply

NONSENSE = "quantum chromodynamics lecture timetable"
UNSURE = "skin"  # so short a message that the bot has to ask what is meant


def talk(assistant: Bot, *messages: str, state: str | None = None) -> list[Reply]:
    """The replies to `messages`, said one after another."""
    replies = []
    for message in messages:
        replies.append(assistant.reply(message, state))
        state = replies[-1].conversation
    return replies


def answered(reply: Reply) -> list[str]:
    return [answer.intent for answer in reply.answers]


def labels(reply: Reply) -> list[str]:
    return [suggestion.label for suggestion in reply.suggestions]
