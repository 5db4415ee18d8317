"""`chat`: a conversation in the terminal."""

from __future__ import annotations

import argparse

from bot.cli.show import show_reply
from bot.dialogue import Bot
from bot.reply import Reply

NAME = "chat"
HELP = "talk with the bot in the terminal; an empty line ends it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add none: it takes none of its own."""


def run(options: argparse.Namespace) -> int:
    """Read a message a line until an empty line or the end. A number presses that suggestion."""
    bot = Bot.load(options.intents)
    knowledge = bot.knowledge
    print(f"{knowledge.fill(knowledge.responses.notice)}\n{knowledge.clinic.greeting}")
    reply: Reply | None = None
    while message := _read():
        reply = bot.reply(_pressed(message, reply), reply.conversation if reply else None)
        print(f"\n{show_reply(reply)}\n")
    return 0


def _read() -> str:
    try:
        return input("> ").strip()
    except EOFError:
        return ""


def _pressed(message: str, reply: Reply | None) -> str:
    """Return the message behind the suggestion whose number was typed; else what was typed."""
    choices = reply.suggestions if reply else ()
    if message.isdecimal() and 1 <= int(message) <= len(choices):
        return choices[int(message) - 1].message
    return message
