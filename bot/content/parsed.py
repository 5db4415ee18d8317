"""Intents of the topic files, parsed into models, each with its place; not yet joined to the language pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.knowledge import Place
from bot.content.model import IntentEntry, Review, TopicFile
from bot.content.yaml_file import Location, YamlFile
from bot.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class ParsedIntent:
    """An entry of the topic file `file`, whose head is `head`, at the location `at`; its form is valid.

    `base` is the language pack's intent of the same id, which the entry overrides.
    """

    entry: IntentEntry
    head: TopicFile
    file: YamlFile
    at: Location
    base: ParsedIntent | None = None

    @property
    def id(self) -> str:
        """The intent's id."""
        return self.entry.id

    @property
    def is_live(self) -> bool:
        """Whether it is served."""
        return self.entry.status == "live"

    @property
    def is_answer(self) -> bool:
        """Whether it gives a reviewed answer and is served."""
        return self.head.kind == "answer" and self.is_live

    @property
    def review(self) -> Review | None:
        """Who reviewed it: the entry's own review, else the file's."""
        return self.entry.reviewed or self.head.reviewed

    @property
    def review_place(self) -> Place:
        """Where that stands."""
        own = (*self.at, "reviewed")
        return Place(self.file.path, self.file.line(own if self.entry.reviewed else ("reviewed",)))

    @property
    def own_examples(self) -> Iterator[tuple[str, Place]]:
        """The examples that stand in the entry itself, each with its place."""
        for number, text in enumerate(self.entry.examples):
            yield text, self.place("examples", number)

    def place(self, *location: str | int) -> Place:
        """Return where `location` within the entry stands."""
        return Place(self.file.path, self.file.line((*self.at, *location)))

    def problem(self, message: str, *location: str | int) -> Diagnostic:
        """Return an error at `location` within the entry."""
        return self.file.finding((*self.at, *location), message)

    def overriding(self, base: ParsedIntent) -> ParsedIntent:
        """Return the intent with what it leaves out taken from `base`."""
        given = {name: getattr(self.entry, name) for name in (*self.entry.model_fields_set, "examples")}
        return ParsedIntent(base.entry.model_copy(update=given), self.head, self.file, self.at, base)


def parsed_intents(file: YamlFile, head: TopicFile) -> list[ParsedIntent]:
    """Return the intents that stand in a topic file."""
    return [ParsedIntent(entry, head, file, ("intents", number)) for number, entry in enumerate(head.intents)]
