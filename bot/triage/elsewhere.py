"""Emergencies in languages that the bot cannot speak: a few words of each, and one line to say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from bot.content.validate import validate
from bot.content.yaml_file import read_yaml
from bot.errors import IntentsError
from bot.triage.pattern import Line
from bot.triage.words import bare

FILE = "elsewhere.yaml"
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class ForeignLanguage(BaseModel):
    """What to say in a language, and the beginnings of words and phrases that tell of an emergency in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: Line
    words: tuple[Line, ...]


class _File(RootModel[Mapping[str, ForeignLanguage]]):
    pass


class Elsewhere:
    """Finds emergencies in languages that the bot cannot speak."""

    def __init__(self, languages: Mapping[str, ForeignLanguage]) -> None:
        self._languages = languages
        self._spoken = {bare(word): name for name, one in languages.items() for word in one.words}
        """Each word, with its language."""
        unspaced = "|".join(re.escape(word) for word in self._spoken if _WITHOUT_SPACES.match(word))
        spaced = "|".join(re.escape(word) for word in self._spoken if not _WITHOUT_SPACES.match(word))
        self._pattern = re.compile(rf"\b(?:{spaced})|{unspaced}")

    @classmethod
    def load(cls, folder: Path) -> Elsewhere:
        """Read `folder`/elsewhere.yaml. Raises IntentsError with every problem, its file and line."""
        found, diagnostics = validate(read_yaml(folder / FILE), _File)
        if found is None:
            raise IntentsError(diagnostics)
        return cls(found.root)

    def find(self, text: str) -> tuple[str, str, str] | None:
        """Return the language of an emergency in `text`, the words that tell of it, and what to say; or None."""
        if found := self._pattern.search(bare(text)):
            language = self._spoken[found[0]]
            return language, found[0], self._languages[language].say
        return None
