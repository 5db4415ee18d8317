"""Make a text fit to be kept: without personal details, in one printable line, not too long."""

from __future__ import annotations

import unicodedata

from bot.pii import redact

LONGEST = 1_000  # characters


def fit_to_keep(text: str) -> str:
    """`text` with phone numbers, e-mail addresses, dates of birth, card and health-service numbers taken out.

    Any string is taken. The outcome has no control characters, no line breaks, and at most 1,000 characters.
    """
    # First to one form, so that a number cannot hide in odd digits or between invisible characters.
    folded = unicodedata.normalize("NFKC", text)
    printable = "".join(c if c.isprintable() else " " for c in folded)
    return " ".join(redact(" ".join(printable.split())).split())[:LONGEST].rstrip()
