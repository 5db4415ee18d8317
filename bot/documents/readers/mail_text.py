"""What mail programs put between the words of a mail: heads of earlier mails, who wrote when, and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby

from bot.documents.document import LIST_MARK, Reading
from bot.text import tokens

_FIELD = re.compile(r"[>\s*]*([^\W\d_]{2,12})\*?\s?:\*?\s+\S.*")
_SENDERS = frozenset(tokens("from von de od da van"))
_SUBJECTS = frozenset(tokens("subject betreff objet asunto temat oggetto assunto onderwerp"))
_RULE = re.compile(r"[>\s]*(?:-{3,}[\w ]{0,40}-{3,}|_{5,})\s*")  # "-----Original Message-----"
_COURTESY_WORDS = 5  # of "Mit freundlichen Grüßen"
_NAME_WORDS = 8  # of a line that says who wrote the mail, and where that person works
# "On 1 May 2026, A. Hill wrote:", above what is quoted
_SAID = re.compile(r"[>\s]*[^\W\d_]{1,8}\b.{0,200}\d.{0,200}:\s*")


def without_mail_marks(text: str, reading: Reading, *, is_mail: bool = False) -> str:
    """Return `text` with blank lines for what is no mail's own words, which `reading` notes as left out.

    A text that has no head of a mail in it is left as it is, unless it `is_mail`.
    """
    lines = text.splitlines()
    marks = dict.fromkeys(_heads(lines), "the head of a mail")
    if not marks and not is_mail:
        return text
    marks |= dict.fromkeys(_sayings(lines), "who wrote what is quoted, and when")
    marks |= {at: "a rule between mails" for at, line in enumerate(lines) if _RULE.fullmatch(line)}
    marks |= dict.fromkeys(_signatures(lines, marks), "a signature")
    if is_mail:
        own = [at for at, line in enumerate(lines) if at not in marks and not line.lstrip().startswith(">")]
        marks |= {at: reason for at, reason in _courtesies([lines[at] for at in own], own) if lines[at].strip()}
    for at, reason in sorted(marks.items()):
        reading.leave_out(f"line {at + 1}", lines[at], reason)
    return "\n".join("" if at in marks else line for at, line in enumerate(lines))


def _heads(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines that are heads of mails: fields below each other from the sender on, a subject among them."""
    fields = enumerate(map(_FIELD.fullmatch, lines))
    for _, run in groupby(fields, key=lambda one: one[1] is not None):
        named = [(at, field[1].casefold()) for at, field in run if field]
        head = list(dropwhile(lambda one: one[1] not in _SENDERS, named))
        if any(name in _SUBJECTS for _, name in head):
            yield from (at for at, _ in head)


def _sayings(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines that say who wrote what is quoted below them."""
    for at, line in enumerate(lines):
        after = next((below for below in lines[at + 1 : at + 3] if below.strip()), "")
        deeper = ">>" if line.lstrip().startswith(">") else ">"
        if _SAID.fullmatch(line) and after.lstrip().startswith(deeper):
            yield at


def _signatures(lines: Sequence[str], marks: dict[int, str]) -> Iterator[int]:
    """Yield the lines of signatures: from two hyphens alone to what is quoted, or to another mail."""
    is_open = False
    for at, line in enumerate(lines):
        is_open = line.rstrip() == "--" or (is_open and at not in marks and not line.lstrip().startswith(">"))
        if is_open:
            yield at


def _courtesies(said: Sequence[str], places: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the places of a mail's salutation and of its closing with the sender's name, and what each is.

    They are known by their form, in whatever language: few words and a comma; short lines in which no sentence ends.
    """
    paragraphs = [list(run) for full, run in groupby(range(len(said)), key=lambda at: bool(said[at].strip())) if full]
    if paragraphs and len(paragraphs[0]) == 1 and _is_courtesy(said[paragraphs[0][0]]):
        yield places[paragraphs.pop(0)[0]], "the salutation"
    closing: list[int] = []
    while paragraphs and _closes([said[at] for at in paragraphs[-1]], is_first=not closing):
        closing = [*paragraphs.pop(), *closing]
    before = said[paragraphs[-1][-1]].rstrip() if paragraphs else ""
    if len(closing) > 1 and before.endswith((".", "!", ")")):
        yield from ((places[at], "the closing of the mail") for at in closing)


def _is_courtesy(line: str) -> bool:
    return len(line.split()) <= _COURTESY_WORDS and line.rstrip().endswith((",", "!"))


def _closes(paragraph: Sequence[str], *, is_first: bool) -> bool:
    """Whether the lines are a name with what belongs to it (`is_first` from below), or the courtesy above one."""
    first = paragraph[0]
    if not is_first:
        return len(paragraph) == 1 and _is_courtesy(first)
    is_named = len(first.split()) <= _COURTESY_WORDS and not any(map(str.isdigit, first)) and not LIST_MARK.match(first)
    return is_named and not any(len(line.split()) > _NAME_WORDS or line.rstrip()[-1] in ".?!:" for line in paragraph)
