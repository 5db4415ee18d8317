"""The clinic's knowledge as the bot serves it: intents with their caveats' texts, topics, lexicon and fixed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from bot.content.canned import CannedResponses
from bot.content.clinic import Clinic
from bot.content.model import LexiconFile
from bot.content.placeholders import fill
from bot.errors import Diagnostic, Severity
from bot.text import match_key, sentences

ENOUGH_UTTERANCES = 20  # with fewer utterances, an intent is learnt from its answer too


class Kind(StrEnum):
    """What sort of reply it is; the widget and outside programs go by it.

    OUT_OF_SCOPE is the kind of intents alone: they are replied to with a FALLBACK.
    """

    ANSWER = "answer"
    CLARIFY = "clarify"
    HANDOFF = "handoff"
    FALLBACK = "fallback"
    URGENT = "urgent"
    SMALLTALK = "smalltalk"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def replies(self) -> bool:
        """Whether it replies to a question: by its answer, or by who answers it."""
        return self in (Kind.ANSWER, Kind.HANDOFF)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer's facts stand: a document's name and title, the heading of its section, and where to read it."""

    document: str
    title: str
    section: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: a file and its line, from 1."""

    path: Path
    line: int

    def finding(
        self, message: str, severity: Severity = Severity.ERROR, sort: str = "", rank: float = 0.0
    ) -> Diagnostic:
        """Return a finding here."""
        return Diagnostic(self.path, self.line, message, severity, sort, rank)


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that visitors ask, and the clinic's reply to it.

    `answer` is as it was written; Knowledge.fill puts the clinic's words into it. `reviewed` and `due` are None where
    nobody has reviewed it. `is_comparison` says that it sets topics beside each other, `is_shipped`
    that all of it is the language pack's. The language pack's `stand_in` is served until a draft in its place is.
    """

    id: str
    kind: Kind
    topic: str
    aspects: tuple[str, ...]
    question: str
    examples: tuple[str, ...]
    answer: str
    caveat_ids: tuple[str, ...]
    caveats: tuple[str, ...]
    sources: tuple[Source, ...]
    follow_ups: tuple[str, ...]
    role: str | None
    is_comparison: bool
    reviewer: str
    reviewed: date | None
    due: date | None
    is_shipped: bool
    review_place: Place
    place: Place
    example_places: tuple[Place, ...]
    stand_in: str = ""

    @property
    def utterances(self) -> tuple[str, ...]:
        """All that the matcher learns from: the question and its examples."""
        return (self.question, *self.examples)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation can be about, the wider topic around it, and how visitors name it.

    `otherwise` is the intent that replies to what the texts say of other topics, but not of this one. The role
    'comparison' is that of answers that set topics beside each other.
    """

    id: str
    title: str
    parent: str | None
    names: tuple[str, ...]
    otherwise: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Knowledge:
    """All that the bot knows. `version` is a hash of the files that it was read from.

    `drafts` are not served: they wait for a person to write and to review them. They are learnt all the same, so that
    no other intent takes what they ask, but that which stands in for them.
    """

    intents: dict[str, Intent]
    drafts: tuple[Intent, ...]
    topics: dict[str, Topic]
    clinic: Clinic
    responses: CannedResponses
    lexicon: LexiconFile
    caveats: dict[str, str]
    version: str
    folder: Path = field(compare=False)

    @cached_property
    def by_question(self) -> dict[str, Intent]:
        """Intents by the question as the clinic puts it."""
        return {intent.question: intent for intent in self.intents.values()}

    def served(self, ids: Iterable[str]) -> tuple[Intent, ...]:
        """Return the intents with these `ids` that are served, in that order."""
        return tuple(self.intents[i] for i in ids if i in self.intents)

    @cached_property
    def learnt(self) -> dict[str, Intent]:
        """All intents that the matcher tells apart: those that are served, and drafts as what is not answered yet."""
        decoys = (
            replace(draft, kind=Kind.OUT_OF_SCOPE, answer="", follow_ups=(), role=None)
            for draft in self.drafts
            if not draft.stand_in
        )
        return {**{decoy.id: decoy for decoy in decoys}, **self.intents}

    @cached_property
    def examples(self) -> list[tuple[str, str]]:
        """What the matcher learns: utterances with their intents' ids, and beside a few the sentences of the answer,
        which speak of what these do not. Of a draft, utterances alone, but for those that are served.
        """
        served = [(text, intent.id) for intent in self.intents.values() for text in self._taught_by(intent)]
        known = {match_key(text) for text, _ in served}
        drafted = [(text, draft.stand_in or draft.id) for draft in self.drafts for text in draft.utterances]
        return [*served, *((text, label) for text, label in drafted if match_key(text) not in known)]

    def _taught_by(self, intent: Intent) -> Iterator[str]:
        yield from intent.utterances
        if intent.kind is Kind.ANSWER and len(intent.utterances) < ENOUGH_UTTERANCES:
            yield from sentences(self.fill(intent.answer))

    def fill(self, line: str) -> str:
        """Return `line` with the clinic's own words in place of {clinic}, {phone} and the like."""
        return fill(line, self._values)

    @cached_property
    def _values(self) -> dict[str, str | None]:
        return self.clinic.placeholders

    def root(self, topic: str) -> str:
        """Return the widest topic around `topic`: the treatment that it belongs to."""
        while (parent := self.topics[topic].parent) is not None:
            topic = parent
        return topic
