"""Intents as editors see them, and the changes to those in service that wait, each in a file of its own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from bot.content import Kind
from bot.content.files import content_of, replace_file
from bot.content.layout import Fields
from bot.content.model import UNWRITTEN, as_list
from bot.content.raw import RawIntent
from bot.content.yaml_file import parse_yaml, read_yaml
from bot.editing.history import PENDING, History
from bot.editing.users import User


class State(StrEnum):
    """How far the newest wording of an intent has come."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Item:
    """An intent as editors see it: `data` is its newest wording, `served` what patients get (None for a draft).

    `by` and `on` say who saved a change that waits, and when; it is outdated where the topic file was changed since.
    """

    id: str
    entry: RawIntent
    data: dict[str, Any]
    served: dict[str, Any] | None
    state: State
    by: str = ""
    on: date | None = None
    is_outdated: bool = False

    @property
    def topic(self) -> str:
        """What its topic is called."""
        return str(self.entry.file.data["title"])

    @property
    def is_answer(self) -> bool:
        """Whether patients get it as an answer, rather than being sent to the clinic's people."""
        return str(self.entry.file.data.get("kind", Kind.ANSWER)) == Kind.ANSWER

    @property
    def review(self) -> dict[str, Any]:
        """Who reviewed it, when, and when it is due again: its own, or its file's; what nobody said is left out."""
        found: dict[str, Any] | None = self.data.get("reviewed") or self.entry.file.data.get("reviewed")
        return found or {}

    @property
    def is_waiting(self) -> bool:
        """Whether there is something for a reviewer to publish."""
        return self.state is not State.PUBLISHED

    @property
    def is_unwritten(self) -> bool:
        """Whether its answer is still to be written."""
        return any(text.startswith(UNWRITTEN) for text in as_list(self.data.get("answer", "")))

    @property
    def version(self) -> str:
        """A mark of its newest wording, by which a save knows what it was made from."""
        return data_version(self.data)


class Pending:
    """The changes of a folder that wait for a reviewer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def item(self, entry: RawIntent) -> Item:
        """Return an intent with the change that waits for it, if there is one."""
        is_draft = entry.data.get("status", "live") != "live"
        served = None if is_draft else entry.data
        path = self._path(entry.id)
        if not path.is_file():
            return Item(entry.id, entry, entry.data, served, State.DRAFT if is_draft else State.PUBLISHED)
        waiting = read_yaml(path).data
        state, by, on = State(waiting["state"]), waiting["by"], waiting["on"]
        is_outdated = waiting["of"] != data_version(entry.data)
        return Item(entry.id, entry, waiting["intent"], served, state, by, on, is_outdated)

    def keep(self, item: Item, state: State, data: Fields, person: User) -> None:
        """Write a change to an intent, which somebody made today."""
        kept = {"by": person.name, "on": date.today(), "of": data_version(item.entry.data)}
        self._write(item.id, {"state": str(state), **kept, "intent": dict(data)})

    def carry(self, item: Item, entry: RawIntent, data: Fields) -> None:
        """Have a change that waits say `data` of what is now `entry`, as who saved it did on that day."""
        if self._path(item.id).is_file():
            record = read_yaml(self._path(item.id)).data
            of = record["of"] if item.is_outdated else data_version(entry.data)
            self._write(item.id, {**record, "of": of, "intent": dict(data)})

    def _write(self, intent: str, record: Fields) -> None:
        path = self._path(intent)
        path.parent.mkdir(exist_ok=True)
        text = yaml.safe_dump(dict(record), allow_unicode=True, sort_keys=False, width=120)
        replace_file(path, content_of(path), text.encode())

    def forget(self, intent: str) -> None:
        """Drop the change to an intent, if there is one."""
        self._path(intent).unlink(missing_ok=True)

    def at(self, history: History, commit: str, name: str, intent: str) -> dict[str, Any] | None:
        """Return the newest wording of an intent of the file `name` as a commit left it."""
        waiting = history.file(commit, f"{PENDING}/{intent}.yaml")
        if waiting is not None:
            found: dict[str, Any] = parse_yaml(self._path(intent), waiting.decode()).data["intent"]
            return found
        return self.served_at(history, commit, name, intent)

    def served_at(self, history: History, commit: str, name: str, intent: str) -> dict[str, Any] | None:
        """Return what the file `name` said of an intent as a commit left it; None where it did not have it."""
        content = history.file(commit, name)
        data = parse_yaml(self.folder / name, content.decode("utf-8-sig")).data if content else {}
        return next((entry for entry in data.get("intents") or () if entry.get("id") == intent), None)

    def _path(self, intent: str) -> Path:
        return self.folder / PENDING / f"{intent}.yaml"


def data_version(data: Fields) -> str:
    """Return a mark of what an intent says, whoever reviewed that; by it a save knows what it was made from."""
    said = {key: value for key, value in data.items() if key != "reviewed"}
    return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()[:16]
