"""Documents for tests, made with the libraries by which offices' programs make theirs; and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.documents import Drafted, draft_into, passages, read_document
from bot.documents.document import LeftOut

TODAY = date(2026, 11, 24)
SHEET = """\
# Aftercare

## Eating
Do not eat for 2 hours. Some people may feel sick.

## Can I smoke?
No, not for 72 hours.
"""


def asked(path: Path) -> dict[str, list[str]]:
    """Each question that the document at `path` answers, with the lines of the answer."""
    return {passage.question: list(passage.lines) for passage in passages(read_document(path))[0]}


def left_out(path: Path) -> list[tuple[str, str]]:
    """What is left out of the document at `path`, with the reasons."""
    document = read_document(path)
    return [(item.text, item.reason) for item in all_left_out(path, document.left_out)]


def all_left_out(path: Path, of_document: Sequence[LeftOut]) -> list[LeftOut]:
    """What was left out in reading and in looking for questions."""
    return [*of_document, *passages(read_document(path))[1]]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """The new file `path` with `text`."""
    path.write_bytes(text.encode(encoding))
    return path


def draft(sheet: Path, folder: Path) -> Drafted:
    """What it did to draft the document `sheet` into `folder`."""
    return draft_into(folder, [read_document(sheet)], TODAY)[0][0]


def edit(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which stands in the file at `path`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


PLAIN = """\
FROZEN SHOULDER CLINIC
Injections for a stiff shoulder. They were first given in 1950.
WHO IT HELPS
- people over 40
- people with diabetes
It may ease pain. A 2011 study
Trusted Source
of 30 people found little gain.
How long does it take?
About 20 minutes. Plan for
an hour in all.
What Your Visit Looks Like
The U.S. Food and Drug Administration has approved it. See Dr. Hall first.
Side effects include:
- pain
- bruising
FAQ
Q1 Can I drive home?
A1 No. Ask someone to drive you.
"""
