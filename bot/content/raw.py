"""Intents of the topic files as raw data, drafts and what is at fault included: what editors' tools show and change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.folder import topic_files
from bot.content.knowledge import Place
from bot.content.yaml_file import YamlFile, read_yaml
from bot.text import normalise


@dataclass(frozen=True, slots=True)
class RawIntent:
    """An intent as it stands in a file, the `number`-th there (from 0), in whatever form that is."""

    id: str
    file: YamlFile
    number: int
    data: dict[str, Any]

    @property
    def utterances(self) -> Iterator[tuple[str, Place]]:
        """The question and the examples, each with its place."""
        yield str(self.data.get("question", "")), self.place("question")
        for number, text in enumerate(self.examples):
            yield str(text), self.place("examples", number)

    @property
    def examples(self) -> list[Any]:
        """Its utterance examples."""
        found = self.data.get("examples")
        return found if isinstance(found, list) else []

    def place(self, *at: str | int) -> Place:
        """Return where a field of it stands, or a part of one."""
        return Place(self.file.path, self.file.line(("intents", self.number, *at)))


def raw_intents(file: YamlFile) -> Iterator[RawIntent]:
    """Yield the intents of one topic file; what is no mapping is passed over."""
    intents = file.data.get("intents") if isinstance(file.data, dict) else None
    for number, data in enumerate(intents if isinstance(intents, list) else []):
        if isinstance(data, dict):
            yield RawIntent(str(data.get("id", "")), file, number, data)


def read_raw_intents(folder: Path) -> list[RawIntent]:
    """Return all intents in the files of `folder`, drafts included. Raises IntentsError where a file cannot be read."""
    return [entry for path in topic_files(folder) for entry in raw_intents(read_yaml(path))]


def find_utterance(entries: Sequence[RawIntent], text: str) -> tuple[RawIntent, Place] | None:
    """Return the intent that has `text`, however it is written there, as its question or an example, and where."""
    wanted = normalise(text)
    found = ((entry, place, said) for entry in entries for said, place in entry.utterances)
    return next(((entry, place) for entry, place, said in found if normalise(said) == wanted), None)
