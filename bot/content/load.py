"""Load a folder of intent files: every problem in them is found, and none of them is served while one remains."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from bot.content.clinic import Clinic
from bot.content.knowledge import Intent, Kind, Knowledge, Place, Source, Topic
from bot.content.model import UNWRITTEN, CaveatsFile, IntentEntry, LexiconFile, Phrases, TopicFile
from bot.content.validate import validate
from bot.content.yaml_file import Location, YamlFile, read_yaml
from bot.errors import Diagnostic, IntentsError
from bot.text import normalise

# Files with a form of their own. Every other .yaml file in the folder is a topic's.
SPECIAL_FILES = (
    "clinic.yaml",
    "phrases.yaml",
    "caveats.yaml",
    "lexicon.yaml",
)

MAX_STARTERS = 4

M = TypeVar("M", bound=BaseModel)


def load_intents(folder: Path) -> Knowledge:
    """Read, validate and join all files in `folder`. Raises IntentsError with every finding."""
    names = topic_files(folder)
    reading = _Reading(folder)
    clinic = reading.model("clinic.yaml", Clinic)
    phrases = reading.model("phrases.yaml", Phrases)
    caveats = reading.model("caveats.yaml", CaveatsFile)
    lexicon = (
        reading.model("lexicon.yaml", LexiconFile)
        if (folder / "lexicon.yaml").exists()
        else LexiconFile(meanings=(), spellings={})
    )
    read = [reading.topic(path, caveats.caveats if caveats else None) for path in names]
    if clinic and all(read):  # where a file could not be read, what leads into it is not wrong
        reading.check_links(clinic)
    if reading.diagnostics or not (clinic and phrases and caveats and lexicon):
        raise IntentsError(reading.diagnostics)
    live = {intent.id: intent for intent in reading.intents if intent.id not in reading.drafts}
    return Knowledge(
        intents=live,
        drafts=tuple(i for i in reading.intents if i.id in reading.drafts),
        topics=reading.topics,
        clinic=_with_starters(clinic, live.values()),
        phrases=phrases,
        lexicon=lexicon,
        caveats=caveats.caveats,
        version=version_of(folder),
        folder=folder,
    )


def _with_starters(clinic: Clinic, intents: Iterable[Intent]) -> Clinic:
    """Return the clinic's details with the first answers as its starters, where it names none itself."""
    answers = [intent.id for intent in intents if intent.kind is Kind.ANSWER]
    return clinic if clinic.starters else clinic.model_copy(update={"starters": tuple(answers[:MAX_STARTERS])})


def topic_files(folder: Path) -> list[Path]:
    """The topic files of `folder`, sorted. Raises IntentsError where there is no folder, or none in it."""
    if not folder.is_dir():
        raise IntentsError([Diagnostic(folder, 1, "is no folder: give the folder that holds the intent files")])
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name not in SPECIAL_FILES]
    if not paths:
        raise IntentsError([Diagnostic(folder, 1, "holds no intent files: add one that ends in .yaml")])
    return paths


def version_of(folder: Path) -> str:
    """A hash of the content of every YAML file in `folder`: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


@dataclass
class _Reading:
    """The state of one loading: what has been read so far, and what was wrong with it."""

    folder: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    intents: list[Intent] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)
    topics: dict[str, Topic] = field(default_factory=dict)
    files: dict[Path, YamlFile] = field(default_factory=dict)
    follow_up_places: dict[tuple[str, str], Place] = field(default_factory=dict)
    _ids: dict[str, Place] = field(default_factory=dict)
    _utterances: dict[str, tuple[str, Place]] = field(default_factory=dict)

    def model(self, name: str, model: type[M]) -> M | None:
        """The file `name` as `model`; None, and diagnostics, where it is not fit."""
        file = self._read(self.folder / name)
        if file is None:
            return None
        parsed, diagnostics = validate(file, model)
        self.diagnostics += diagnostics
        return parsed

    def _read(self, path: Path) -> YamlFile | None:
        try:
            file = self.files[path] = read_yaml(path)
        except IntentsError as error:
            self.diagnostics += error.diagnostics
            return None
        return file

    def topic(self, path: Path, caveats: dict[str, str] | None) -> bool:
        """Read one topic file and take in its intents; whether that could be done."""
        parsed = self.model(path.name, TopicFile)
        if parsed is None:
            return False
        self._add_topic(parsed)
        for number, entry in enumerate(parsed.intents):
            self._add_intent(self.files[path], parsed, entry, ("intents", number), caveats)
        return True

    def _add_topic(self, parsed: TopicFile) -> None:
        known = self.topics.get(parsed.topic)
        names = (*(known.names if known else ()), *parsed.names)
        title = known.title if known and not parsed.names else parsed.title
        parent = parsed.parent or (known.parent if known else None)
        otherwise = parsed.otherwise or (known.otherwise if known else None)
        self.topics[parsed.topic] = Topic(parsed.topic, title, parent, names, otherwise)

    def _add_intent(
        self, file: YamlFile, parsed: TopicFile, entry: IntentEntry, at: Location, caveats: dict[str, str] | None
    ) -> None:
        place = Place(file.path, file.line((*at, "id")))
        self.diagnostics += self._problems(file, parsed, entry, at, caveats)
        self._claim(entry, file, at, place)
        review = entry.reviewed or parsed.reviewed
        known = caveats or {}
        if entry.status == "draft":
            self.drafts.add(entry.id)
        self.intents.append(
            Intent(
                id=entry.id,
                kind=Kind(parsed.kind),
                topic=parsed.topic,
                aspects=entry.aspect,
                question=entry.question,
                examples=entry.examples,
                answer=entry.answer,
                caveat_ids=entry.caveats,
                caveats=tuple(known[c] for c in entry.caveats if c in known),
                sources=tuple(Source(s.document, s.section) for s in entry.sources),
                follow_ups=entry.follow_ups,
                reviewer=review.by,
                reviewed=review.on,
                due=review.due,
                review_place=Place(file.path, file.line(_review_at(entry, at))),
                place=place,
                example_lines=tuple(file.line((*at, "examples", i)) for i in range(len(entry.examples))),
            )
        )
        for number, other in enumerate(entry.follow_ups):
            self.follow_up_places[entry.id, other] = Place(file.path, file.line((*at, "follow_ups", number)))

    def _problems(
        self, file: YamlFile, parsed: TopicFile, entry: IntentEntry, at: Location, caveats: dict[str, str] | None
    ) -> Iterator[Diagnostic]:
        answers = parsed.kind == "answer" and entry.status == "live"  # a draft may still be without
        if answers and not entry.caveats:
            yield file.finding((*at, "caveats"), f"answer '{entry.id}' has no caveat: name one from caveats.yaml")
        if answers and not entry.sources:
            yield file.finding((*at, "sources"), f"answer '{entry.id}' has no source: name its document and section")
        for number, caveat in enumerate(entry.caveats):
            if caveats is not None and caveat not in caveats:
                yield file.finding(
                    (*at, "caveats", number), f"unknown caveat '{caveat}': write it in caveats.yaml or name another"
                )
        if entry.status == "live" and entry.answer.startswith(UNWRITTEN):
            yield file.finding(
                (*at, "answer"), f"the answer of '{entry.id}' is not written yet: write it, or set 'status: draft'"
            )
        review = entry.reviewed or parsed.reviewed
        if review.due <= review.on:
            yield file.finding(
                _review_at(entry, at), f"due on {review.due} is on or before the review: set a later day"
            )

    def _claim(self, entry: IntentEntry, file: YamlFile, at: Location, place: Place) -> None:
        """Note the id and the utterances as this intent's; an intent may share neither with another."""
        if (first := self._ids.setdefault(entry.id, place)) is not place:
            self._twice(place, f"id '{entry.id}' stands already at {first.path}:{first.line}: rename one of them")
        places = [(entry.question, (*at, "question"))]
        places += [(text, (*at, "examples", i)) for i, text in enumerate(entry.examples)]
        for text, location in places:
            here = Place(file.path, file.line(location))
            owner, first = self._utterances.setdefault(normalise(text), (entry.id, here))
            if first is here:
                continue
            if owner != entry.id:
                self._twice(here, f"'{text}' stands in '{owner}' too ({first.path}:{first.line}): keep it in one")
            elif location[-1] != "question" and first.line != file.line((*at, "question")):
                self._twice(here, f"'{text}' stands twice in '{entry.id}': take one out")

    def _twice(self, place: Place, message: str) -> None:
        self.diagnostics.append(place.finding(message))

    def check_links(self, clinic: Clinic) -> None:
        """Hold follow-ups, parents, starters and the default topic against what exists."""
        live = {intent.id for intent in self.intents} - self.drafts
        for (owner, other), place in self.follow_up_places.items():
            if owner in live and other not in live:
                self._twice(place, f"follow-up '{other}' of '{owner}' {self._astray(other)}")
        self._check_topics(live)
        file = self.files[self.folder / "clinic.yaml"]
        for number, starter in enumerate(clinic.starters):
            if starter not in live:
                self.diagnostics.append(
                    file.finding(("starters", number), f"starter '{starter}' {self._astray(starter)}")
                )
        if clinic.default_topic and clinic.default_topic not in self.topics:
            self.diagnostics.append(file.finding(("default_topic",), f"no file has the topic '{clinic.default_topic}'"))

    def _astray(self, intent: str) -> str:
        """Where a link to an intent that is not served leads, and the mend."""
        where = "to a draft" if intent in self.drafts else "nowhere"
        return f"leads {where}: name an intent that is served"

    def _check_topics(self, live: set[str]) -> None:
        for path, file in self.files.items():
            if path.name in SPECIAL_FILES:
                continue
            otherwise, parent = file.data.get("otherwise"), file.data.get("parent")
            if otherwise is not None and otherwise not in live:
                self.diagnostics.append(file.finding(("otherwise",), f"'{otherwise}' {self._astray(otherwise)}"))
            if parent is None:
                continue
            if parent not in self.topics:
                self.diagnostics.append(file.finding(("parent",), f"no file has the topic '{parent}': mend 'parent'"))
            elif self._is_circular(parent):
                self.diagnostics.append(file.finding(("parent",), f"'{parent}' is its own parent: take 'parent' out"))

    def _is_circular(self, topic: str) -> bool:
        seen: set[str] = set()
        current: str | None = topic
        while current is not None and current not in seen:
            seen.add(current)
            current = self.topics[current].parent if current in self.topics else None
        return current is not None


def _review_at(entry: IntentEntry, at: Location) -> Location:
    """Where the review of an entry stands: its own, or the file's."""
    return (*at, "reviewed") if entry.reviewed else ("reviewed",)
