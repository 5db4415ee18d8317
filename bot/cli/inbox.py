"""`inbox`: what visitors asked in vain, and what a person decides about it."""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from textwrap import fill
from typing import Any

from bot.cli.console import as_json
from bot.cli.show import WIDTH
from bot.dialogue import Bot
from bot.inbox import Group, open_inbox
from bot.inbox.review_queue import ReviewQueue
from bot.settings import load_settings
from bot.text import counted

NAME = "inbox"
HELP = "what visitors asked that was not answered, answered with doubt, or called wrong"
SHOWN = 20  # groups; an editor will hardly deal with more at a time
NEAREST = 3
# Where a spreadsheet would run what follows instead of showing it; to some, a semicolon begins a cell, too.
_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+@-])")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command and its actions take."""
    parser.add_argument("--all", action="store_true", help=f"show all groups, not only the first {SHOWN}")
    parser.set_defaults(act=_show)
    common = argparse.ArgumentParser(add_help=False)
    # Without a default of its own: that would undo an --intents that stands before the action.
    common.add_argument("--intents", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=argparse.SUPPRESS)
    actions = parser.add_subparsers(metavar="ACTION")

    def action(name: str, act: Any, text: str) -> argparse.ArgumentParser:
        sub = actions.add_parser(name, help=text, description=text, parents=[common])
        sub.set_defaults(act=act)
        return sub

    accept = action("accept", _accept, "add a question to an intent's examples")
    accept.add_argument("id", type=int, metavar="ID", help="the number before the question")
    accept.add_argument("intent", metavar="INTENT", help="the intent that answers it")
    accept.add_argument("--as", dest="wordings", action="append", default=[], metavar="TEXT", help="in other words")
    draft = action("draft", _draft, "start a new intent, as a draft that is not served until it is written")
    draft.add_argument("id", type=int, metavar="ID", help="the number before the question")
    draft.add_argument("--question", default="", metavar="TEXT", help="the question as the clinic would put it")
    dismiss = action("dismiss", _dismiss, "take questions out of the inbox")
    dismiss.add_argument("ids", type=int, nargs="+", metavar="ID", help="the numbers before the questions")
    export = action("export", _export, "print all entries, one JSON object a line")
    export.add_argument("--csv", action="store_true", help="as a table for a spreadsheet")


def run(options: argparse.Namespace) -> int:
    """Show the inbox, or act on it. Raises BotError where it is not configured or away, or nothing is so named."""
    settings = load_settings()
    store = open_inbox(settings)
    try:
        options.act(options, ReviewQueue(store, options.intents))
    finally:
        store.close()
    return 0


def _show(options: argparse.Namespace, queue: ReviewQueue) -> None:
    groups = queue.groups()
    if not groups:
        print("the inbox is empty")
        return
    bot = Bot.load(options.intents)
    shown = groups if options.all else groups[:SHOWN]
    for group in shown:
        print("\n".join(_lines(group, bot)), end="\n\n")
    entries = sum(len(group.entries) for group in groups)
    print(f"{counted(len(groups), 'group')} of {counted(entries, 'entry', 'entries')}", end="")
    print(f", {len(groups) - len(shown)} more with --all" if len(shown) < len(groups) else "")
    print("next: inbox accept ID INTENT, inbox draft ID, or inbox dismiss ID")


def _lines(group: Group, bot: Bot) -> Iterator[str]:
    why = ", ".join(f"{reason} {count}" for reason, count in group.reasons.items())
    if not group.text:
        yield f"{group.id}  the answer '{group.intent}': {why}"
    else:
        yield f"{group.id}  {group.text}"
        yield f"    {why}"
        if others := group.wordings[1:]:
            yield _folded("also", " | ".join(others))
        reply = bot.reply(group.text)
        yield _folded("today", " ".join([reply.kind, *(answer.intent for answer in reply.answers)]))
        match = bot.model.classify_text(group.text)
        likely = ", ".join(f"{label} {share:.2f}" for label, share in islice(match.shares.items(), NEAREST))
        yield _folded("nearest", f"{likely} (confidence {match.confidence:.2f})")
    for comment in group.comments:
        yield _folded("comment", comment)


def _folded(name: str, text: str) -> str:
    return fill(text, WIDTH, initial_indent=f"    {name:9}", subsequent_indent=" " * 13)


def _one(queue: ReviewQueue, number: int) -> Group:
    [found] = queue.named([number])
    return found


def _accept(options: argparse.Namespace, queue: ReviewQueue) -> None:
    for place in queue.accept(_one(queue, options.id), options.intent, options.wordings):
        print(f"{place.path}:{place.line}: added to '{options.intent}'")


def _draft(options: argparse.Namespace, queue: ReviewQueue) -> None:
    key, place = queue.draft(_one(queue, options.id), options.question)
    print(f"{place.path}:{place.line}: started '{key}': write its answer, then take 'status: draft' out")


def _dismiss(options: argparse.Namespace, queue: ReviewQueue) -> None:
    print(f"{counted(queue.dismiss(queue.named(options.ids)), 'entry', 'entries')} taken out of the inbox")


def _export(options: argparse.Namespace, queue: ReviewQueue) -> None:
    rows = [row for group in queue.groups() for row in _rows(group)]
    if not options.csv:
        for row in rows:
            print(as_json(row))
        return
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["group", "id", "received", "reason", "text", "intent", "comment", "knowledge"])
    for row in rows:
        table.writerow([_harmless(value) for value in row.values()])


def _rows(group: Group) -> Iterator[dict[str, Any]]:
    for entry in group.entries:
        yield {
            "group": group.id,
            "id": entry.id,
            "received": entry.received.isoformat(),
            "reason": entry.reason.value,
            "text": entry.text,
            "intent": entry.intent,
            "comment": entry.comment,
            "knowledge": entry.knowledge,
        }


def _harmless(value: Any) -> Any:
    return _FORMULA.sub("'", value) if isinstance(value, str) else value
