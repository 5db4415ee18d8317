"""The file of drafts: written the first time, and brought up to date without touching what a person wrote in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.model import NOBODY
from bot.content.rules import next_due
from bot.content.yaml_file import scalar
from bot.documents.account import Account, with_account
from bot.documents.document import Document
from bot.documents.drafts import Draft
from bot.documents.entries import Entry, drafted_entry, read_entries

_DONE = "# Drafted so far: "
_HEAD = """\
# Drafts from {file}. The bot serves none of them while they say "status: draft".
# For each: mend question, answer, examples, caveats and follow-ups, then take "status: draft" out. An answer in the
# document's own words is one to begin with: nobody has reviewed it.
# Lines that begin with "# from" and "# |" show what the document says and are kept up to date. All else is yours: an
# entry that you have changed is never written over, and one that you delete stays deleted (its name stays below).
{done}
topic: {topic}
title: {title}
names: []        # the words by which visitors name this topic, such as [wisdom tooth, extraction]
reviewed: {{by: {nobody}, on: {today}, due: {due}}}     # your clinician, the day of the review and of the next one
intents:"""


@dataclass(frozen=True)
class Change:
    """What became of one draft, and the document's words before and after.

    `what` is "new", "updated", "kept" (a person's, while the document changed), "gone" (a person's that the document no
    longer has) or "removed" (a mere draft of that kind).
    """

    what: str
    key: str
    question: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def update(
    path: Path, document: Document, drafts: Sequence[Draft], account: Account, today: date
) -> tuple[str, list[Change]]:
    """The text that the file at `path` is to have, and what changes by it. Nothing is written here.

    Raises IntentsError where there is a file that is no readable YAML.
    """
    head, entries = read_entries(path) if path.exists() else (_new_head(document, today), [])
    by_key = {draft.key: draft for draft in drafts}
    results = [_updated(entry, by_key.get(entry.key)) for entry in entries]
    changes = [change for _, change in results if change]
    removed = {change.key for change in changes if change.what == "removed"}
    # A draft that left the document may come back with it: only what a person deleted stays away.
    done = [key for key in _done_keys(head) if key not in removed]
    fresh = [draft for draft in drafts if draft.key not in {*done, *(entry.key for entry in entries)}]
    changes += [Change("new", draft.key, draft.question) for draft in fresh]
    kept = [entry for entry, _ in results if entry] + [drafted_entry(draft) for draft in fresh]
    head = with_account(_with_done(head, [*done, *(draft.key for draft in fresh)]), account)
    lines = [*head, *(line for entry in kept for line in entry.lines)]
    return "\n".join(lines) + "\n", changes


def from_file(text: str, old: str, new: str) -> str:
    """The `text` of a file of drafts whose comments say that they are from the file `new` in place of `old`."""
    head = _HEAD.splitlines()[0]
    text = text.replace(head.format(file=old), head.format(file=new), 1)
    return text.replace(f"    # from {old}, ", f"    # from {new}, ")


def is_draft_file(path: Path) -> bool:
    """Whether drafts may be written to `path`: it was made for them, or is not there yet."""
    return not path.exists() or _DONE.strip() in path.read_text(encoding="utf-8-sig", errors="replace")


def _updated(entry: Entry, draft: Draft | None) -> tuple[Entry | None, Change | None]:
    """The entry as it is to stand, None to take it out, and what is to be said about it."""
    if not entry.key:
        return entry, None
    if draft is None:
        what = "gone" if entry.is_touched else "removed"
        return entry if entry.is_touched else None, Change(what, entry.key, entry.question, entry.source)
    if entry.is_touched:
        updated, what = entry.with_source_of(draft), "kept"
    else:
        updated, what = drafted_entry(draft), "updated"
    is_same = entry.source == draft.source and (entry.is_touched or entry.said == updated.said)
    return updated, None if is_same else Change(what, draft.key, draft.question, entry.source, draft.source)


def _new_head(document: Document, today: date) -> list[str]:
    return _HEAD.format(
        file=document.path.name,
        done=_DONE,
        topic=document.name,
        title=scalar(document.title),
        nobody=NOBODY,
        today=today,
        due=next_due(today),
    ).splitlines()


def _done_keys(head: Sequence[str]) -> list[str]:
    line = next((line for line in head if line.startswith(_DONE)), _DONE)
    return line.removeprefix(_DONE).replace(",", " ").split()


def _with_done(head: Sequence[str], keys: Sequence[str]) -> list[str]:
    return [_DONE + ", ".join(keys) if line.startswith(_DONE.strip()) else line for line in head]
