"""`ask`: one question and its reply, for a person or for a program."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from bot.cli.console import as_json, read_utf8
from bot.cli.show import show_evidence, show_explanation, show_reply
from bot.dialogue import Bot
from bot.dialogue.state import DialogueState
from bot.errors import BotError

NAME = "ask"
HELP = "ask one question and show the reply"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("question", nargs="?", help="the visitor's message")
    parser.add_argument("--json", action="store_true", help="print the reply as one JSON object")
    parser.add_argument("--explain", action="store_true", help="show also why: words, phrases, runners-up, evidence")
    parser.add_argument("--jsonl", action="store_true", help="read a JSON object a line, write a reply a line")


def run(options: argparse.Namespace) -> int:
    """Ask, and print. Raises BotError where there is nothing to ask, or a line is no question."""
    if not options.jsonl and not options.question:
        raise BotError("there is no question: write it in quotes after 'ask', or give --jsonl")
    bot = Bot.load(options.intents)
    if options.jsonl:
        for turns in _read_turns():
            print(as_json(bot.last_reply(turns).as_dict()), flush=True)
        return 0
    reply = bot.reply(options.question)
    print(as_json(reply.as_dict()) if options.json else show_reply(reply))
    if options.explain:
        print(show_explanation(bot.explain(options.question)))
        for part, evidence in bot.evidence(options.question, DialogueState()):
            print(show_evidence(part, evidence, bot.answer_at))
        assessment = bot.detector.assess(options.question)
        print(f"emergency    {assessment.level}: {assessment.reason}")
    return 0


def _read_turns() -> Iterator[list[str]]:
    read_utf8()
    try:
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                yield _turns(line, number)
    except UnicodeDecodeError:
        raise BotError("what is given on standard input is not UTF-8 text: save it as UTF-8") from None


def _turns(line: str, number: int) -> list[str]:
    try:
        given: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise BotError(f'line {number} is no JSON: write an object such as {{"q": "does it hurt"}}') from None
    turns = given.get("turns", [given.get("q")]) if isinstance(given, dict) else None
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise BotError(f"line {number} has no question: give 'q' as text, or 'turns' as a list of texts")
    return turns
