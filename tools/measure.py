"""Measure a clinic's bot on labelled messages, file by file.

    python -m tools.measure --clinic intents tests/data/voices/*.jsonl
    python -m tools.measure --clinic tests/data/ear/clinic tests/data/ear/*.jsonl

Each line of a file is {"q": "…", "kind": "…", "intents": […]}, with "turns": ["…", "…"] instead of "q" for a dialogue
whose last message counts: a message and the intents that are right. Of several questions, "all" lists the right ones of
each. Kinds: answer and clinic (one of `intents` answers it), followup, multi, near and near-oos (no text answers it,
people do), far and far-oos (about something else), urgent and emergency, smalltalk.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from bot.content import Kind
from bot.dialogue import Bot
from bot.reply import Reply
from tools.learn_triage import interval

KEYS = ["k" * 32]  # sign the dialogues of the messages, which nobody else reads
ASKED = {"answer", "clinic"}
STRANGE = {"near": "near", "near-oos": "near", "far": "far", "far-oos": "far"}
BY_KIND = {"urgent": Kind.URGENT, "emergency": Kind.URGENT, "smalltalk": Kind.SMALLTALK}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clinic", type=Path, default=Path("intents"), metavar="FOLDER")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args()
    bot, total = Bot.load(options.clinic, KEYS), Counter[str]()
    for path in options.files:
        counts = Counter(judge(bot, json.loads(line)) for line in path.read_text("utf-8").splitlines())
        print(f"{path}\n{table(counts)}\n")
        total += counts
    if len(options.files) > 1:
        print(f"together\n{table(total)}")


def judge(bot: Bot, case: dict[str, Any]) -> str:
    """Return what became of a message, as "answer: right" or "near: answered"."""
    *before, message = case.get("turns") or [case["q"]]
    conversation = None
    for turn in before:
        conversation = bot.reply(turn, conversation).conversation
    kind = case["kind"]
    name = "answer" if kind in ASKED else STRANGE.get(kind, kind)
    return f"{name}: {_verdict(bot.reply(message, conversation), case)}"


def _verdict(reply: Reply, case: dict[str, Any]) -> str:
    if case["kind"] in BY_KIND:
        return "right" if reply.kind is BY_KIND[case["kind"]] else f"{reply.kind}"
    if case["kind"] in STRANGE:
        return "answered" if reply.kind is Kind.ANSWER else f"{reply.kind}"
    groups = [set(group) for group in case.get("all", [case.get("intents", [])])]
    if all(group.intersection(reply.intents) for group in groups):
        return "right"
    if all(group.intersection([*reply.intents, *reply.offered]) for group in groups):
        return "offered"
    return "wrong" if reply.kind in (Kind.ANSWER, Kind.URGENT, Kind.SMALLTALK) else "declined"


def table(counts: Counter[str]) -> str:
    """Return the counts as lines of shares of each kind of message, with 95% intervals."""
    totals = Counter[str]()
    for verdict, count in counts.items():
        totals[_kind(verdict)] += count
    return "\n".join(f"  {verdict:24s} {interval(n, totals[_kind(verdict)])}" for verdict, n in sorted(counts.items()))


def _kind(verdict: str) -> str:
    return verdict.partition(":")[0]


if __name__ == "__main__":
    main()
