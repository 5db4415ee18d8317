"""Sentences of written prose, whose abbreviations do not end them."""

from __future__ import annotations

import re

from bot.text import sentences

_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]\.){1,4}|\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|approx|incl|max|min|Fig|al|etc|cf))\.?$", re.IGNORECASE
)
_WORD = re.compile(r"\w")


def prose_sentences(text: str) -> list[str]:
    """The sentences of `text`, in order; "the U.S. Food and Drug Administration" and "e.g. aspirin" stay whole."""
    result: list[str] = []
    for part in sentences(text):
        if not _WORD.search(part):
            continue
        if result and result[-1].endswith(".") and _ABBREVIATED.search(result[-1]):
            result[-1] += f" {part}"
        else:
            result.append(part)
    return result
