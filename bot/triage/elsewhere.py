"""Emergencies in languages that the bot cannot speak: a few words of each, and one line to say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.triage.rules import ForeignLanguage
from bot.triage.words import bare

_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Elsewhere:
    """Finds emergencies in languages that the bot cannot speak."""

    def __init__(self, languages: Mapping[str, ForeignLanguage]) -> None:
        self._spoken = {bare(word): name for name, one in languages.items() for word in one.words}
        """Each word, with its language."""
        unspaced = "|".join(re.escape(word) for word in self._spoken if _WITHOUT_SPACES.match(word))
        spaced = "|".join(re.escape(word) for word in self._spoken if not _WITHOUT_SPACES.match(word))
        # One \b for all words, which takes a tenth of the time.
        self._pattern = re.compile(rf"\b(?:{spaced})|{unspaced}")

    def find(self, text: str) -> tuple[str, str] | None:
        """Return the language of an emergency in `text` and the words that tell of it, or None."""
        found = self._pattern.search(bare(text))
        return (self._spoken[found[0]], found[0]) if found else None
