"""Add to intent files as a careful person would: what is added stands there then, and nothing else has changed."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import process

from bot.content.knowledge import Place
from bot.content.load import topic_files
from bot.content.yaml_file import YamlFile, parse_yaml, read_yaml, scalar
from bot.errors import BotError, IntentsError
from bot.text import normalise

LONGEST = 1_000  # characters of an utterance
_BY_HAND = "nothing can be added to these examples as they are written: put each on a line after '- '"
_ITEM = re.compile(r"\s*-[ \t]+")


class EditError(BotError):
    """What was to be added cannot be, and why; nothing was written."""


@dataclass(frozen=True, slots=True)
class WrittenIntent:
    """An intent as it stands in a file, the `number`-th there (from 0); drafts are entries too."""

    id: str
    file: YamlFile
    number: int
    data: dict[str, Any]

    @property
    def utterances(self) -> Iterator[tuple[str, Place]]:
        """The question and the examples, each with its place."""
        at = ("intents", self.number)
        yield str(self.data.get("question", "")), Place(self.file.path, self.file.line((*at, "question")))
        for number, text in enumerate(self.examples):
            yield str(text), Place(self.file.path, self.file.line((*at, "examples", number)))

    @property
    def examples(self) -> list[Any]:
        """Its utterance examples."""
        found = self.data.get("examples")
        return found if isinstance(found, list) else []


def all_entries(folder: Path) -> list[WrittenIntent]:
    """All intents in the files of `folder`, drafts included. Raises IntentsError where a file cannot be read."""
    return [entry for path in topic_files(folder) for entry in _entries(read_yaml(path))]


def _entries(file: YamlFile) -> Iterator[WrittenIntent]:
    intents = file.data.get("intents") if isinstance(file.data, dict) else None
    for number, data in enumerate(intents if isinstance(intents, list) else []):
        if isinstance(data, dict):
            yield WrittenIntent(str(data.get("id", "")), file, number, data)


def find_utterance(entries: Sequence[WrittenIntent], text: str) -> tuple[WrittenIntent, Place] | None:
    """The intent that has `text`, however it is written there, as its question or an example, and where."""
    wanted = normalise(text)
    found = ((entry, place, said) for entry in entries for said, place in entry.utterances)
    return next(((entry, place) for entry, place, said in found if normalise(said) == wanted), None)


def add_examples(folder: Path, intent: str, texts: Sequence[str]) -> list[Place]:
    """Write `texts` after the examples of `intent`, and give the line of each. All else stays byte for byte.

    Raises EditError, and writes nothing, where that cannot be done; IntentsError where a file cannot be read.
    """
    entries = all_entries(folder)
    entry = _named(entries, intent)
    tidied = list(dict.fromkeys(" ".join(text.split()) for text in texts))
    for text in tidied:
        _refuse(entries, text)
    path = entry.file.path
    before = path.read_bytes()
    after = before.decode("utf-8")
    if _data(path, after) != entry.file.data:
        raise EditError(f"{path} has just been changed by somebody else: try again")
    places = []
    for text in tidied:
        after, line = _with_example(path, after, entry.number, text)
        places.append(Place(path, line))
    replace_file(path, before, after.encode("utf-8"))
    return places


def _named(entries: Sequence[WrittenIntent], intent: str) -> WrittenIntent:
    known = {entry.id: entry for entry in entries}
    if intent in known:
        return known[intent]
    likest = process.extractOne(intent, list(known), score_cutoff=60)
    raise EditError(f"there is no intent '{intent}'{f': did you mean {likest[0]}?' if likest else ''}")


def _refuse(entries: Sequence[WrittenIntent], text: str) -> None:
    if not text:
        raise EditError("there is no text to add")
    if len(text) > LONGEST:
        raise EditError(f"'{text[:40]}…' is longer than {LONGEST:,} characters: shorten it")
    if found := find_utterance(entries, text):
        entry, place = found
        raise EditError(f"'{text}' stands already in '{entry.id}' ({place.path}:{place.line})")


def _with_example(path: Path, content: str, number: int, text: str) -> tuple[str, int]:
    """The file's content with `text` as one more example of its intent `number`, and the line where that stands."""
    before = parse_yaml(path, content.removeprefix("\ufeff"))
    at = ("intents", number, "examples")
    by_hand = f"{path}:{before.line(at)}: {_BY_HAND}"
    last = before.lines.get((*at, len(before.data["intents"][number].get("examples") or []) - 1))
    lines = content.splitlines(keepends=True)  # as YAML counts lines
    marker = _ITEM.match(lines[last - 1]) if last else None
    if last is None or marker is None:
        raise EditError(by_hand)
    end = _end(lines, last, len(marker[0].rstrip()))
    changed = "".join(_inserted(lines, end, marker[0] + scalar(text)))
    wanted = deepcopy(before.data)
    wanted["intents"][number]["examples"].append(text)
    if _data(path, changed) != wanted:
        raise EditError(by_hand)
    return changed, end + 1


def _end(lines: Sequence[str], start: int, indent: int) -> int:
    """The last line (from 1) of the item that begins on line `start`: what follows it is indented further."""
    end = start
    for number, line in enumerate(lines[start:], start + 1):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            break
        if line.strip():
            end = number
    return end


def _inserted(lines: Sequence[str], after: int, line: str) -> list[str]:
    """The lines with one more after line `after` (from 1), which ends as the others do."""
    previous = lines[after - 1]
    ending = previous[len(previous.rstrip("\r\n")) :]
    if ending:
        return [*lines[:after], line + ending, *lines[after:]]
    return [*lines[:after], ("\r\n" if lines[0].endswith("\r\n") else "\n") + line]


def _data(path: Path, content: str) -> Any:
    try:
        return parse_yaml(path, content.removeprefix("\ufeff")).data
    except IntentsError:
        return None


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before` (empty for a new file), whole or not at all, for the same users to read.

    Raises EditError where somebody else was quicker.
    """
    real = path.resolve()
    unfinished = real.with_name(f".{real.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if (real.read_bytes() if real.exists() else b"") != before:
            raise EditError(f"{path} has just been changed by somebody else: try again")
        if real.exists():
            _like(real, unfinished)
        os.replace(unfinished, real)
    finally:
        unfinished.unlink(missing_ok=True)


def _like(model: Path, file: Path) -> None:
    """Give `file` the mode of `model`, and its owner where that is allowed."""
    shutil.copymode(model, file)
    with suppress(PermissionError):
        os.chown(file, model.stat().st_uid, model.stat().st_gid)
