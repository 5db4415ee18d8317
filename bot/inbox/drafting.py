"""Start a new intent from what visitors asked: a draft, which the bot does not serve until a person has written it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.content import Place
from bot.content.edit import EditError, all_entries, find_utterance, replace_file
from bot.content.model import NOBODY, UNWRITTEN, TopicFile
from bot.content.validate import validate
from bot.content.yaml_file import parse_yaml, scalar
from bot.documents.draft_file import REVIEW_DAYS
from bot.documents.drafts import draft_id
from bot.errors import IntentsError

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
    entries = all_entries(folder)
    if found := find_utterance(entries, question):
        entry, place = found
        raise EditError(f"'{question}' stands already in '{entry.id}' ({place.path}:{place.line})")
    fresh = [wording for wording in wordings if find_utterance(entries, wording) is None]
    key = draft_id(question, {entry.id for entry in entries})
    path = folder / FILE
    before = path.read_bytes() if path.exists() else b""
    head = before.decode("utf-8") or _HEAD.format(nobody=NOBODY, today=today, due=today + timedelta(days=REVIEW_DAYS))
    if not head.endswith("\n"):
        head += "\n"
    after = head + _draft(key, question, fresh)
    _hold(path, after, key)
    replace_file(path, before, after.encode("utf-8"))
    return key, Place(path, head.count("\n") + 1)


def tidy_question(wording: str) -> str:
    """A visitor's wording as the clinic might put it: with a capital letter and a question mark."""
    words = wording.strip().rstrip("?!. ")
    return f"{words[:1].upper()}{words[1:]}?"


def _draft(key: str, question: str, wordings: Sequence[str]) -> str:
    examples = "".join(f"      - {scalar(wording)}\n" for wording in wordings or [question])
    return (
        f"  - id: {key}\n"
        f"    question: {scalar(question)}\n"
        f"    examples:\n{examples}"
        f'    answer: "{UNWRITTEN}: the answer in plain words"\n'
        f"    status: draft\n"
    )


def _hold(path: Path, content: str, key: str) -> None:
    """Refuse a content that could not be loaded, or whose last intent is not the draft."""
    file = parse_yaml(path, content.removeprefix("\ufeff"))
    topic, diagnostics = validate(file, TopicFile)
    if topic is None:
        raise IntentsError(diagnostics)
    if topic.intents[-1].id != key:
        raise EditError(f"{path}: nothing can be added at its end: let 'intents' be its last key")
