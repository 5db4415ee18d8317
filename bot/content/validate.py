"""Hold what was read against the models, and say what is wrong in an editor's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.yaml_file import Location, YamlFile
from bot.errors import Diagnostic, did_you_mean

M = TypeVar("M", bound=BaseModel)


def validate(file: YamlFile, model: type[M], context: object = None) -> tuple[M | None, list[Diagnostic]]:
    """Read `file` as `model`, whose validators are given `context`. Return the model, or None and every finding."""
    parsed, found = validate_known_keys(file, model, context)
    return None if found else parsed, found


def validate_known_keys(file: YamlFile, model: type[M], context: object = None) -> tuple[M | None, list[Diagnostic]]:
    """Read `file` as `model`, as `validate` does, but for keys that are not known.

    Where nothing else is wrong, return the model without them beside the findings, so that the rest can be checked.
    """
    data = {} if file.data is None and not _keys(model) else file.data  # what may be left out may be empty, too
    if not isinstance(data, dict):
        return None, [file.finding((), f"is empty or no mapping: it needs {_keys(model) or 'keys and values'}")]
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as error:
        problems = _causes(error.errors(include_url=False))
    found = [_finding(file, model, problem) for problem in problems]
    if any(problem["type"] != "extra_forbidden" for problem in problems):
        return None, found
    known = _without(data, [problem["loc"] for problem in problems])
    return model.model_validate(known, context=context), found


def _causes(problems: Sequence[Any]) -> list[Any]:
    """Return `problems` without "the list is too short" where an item of that list is wrong, and was not counted."""
    wrong = [problem["loc"] for problem in problems]
    return [p for p in problems if p["type"] != "too_short" or not any(_is_within(at, p["loc"]) for at in wrong)]


def _is_within(location: Location, outer: Location) -> bool:
    return len(location) > len(outer) and location[: len(outer)] == outer


def _without(data: Any, locations: Sequence[Location]) -> Any:
    """Return a copy of `data` without what stands at `locations`, each the keys and positions that lead there."""
    kept = deepcopy(data)
    for *path, key in locations:
        del reduce(getitem, path, kept)[key]
    return kept


def _finding(file: YamlFile, model: type[BaseModel], problem: Any) -> Diagnostic:
    location: Location = tuple(problem["loc"])
    explain = _EXPLANATIONS.get(problem["type"])
    message = explain(location, problem) if explain else f"{_name(location)}: {problem['msg']}"
    if problem["type"] == "extra_forbidden":
        known = _all_keys(model)
        misplaced = "it has its place in another part of the file: move it there, or take it out"
        message += f": {misplaced if location[-1] in known else did_you_mean(str(location[-1]), known)}"
    if problem["type"] == "model_type":
        message += f": {', '.join(_properties(model)[problem['ctx']['class_name']])}"
    return file.finding(location, message)


def _name(location: Location) -> str:
    if location[-1:] == ("[key]",):
        return "a key"
    keys = [part for part in location if isinstance(part, str)]
    return f"'{keys[-1]}'" if keys else "the file"


def _text_wanted(location: Location, problem: Any) -> str:
    given = problem["input"]
    if given is None:
        return f"{_name(location)} has nothing after it: write it or take it out"
    shown = "a list" if isinstance(given, list) else "yes or no to YAML" if isinstance(given, bool) else f"'{given}'"
    return f"{_name(location)} must be text but is {shown}: put it in quotes"


def _pattern(location: Location, problem: Any) -> str:
    hints = {
        "id": "lower-case letters, digits and single hyphens",
        "contact": "a link that starts with https:// or mailto:",
        "email": "an address such as hello@clinic.example",
        "booking": "a link that starts with https://",
        "privacy": "a link that starts with https://",
        "logo": "a link that starts with https:// or, on the same server, with /",
    }
    name = _name(location)
    wanted = hints.get(name.strip("'"), hints["id"])
    return f"{name} is '{problem['input']}': use {wanted}"


_EXPLANATIONS: dict[str, Callable[[Location, Any], str]] = {
    "missing": lambda at, _: f"{_name(at)} is missing: add it",
    "extra_forbidden": lambda at, _: f"unknown key {_name(at)}",
    "string_type": _text_wanted,
    "string_too_short": lambda at, _: f"{_name(at)} is blank: write it or take it out",
    "string_too_long": lambda at, p: f"{_name(at)} is longer than {p['ctx']['max_length']} characters: shorten it",
    "string_pattern_mismatch": _pattern,
    "value_error": lambda at, p: f"{_name(at)} {p['ctx']['error']}",
    "tuple_type": lambda at, _: f"{_name(at)} must be a list: put '- ' before each item",
    "dict_type": lambda at, _: f"{_name(at)} must be a mapping of keys and values",
    "model_type": lambda at, _: f"{_name(at)} must be a mapping of keys and values",
    "date_type": lambda at, p: f"{_name(at)} is '{p['input']}': write a date as YYYY-MM-DD, without quotes",
    "too_short": lambda at, p: f"{_name(at)} needs at least {p['ctx']['min_length']}: add one",
    "too_long": lambda at, p: f"{_name(at)} has more than {p['ctx']['max_length']}: take some out",
    "literal_error": lambda at, p: f"{_name(at)} is '{p['input']}': use {p['ctx']['expected']}",
}


def _properties(model: type[BaseModel]) -> dict[str, list[str]]:
    """Return the keys of a model and of all models in it, by the name of each."""
    schema = model.model_json_schema()
    parts = {model.__name__: schema, **schema.get("$defs", {})}
    return {name: list(part.get("properties", {})) for name, part in parts.items()}


def _all_keys(model: type[BaseModel]) -> set[str]:
    return {key for keys in _properties(model).values() for key in keys}


def _keys(model: type[BaseModel]) -> str:
    return ", ".join(f"'{key}'" for key, info in model.model_fields.items() if info.is_required())
