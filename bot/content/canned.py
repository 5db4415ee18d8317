"""The bot's own lines: all that it says besides intents, and the file they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, create_model

from bot.content.model import Alternatives, Line, Model

Reached = Literal["phone", "emergency_number", "crisis_line", "email", "contact", "booking"]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


@dataclass(frozen=True, slots=True)
class CannedResponses:
    """Every line that the bot can say besides what intents say, as it was written: Knowledge.fill fills it in.

    `languages` maps a language (ISO 639-1) to the line in it that says that the bot answers in English, `actions` to
    what buttons say in it, by the key of clinic.yaml that says whom each reaches.
    """

    notice: str
    clarify: str
    missing: str
    few_examples: str
    none_of_these: str
    fallback: str
    ask_people: str
    multi: str
    left: str
    personal_details: str
    next_best: str
    say_more: str
    open_on: str
    closed_on: str
    nothing_more: str
    languages: Mapping[str, str]
    actions: Mapping[str, Mapping[str, str]]


_BY_LANGUAGE = ("languages", "actions")
_LINES = tuple(field.name for field in fields(CannedResponses) if field.name not in _BY_LANGUAGE)


class CannedFile(Model):
    """phrases.yaml: the bot's own lines. A clinic's file holds those alone that it wants otherwise."""

    languages: dict[Language, Alternatives] = Field(
        {}, description="for each language, that the bot answers in English"
    )
    actions: dict[Language, dict[Reached, Line]] = Field(
        {}, description="for each language, what the buttons say, by the key of clinic.yaml that they reach"
    )


_OPTIONAL: dict[str, Any] = {name: (Alternatives, Field((), validate_default=False)) for name in _LINES}
CANNED_FORM: type[CannedFile] = create_model("CannedFile", __base__=CannedFile, __doc__=CannedFile.__doc__, **_OPTIONAL)


def canned_responses(own: CannedFile, pack: CannedFile, choose: Callable[[Sequence[str], str], str]) -> CannedResponses:
    """Return the lines of `own`, and those of `pack` where it has none.

    `choose` picks one of a line's texts, given the line's name."""
    lines = {name: choose(getattr(own, name) or getattr(pack, name), name) for name in _LINES}
    spoken = {**pack.languages, **own.languages}
    return CannedResponses(
        **lines,
        languages={name: choose(texts, name) for name, texts in spoken.items()},
        actions={name: _labels(own, pack, name, choose) for name in {**pack.actions, **own.actions}},
    )


def _labels(
    own: CannedFile, pack: CannedFile, language: str, choose: Callable[[Sequence[str], str], str]
) -> dict[str, str]:
    """Return what the buttons say in one language, by the key of clinic.yaml that each reaches."""
    labels = [*pack.actions.get(language, {}).items(), *own.actions.get(language, {}).items()]
    return {key: choose([text], "actions") for key, text in labels}
