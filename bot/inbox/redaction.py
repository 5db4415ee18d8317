"""Make a text fit to be kept: without what may tell whose it is, in one printable line, not too long.

What `bot.pii` surely knows is removed first. Then, since a question can spare a figure but a person cannot, whatever
has the shape of a number, an address or a name that was given: by shape, in any language, rather than by country.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from bot.inbox.identifying import BESIDE, IBAN, SHAPES, Test
from bot.pii import PiiKind, redact

LONGEST = 1_000  # characters


def fit_to_keep(text: str) -> str:
    """Return `text` without the personal details that can be recognised, each replaced by its kind in brackets.

    Any string is taken. The outcome has no control characters, no line breaks, and at most 1,000 characters.
    """
    # First to one form, so that a number cannot hide in odd digits or between invisible characters.
    folded = unicodedata.normalize("NFKC", text)
    printable = "".join(c if c.isprintable() else "" if unicodedata.category(c) == "Cf" else " " for c in folded)
    kept = redact(IBAN.sub(f"[{PiiKind.NUMBER}]", " ".join(printable.split())))
    for detail, pattern, is_one in SHAPES:
        kept = pattern.sub(partial(_replaced, detail, is_one), kept)
    return BESIDE.sub(r"\1", kept)[:LONGEST].rstrip()


def _replaced(detail: PiiKind, is_one: Test, match: re.Match[str]) -> str:
    return f"[{detail}]" if is_one(match) else match[0]
