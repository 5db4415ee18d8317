"""Start a new intent from what visitors asked: a draft, which the bot does not serve until a person has written it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.content import Place
from bot.content.edit import editing, refuse_known
from bot.content.model import NOBODY
from bot.content.raw import find_utterance
from bot.content.rules import next_due

FILE = "from-visitors.yaml"
_HEAD = """\
# Drafts from what visitors asked. The bot serves none of them while they say "status: draft".
# For each: write the answer in plain words, name its caveats and sources, and take "status: draft" out. An entry may be
# moved to the file of its topic; what is added later comes at the end.
topic: from-visitors
title: From visitors' questions
reviewed: {{by: {nobody}, on: {today}, due: {due}}}     # your clinician, the day of the review and of the next one
intents:
"""


def start_intent(folder: Path, question: str, wordings: Sequence[str], today: date) -> tuple[str, Place]:
    """Write a draft for `question` with `wordings` as its examples into `folder`; gives its id and its place.

    Raises EditError, and writes nothing, where an intent asks it already or the file cannot be added to; IntentsError
    where a file cannot be read.
    """
    with editing(folder) as edit:
        entries = edit.entries
        refuse_known(entries, question)
        fresh = [wording for wording in wordings if find_utterance(entries, wording) is None]
        key = edit.add_draft(folder / FILE, question, fresh, _head(today))
        edit.save()
        return key, edit.find(key).place("id")


def tidy_question(wording: str) -> str:
    """Return a visitor's wording as the clinic might put it: with a capital letter and a question mark."""
    words = wording.strip().rstrip("?!. ")
    return f"{words[:1].upper()}{words[1:]}?"


def _head(today: date) -> str:
    return _HEAD.format(nobody=NOBODY, today=today, due=next_due(today))
