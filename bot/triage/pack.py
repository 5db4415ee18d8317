"""The triage part of the language pack: the rules, and each language's words and replies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.content.validate import validate
from bot.content.yaml_file import Location, YamlFile, read_yaml
from bot.errors import IntentsError
from bot.triage.rules import ANY_LANGUAGE, DEFAULT_LANGUAGE, LanguageFile, RuleFile

FOLDER = Path(__file__).parent.parent / "language" / "triage"
RULES = "rules.yaml"

M = TypeVar("M", bound=BaseModel)
Problem = tuple[Location, str]
"""Where something is wrong in the rules, and what."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules, and by language what it says and how."""

    rules: RuleFile
    languages: Mapping[str, LanguageFile]

    @property
    def spoken(self) -> list[str]:
        """The languages that the rules understand, in a fixed order."""
        return sorted(self.languages.keys() - {ANY_LANGUAGE})

    def groups(self) -> list[str]:
        """Name every word group, in a fixed order."""
        return sorted(set(chain.from_iterable(file.words for file in self.languages.values())))

    def lines(self, group: str, language: str) -> Iterator[str]:
        """List a word group's words and phrases in one language, those of any language included."""
        for name in (language, ANY_LANGUAGE):
            if name in self.languages:
                yield from self.languages[name].words.get(group, ())

    def reply(self, reply: str, language: str) -> str:
        """Give the text of a reply, in English where `language` has none."""
        return self.languages[language].replies.get(reply) or self.languages[DEFAULT_LANGUAGE].replies[reply]

    def advice(self, language: str) -> str:
        """Give the advice that stands beside other replies, in English where `language` has none."""
        return self.languages[language].advice or self.languages[DEFAULT_LANGUAGE].advice


@cache
def load_pack(folder: Path = FOLDER) -> Pack:
    """Read the rules and the languages in `folder`. Raises IntentsError with every problem, its file and line."""
    names = sorted(path.stem for path in folder.glob("[a-z]*.yaml") if len(path.stem) == 2 or path.stem == ANY_LANGUAGE)
    languages = {name: _valid(read_yaml(folder / f"{name}.yaml"), LanguageFile) for name in names}
    file = read_yaml(folder / RULES)
    pack = Pack(_valid(file, RuleFile), languages)
    if found := [file.finding(*problem) for problem in _problems(pack)]:
        raise IntentsError(found)
    return pack


def _valid(file: YamlFile, model: type[M]) -> M:
    loaded, diagnostics = validate(file, model)
    if loaded is None:
        raise IntentsError(diagnostics)
    return loaded


def _problems(pack: Pack) -> Iterator[Problem]:
    """Find everything in the rules that names what is not there, or stands twice."""
    groups, replies = frozenset(pack.groups()), pack.languages[DEFAULT_LANGUAGE].replies
    for location, name in pack.rules.groups():
        if name not in groups:
            yield location, f"there is no word group '{name}': add it under words, or mend the name"
    for location, name in pack.rules.context_names():
        if name not in pack.rules.contexts:
            yield location, f"there is no context '{name}': add it under contexts"
    counts = Counter(rule.id for rule in pack.rules.rules)
    for number, rule in enumerate(pack.rules.rules):
        here = ("rules", number)
        if counts[rule.id] > 1:
            yield (*here, "id"), f"rule '{rule.id}' stands twice: rename one of them"
        if rule.reply not in replies:
            yield (*here, "reply"), f"there is no reply '{rule.reply}': add it to en.yaml under replies"
        if not rule.all_triggers:
            yield (*here, "id"), f"rule '{rule.id}' has nothing to know it by: add triggers"
        if bool(rule.triggers_in_context) != bool(rule.contexts):
            yield (*here, "id"), f"rule '{rule.id}' needs both triggers_in_context and contexts, or neither"
