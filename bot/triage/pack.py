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
from bot.triage.rules import DEFAULT_LANGUAGE, ForeignFile, ForeignLanguage, LanguageFile, RuleFile

FOLDER = Path(__file__).parent.parent / "language" / "triage"
RULES, ELSEWHERE = "rules.yaml", "elsewhere.yaml"

M = TypeVar("M", bound=BaseModel)
Problem = tuple[Location, str]
"""Where something is wrong in the rules, and what."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules, and by language what it says and how."""

    rules: RuleFile
    languages: Mapping[str, LanguageFile]
    elsewhere: Mapping[str, ForeignLanguage]
    """What the bot says in languages that it cannot speak."""

    def reply(self, reply: str, language: str) -> str:
        """Give the text of a reply, in English where `language` has none."""
        return self.languages[language].replies.get(reply) or self.languages[DEFAULT_LANGUAGE].replies[reply]


@cache
def load_pack(folder: Path = FOLDER) -> Pack:
    """Read the rules and the languages in `folder`. Raises IntentsError with every problem, its file and line."""
    languages = {path.stem: _read_as(LanguageFile, path)[0] for path in sorted(folder.glob("[a-z][a-z].yaml"))}
    groups = frozenset(chain.from_iterable(language.words for language in languages.values()))
    rules, file = _read_as(RuleFile, folder / RULES, groups)
    pack = Pack(rules, languages, _read_as(ForeignFile, folder / ELSEWHERE)[0].root)
    if found := [file.finding(*problem) for problem in _problems(pack)]:
        raise IntentsError(found)
    return pack


def _read_as(model: type[M], path: Path, context: object = None) -> tuple[M, YamlFile]:
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
    for name in pack.rules.lasting.keys() - contexts.keys():
        yield ("lasting", name), f"there is no context '{name}': add it under contexts"
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
