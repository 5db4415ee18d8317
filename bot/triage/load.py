"""Load the emergency rules and voices from a folder: every problem in a file is found, and named with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.content.validate import validate
from bot.content.yaml_file import read_yaml
from bot.errors import IntentsError
from bot.triage.detector import EmergencyDetector
from bot.triage.rules import EmergencyRules, Problem
from bot.triage.voices import Voices

RULES, VOICES = "emergency.yaml", "emergency-voices.yaml"

M = TypeVar("M", bound=BaseModel)


def load_door(folder: Path) -> EmergencyDetector:
    """The emergency door with the rules in `folder`. Raises IntentsError with every finding."""
    return EmergencyDetector(load_rules(folder))


def load_rules(folder: Path) -> EmergencyRules:
    """The rules in `folder`/emergency.yaml. Raises IntentsError with every finding."""
    needs = "it needs 'replies', 'words' and 'rules'"
    return _loaded(folder / RULES, EmergencyRules, needs, EmergencyRules.problems)


def load_voices(folder: Path, rules: EmergencyRules) -> Voices:
    """The voices in `folder`/emergency-voices.yaml; none where there is no such file. Raises IntentsError."""
    path = folder / VOICES
    needs = "it needs 'urgent' and 'calm', or must not be there"
    return _loaded(path, Voices, needs, lambda voices: voices.problems(rules)) if path.exists() else Voices()


def _loaded(path: Path, model: type[M], needs: str, problems: Callable[[M], Iterable[Problem]]) -> M:
    file = read_yaml(path)
    if not isinstance(file.data, dict):
        raise IntentsError([file.finding((), f"is empty: {needs}")])
    loaded, diagnostics = validate(file, model)
    if loaded is not None:
        diagnostics += [file.finding(problem.location, problem.message) for problem in problems(loaded)]
    if loaded is None or diagnostics:
        raise IntentsError(diagnostics)
    return loaded
