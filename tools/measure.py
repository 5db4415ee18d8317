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
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.content import Kind
from bot.dialogue import Bot
from bot.reply import Reply
from tools.console import errors_in_one_line
from tools.labelled import Question, read_questions
from tools.learn_triage import interval

ASKED = {"answer", "clinic"}
STRANGE = {"near": "near", "near-oos": "near", "far": "far", "far-oos": "far"}
BY_KIND = {"urgent": Kind.URGENT, "emergency": Kind.URGENT, "smalltalk": Kind.SMALLTALK}
KINDS = (*sorted(ASKED), "followup", "multi", *STRANGE, *BY_KIND)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clinic", type=Path, default=Path("intents"), metavar="FOLDER")
    parser.add_argument("files", nargs="+", type=Path)
    options = parser.parse_args(arguments)
    with errors_in_one_line():
        measure(options.clinic, options.files)


def measure(clinic: Path, files: Sequence[Path]) -> None:
    """Print what becomes of the questions in each of `files`, and of all of them."""
    bot, total = Bot.load(clinic), Counter[str]()
    for path in files:
        counts = Counter(judge(bot, question) for question in read_questions([path], bot.knowledge, KINDS))
        print(f"{path}\n{table(counts)}\n")
        total += counts
    if len(files) > 1:
        print(f"together\n{table(total)}")


def judge(bot: Bot, question: Question) -> str:
    """Return what became of a question, as "answer: right" or "near: answered"."""
    reply = bot.last_reply(question.messages)
    name = "answer" if question.kind in ASKED else STRANGE.get(question.kind, question.kind)
    return f"{name}: {_verdict(reply, question)}"


def _verdict(reply: Reply, question: Question) -> str:
    if question.kind in BY_KIND:
        return "right" if reply.kind is BY_KIND[question.kind] else f"{reply.kind}"
    if question.kind in STRANGE:
        return "answered" if reply.kind is Kind.ANSWER else f"{reply.kind}"
    if all(group.intersection(reply.intents) for group in question.right):
        return "right"
    if all(group.intersection([*reply.intents, *reply.offered]) for group in question.right):
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
