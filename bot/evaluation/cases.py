"""Question cases: what visitors ask, and what each must get, read from YAML files.

A case file is a list. Each case has the question, `ask`, or a conversation, `turns`, whose last reply counts; and what
that reply must be: `intent` (one, or a list of which any will do), `every` (intents that must all be answered), `kind`
(one or a list), `says` (words that must stand in it) and `never` (words that must not).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.content import Kind, Knowledge, Place
from bot.content.folder import yaml_files
from bot.content.model import Model, Slug, Utterance, as_list
from bot.content.validate import validate
from bot.content.yaml_file import YamlFile, read_yaml
from bot.errors import BotError, Diagnostic, IntentsError

SAMPLE, SAMPLE_CASES = Path("intents"), Path("tests/cases")  # what ships, seen from the project's folder
_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.OUT_OF_SCOPE)


class CasesError(BotError):
    """Case files that cannot be run. `diagnostics` holds every problem."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        more = len(self.diagnostics) - 1
        super().__init__(f"{self.diagnostics[0]}{f' (and {more} more)' if more else ''}")


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked, in one or more turns, and what the last reply must be. An empty field demands nothing."""

    place: Place
    turns: tuple[str, ...]
    intents: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The turn whose reply counts."""
        return self.turns[-1]


def _as_words(value: Any) -> Any:
    # YAML reads 3 as a number, and that is what was meant; but yes becomes True, which was not.
    return [str(word) if type(word) in (int, float) else word for word in as_list(value)]


Words = Annotated[tuple[Utterance, ...], BeforeValidator(_as_words), Field(strict=False)]
Intents = Annotated[tuple[Slug, ...], BeforeValidator(as_list), Field(strict=False)]


class CaseEntry(Model):
    """One case as it is written."""

    ask: Utterance | None = Field(None, description="the visitor's message")
    turns: Words = Field((), description="the visitor's messages in a conversation; the last reply counts")
    intent: Intents = Field((), description="the intent that must reply, or a list of which any will do")
    every: Intents = Field((), description="intents that must all be answered, where several things are asked")
    kind: Annotated[tuple[str, ...], BeforeValidator(as_list), Field(strict=False)] = Field(
        (), description="the reply's kind, or a list of which any will do"
    )
    says: Words = Field((), description="words that must stand in the reply")
    never: Words = Field((), description="words that must not stand in the reply")


class CaseFile(Model):
    """A case file, its list under a name."""

    cases: Annotated[tuple[CaseEntry, ...], Field(strict=False)]


def read_cases(paths: Sequence[Path]) -> tuple[Case, ...]:
    """Return the cases in the files `paths`, in order. Raises CasesError with every finding in any of them."""
    diagnostics: list[Diagnostic] = []
    cases: list[Case] = []
    for path in paths:
        try:
            file = read_yaml(path)
        except IntentsError as error:
            diagnostics += error.diagnostics
            continue
        read, wrong = _read(file)
        cases += read
        diagnostics += wrong
    if diagnostics:
        raise CasesError(diagnostics)
    return tuple(cases)


def clinic_cases(intents: Path) -> list[Path]:
    """Return the case files of a folder of intents, in its own folder `cases`; those of the sample in tests/cases."""
    own = intents / "cases"
    is_sample = intents.resolve() == SAMPLE.resolve()
    folder = SAMPLE_CASES if is_sample and not own.is_dir() else own
    return yaml_files(folder) if folder.is_dir() else []


def case_files(given: Sequence[Path], intents: Path) -> list[Path]:
    """Return the files that `given` names, a folder standing for those in it; without any, those for `intents`.

    Raises BotError where there is none.
    """
    found = [file for path in given for file in (yaml_files(path) if path.is_dir() else [path])]
    if given and not found:
        raise BotError(f"there are no case files in {', '.join(map(str, given))}: name the file or folder")
    return found or _own_case_files(intents)


def _own_case_files(intents: Path) -> list[Path]:
    if found := clinic_cases(intents):
        return found
    yaml_files(intents)  # where there is no such folder, that is what is wrong
    first = intents / "cases" / "first.yaml"
    raise BotError(
        f"{intents} has no cases yet: write them in {first}, each like '- {{ask: can I park, intent: parking}}'"
    )


def unknown_intents(cases: Sequence[Case], knowledge: Knowledge) -> list[Diagnostic]:
    """Return a finding for each intent that a case wants and that is not served."""
    return [
        case.place.finding(f"intent '{name}' is not served: name one that is")
        for case in cases
        for name in (*case.intents, *case.every)
        if name not in knowledge.intents
    ]


def _read(file: YamlFile) -> tuple[list[Case], list[Diagnostic]]:
    if not isinstance(file.data, list):
        return [], [file.finding((), "is no list of cases: start each with '- ask:'")]
    # The models check keys and values of mappings, so the list is given a name.
    lines = {("cases", *location): line for location, line in file.lines.items()}
    named = YamlFile(file.path, {"cases": file.data}, lines)
    parsed, diagnostics = validate(named, CaseFile)
    if parsed is None:
        return [], diagnostics
    diagnostics = [named.finding(("cases", n), wrong) for n, e in enumerate(parsed.cases) for wrong in _problems(e)]
    places = (Place(file.path, named.line(("cases", number))) for number in range(len(parsed.cases)))
    return [] if diagnostics else [_case(p, e) for p, e in zip(places, parsed.cases, strict=True)], diagnostics


def _problems(entry: CaseEntry) -> Iterator[str]:
    if (entry.ask is None) == (not entry.turns):
        yield "needs either 'ask' with one message or 'turns' with several"
    if not any((entry.intent, entry.every, entry.kind, entry.says, entry.never)):
        yield "demands nothing: add 'intent', 'every', 'kind', 'says' or 'never'"
    for kind in entry.kind:
        if kind not in _KINDS:
            yield f"kind '{kind}' does not exist: use {', '.join(_KINDS)}"


def _case(place: Place, entry: CaseEntry) -> Case:
    turns = entry.turns if entry.ask is None else (entry.ask,)
    return Case(place, turns, entry.intent, entry.every, entry.kind, entry.says, entry.never)
