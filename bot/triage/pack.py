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
    languages = {name: read_as(LanguageFile, folder / f"{name}.yaml")[0] for name in names}
    groups = frozenset(chain.from_iterable(language.words for language in languages.values()))
    rules, file = read_as(RuleFile, folder / RULES, groups)
    pack = Pack(rules, languages)
    if found := [file.finding(*problem) for problem in _problems(pack)]:
        raise IntentsError(found)
    return pack


def read_as(model: type[M], path: Path, context: object = None) -> tuple[M, YamlFile]:
    """Read a YAML file as `model`, whose validators are given `context`, and where its parts stand.

    Raises IntentsError with every problem, its file and line.
    """
    loaded, diagnostics = validate(file := read_yaml(path), model, context)
    if loaded is None:
        raise IntentsError(diagnostics)
    return loaded, file


def _problems(pack: Pack) -> Iterator[Problem]:
    """Find everything in the rules that names what is not there, or stands twice."""
    contexts, replies = pack.rules.contexts, pack.languages[DEFAULT_LANGUAGE].replies
    if pack.rules.clinical_context not in contexts:
        yield ("clinical_context",), f"there is no context '{pack.rules.clinical_context}': add it under contexts"
    counts = Counter(rule.id for rule in pack.rules.rules)
    for number, rule in enumerate(pack.rules.rules):
        here = ("rules", number)
        for name in rule.contexts:
            if name not in contexts:
                yield (*here, "contexts"), f"there is no context '{name}': add it under contexts"
        if counts[rule.id] > 1:
            yield (*here, "id"), f"rule '{rule.id}' stands twice: rename one of them"
        if rule.reply not in replies:
            yield (*here, "reply"), f"there is no reply '{rule.reply}': add it to en.yaml under replies"
        if not rule.all_triggers:
            yield (*here, "id"), f"rule '{rule.id}' has nothing to know it by: add triggers"
        if bool(rule.triggers_in_context) != bool(rule.contexts):
            yield (*here, "id"), f"rule '{rule.id}' needs both triggers_in_context and contexts, or neither"
