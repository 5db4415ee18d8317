"""Labelled messages that tools learn from and measure on: files with a JSON object a line, checked as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from bot.content import Knowledge
from bot.content.model import Model
from bot.content.validate import validate
from bot.content.yaml_file import YamlFile
from bot.errors import BotError

Ids = Annotated[tuple[str, ...], Field(strict=False)]
Label = Literal["urgent", "calm", "grey"]


class Message(Model):
    """What somebody wrote, and how soon it needs a human; without a label it is not known."""

    text: str
    label: Label | None = None


class Question(Model):
    """What a visitor asks, in one message `q` or in several `turns` of which the last counts, and the right intents.

    Any of `intents` is right, none where no text answers it. Of several questions, `all` lists the right ones of each.
    """

    q: str = ""
    turns: Ids = ()
    intents: Ids = ()
    all: Annotated[tuple[Ids, ...], Field(strict=False)] = ()
    kind: str = ""

    @property
    def messages(self) -> tuple[str, ...]:
        """The visitor's messages in order, one or more."""
        return self.turns or (self.q,)

    @property
    def right(self) -> tuple[frozenset[str], ...]:
        """The right intents of each question that is asked."""
        return tuple(map(frozenset, self.all)) or (frozenset(self.intents),)


M = TypeVar("M", bound=Model)


def read_messages(paths: Sequence[Path]) -> list[Message]:
    """Return the messages in `paths`, in order. Raises BotError with file, line and fix where a line is none."""
    return [message for path in paths for _, message in _read(path, Message)]


def read_questions(paths: Sequence[Path], knowledge: Knowledge, kinds: Sequence[str] = ()) -> list[Question]:
    """Return the questions in `paths` to the clinic of `knowledge`, in order.

    Each has one of `kinds`, if any are given. Raises BotError with file, line and fix where a line is none.
    """
    questions = []
    for path in paths:
        for number, question in _read(path, Question):
            if problem := _problem(question, knowledge, kinds):
                raise BotError(f"{path}:{number}: {problem}")
            questions.append(question)
    return questions


def _read(path: Path, model: type[M]) -> Iterator[tuple[int, M]]:
    """Yield each line's number, from 1, and what it says; blank ones are passed over."""
    try:
        with path.open(encoding="utf-8") as file:
            yield from (
                (number, _parsed(path, number, line, model)) for number, line in enumerate(file, 1) if line.strip()
            )
    except OSError as error:
        raise BotError(f"{path}: cannot be read ({error.strerror}): name a file with a JSON object a line") from None
    except UnicodeDecodeError:
        raise BotError(f"{path}: is no text in UTF-8: save it as UTF-8") from None


def _parsed(path: Path, number: int, line: str, model: type[M]) -> M:
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise BotError(f"{path}:{number}: is no JSON: write one object a line, in braces") from None
    parsed, diagnostics = validate(YamlFile(path, data, {(): number}), model)
    if parsed is None:
        raise BotError(str(diagnostics[0]))
    return parsed


def _problem(question: Question, knowledge: Knowledge, kinds: Sequence[str]) -> str:
    """Return what is wrong with a question and how to mend it; empty where nothing is."""
    if not question.messages[-1].strip() or (question.q and question.turns):
        return "needs either 'q' with one message or 'turns' with several"
    if kinds and question.kind not in kinds:
        return f"'kind' is '{question.kind}': use one of {', '.join(kinds)}"
    unknown = sorted(frozenset().union(*question.right) - knowledge.learnt.keys())
    return f"there is no intent '{unknown[0]}': name one of the clinic's" if unknown else ""
