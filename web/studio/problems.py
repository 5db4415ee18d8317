"""What went wrong, as people at a form read it: a sentence, and the field that it is about."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import BotError, IntentsError

log = logging.getLogger("caveat.studio")

# What the fields of an answer are called on its page, by their keys in the files.
LABELS = {
    "question": "question",
    "answer": "answer",
    "examples": "phrases",
    "caveats": "caveats",
    "sources": "sources",
    "follow_ups": "questions offered next",
}
_FILE = re.compile(r" \((?:[^()\s]*\.ya?ml(?::\d+)?|'\w+: \w+')\)$")  # where a file has it, and how it says it
_FOLDERS = re.compile(r"(?<![\w:/])/(?:[^\s/:]+/)+")  # of an absolute path, up to its last name
# People's words are passed over; what the files call an intent is an answer to who reads it.
_NAME = re.compile(r""" "[^"]*" | '(?P<name>[\w-]+)' | \bintent(?P<many>s?)\b """, re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence, and the key of the field that it is about; "" where it is about none, or about the whole."""

    text: str
    field: str = ""


def problems_of(error: BotError | OSError) -> list[str]:
    """Return what went wrong, a sentence each, without the paths that only the server knows: the log has those."""
    if isinstance(error, IntentsError):
        return [diagnostic.message for diagnostic in error.diagnostics]
    if isinstance(error, OSError):
        fields = {"problem": error.strerror, "file": error.filename}
        log.error("the studio cannot use the files", exc_info=error, extra={"fields": fields})
        return [f"the files cannot be written: {error.strerror or 'see whether the disk of the server is full'}"]
    return _FOLDERS.sub("", str(error)).splitlines()


def placed(error: BotError | OSError, questions: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with an answer, each beside its field; `questions` are those of all answers by their ids."""
    fields = [found.field for found in error.diagnostics] if isinstance(error, IntentsError) else []
    texts = problems_of(error)
    fields += [""] * (len(texts) - len(fields))
    return [Problem(spoken(text, questions), field) for text, field in zip(texts, fields, strict=True)]


def spoken(message: str, questions: Mapping[str, str]) -> str:
    """Return a message about files for somebody who sees none: with questions for ids and labels for keys.

    People's own words, in double quotes, stay as they are, be they an id or not.
    """
    head, colon, rest = message.partition(": ")
    if colon and head.strip("'") in questions and head.startswith("'"):
        message = rest
    message = _FILE.sub("", message)
    message = _NAME.sub(lambda found: _said(found, questions) or found[0], message)
    return message[:1].upper() + message[1:]


def _said(found: re.Match[str], questions: Mapping[str, str]) -> str:
    name = found["name"] or ""
    if found["many"] is not None:
        return f"answer{found['many']}"
    if name in questions:
        return f"“{questions[name]}”"
    return f"“{LABELS[name]}”" if name in LABELS else ""
