"""Start a new intent from what visitors asked: a draft, which the bot does not serve until a person has written it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.content import Place
from bot.content.edit import editing, find_utterance
from bot.content.files import EditError
from bot.content.model import NOBODY, UNWRITTEN
from bot.documents.draft_file import REVIEW_DAYS
from bot.documents.drafts import draft_id

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
        if found := find_utterance(entries, question):
            entry, place = found
            raise EditError(f"'{question}' stands already in '{entry.id}' ({place.path}:{place.line})")
        fresh = [wording for wording in wordings if find_utterance(entries, wording) is None]
        key = draft_id(question, {entry.id for entry in entries})
        edit.add(folder / FILE, _draft(key, question, fresh), _head(today))
        edit.save()
        return key, edit.find(key).place("id")


def tidy_question(wording: str) -> str:
    """A visitor's wording as the clinic might put it: with a capital letter and a question mark."""
    words = wording.strip().rstrip("?!. ")
    return f"{words[:1].upper()}{words[1:]}?"


def _head(today: date) -> str:
    return _HEAD.format(nobody=NOBODY, today=today, due=today + timedelta(days=REVIEW_DAYS))


def _draft(key: str, question: str, wordings: Sequence[str]) -> dict[str, Any]:
    answer = f"{UNWRITTEN}: the answer in plain words"
    return {
        "id": key,
        "question": question,
        "examples": list(wordings) or [question],
        "answer": answer,
        "status": "draft",
    }
