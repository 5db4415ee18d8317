"""The triage part of the language pack: the rules, and each language's words and replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.content.validate import validate
from bot.content.yaml_file import YamlFile, read_yaml
from bot.errors import Diagnostic, IntentsError
from bot.triage.rules import ANY_LANGUAGE, DEFAULT_LANGUAGE, LanguageFile, Problem, RuleFile

FOLDER = Path(__file__).parent.parent / "language" / "triage"
RULES = "rules.yaml"

M = TypeVar("M", bound=BaseModel)


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
    files = {name: read_yaml(folder / f"{name}.yaml") for name in names}
    languages = {name: _valid(file, LanguageFile) for name, file in files.items()}
    file = read_yaml(folder / RULES)
    pack = Pack(_valid(file, RuleFile), languages)
    found = [_diagnostic(files[name], problem) for name in names for problem in languages[name].range_problems()]
    found += [_diagnostic(file, problem) for problem in _problems(pack)]
    if found:
        raise IntentsError(found)
    return pack


def _valid(file: YamlFile, model: type[M]) -> M:
    loaded, diagnostics = validate(file, model)
    if loaded is None:
        raise IntentsError(diagnostics)
    return loaded


def _diagnostic(file: YamlFile, problem: Problem) -> Diagnostic:
    return file.finding(problem.location, problem.message)


def _problems(pack: Pack) -> Iterator[Problem]:
    """Find everything in the rules that names what is not there, or stands twice."""
    known = frozenset(pack.groups())
    for location, name in pack.rules.groups():
        if name not in known:
            yield Problem(location, f"there is no word group '{name}': add it under words, or mend the name")
    yield from _rule_problems(pack.rules, pack.languages.get(DEFAULT_LANGUAGE, LanguageFile(words={})).replies)
    yield from _context_problems(pack.rules)


def _rule_problems(rules: RuleFile, replies: Mapping[str, str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, rule in enumerate(rules.rules):
        here: tuple[str | int, ...] = ("rules", number)
        if rule.id in seen:
            yield Problem((*here, "id"), f"rule '{rule.id}' stands twice: rename one of them")
        seen.add(rule.id)
        if rule.reply not in replies:
            yield Problem((*here, "reply"), f"there is no reply '{rule.reply}': add it to en.yaml under replies")
        if not rule.triggers and not rule.triggers_in_context:
            yield Problem((*here, "id"), f"rule '{rule.id}' has nothing to know it by: add triggers")
        if bool(rule.triggers_in_context) != bool(rule.contexts):
            yield Problem((*here, "id"), f"rule '{rule.id}' needs both triggers_in_context and contexts, or neither")


def _context_problems(rules: RuleFile) -> Iterator[Problem]:
    named: Iterable[tuple[tuple[str | int, ...], tuple[str, ...]]] = (
        (("clinical_context",), (rules.clinical_context,)),
        *((("modifiers", at, "exception_contexts"), one.exception_contexts) for at, one in enumerate(rules.modifiers)),
        *((("rules", at, "contexts"), one.contexts) for at, one in enumerate(rules.rules)),
    )
    for location, names in named:
        for name in names:
            if name not in rules.contexts:
                yield Problem(location, f"there is no context '{name}': add it under contexts")
