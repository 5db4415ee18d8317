"""Load a clinic's folder: every problem in it is found, and none of it is served while one remains."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.content.build import Chooser, IntentBuilder
from bot.content.canned import CANNED_FORM, canned_responses
from bot.content.clinic import Clinic
from bot.content.folder import special_file, version_of
from bot.content.knowledge import Knowledge, Place
from bot.content.links import Links, joined_topics
from bot.content.model import CaveatsFile, LexiconFile
from bot.content.pack import fitted, read_pack
from bot.content.parsed import ParsedIntent
from bot.content.reader import FolderReader, distinct_intents
from bot.content.rules import intent_problems, shared_utterances
from bot.content.yaml_file import read_yaml
from bot.errors import Diagnostic, IntentsError

MAX_STARTERS = 4


def load_intents(folder: Path) -> Knowledge:
    """Read the clinic's files in `folder`, joined to the language pack. Raises IntentsError with every finding."""
    return _Loading(folder).knowledge()


def written_caveats(folder: Path) -> dict[str, str]:
    """Return the caveats that an answer in `folder` can name, as they are written; none where they cannot be read."""
    own = FolderReader(folder).special("caveats", CaveatsFile, is_optional=True)
    return {**read_pack().caveats.caveats, **(own.caveats if own else {})}


def own_caveats(folder: Path) -> dict[str, Place]:
    """Return where each caveat of the clinic in `folder` itself stands; none where it has no file of them."""
    path = special_file(folder, "caveats")
    if not path.exists():
        return {}
    file = read_yaml(path)
    return {name: Place(path, file.line(("caveats", name))) for name in file.data.get("caveats", ())}


class _Loading:
    """The state of one loading: what has been read, and what was wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.pack = read_pack()
        self.reader = FolderReader(folder)
        self.diagnostics = self.reader.diagnostics
        self.clinic = self.reader.special("clinic", Clinic)
        self.canned = self.reader.special("phrases", CANNED_FORM, is_optional=True)
        self.caveats = self.reader.special("caveats", CaveatsFile, is_optional=True)
        self.lexicon = self.reader.special("lexicon", LexiconFile, is_optional=True)
        self.heads, self.all_sound = self.reader.topics()
        self.own = [self._overriding(intent) for intent in distinct_intents(self.heads, self.diagnostics)]
        self.shipped = list(fitted(self.pack, self.own, self._is_disabled))
        self.topics = joined_topics([*(head for _, head in self.heads), *(i.head for i in self.pack.intents)])
        self.live = {i.id for i in (*self.own, *self.shipped) if i.is_live}

    def _is_disabled(self, intent: str) -> bool:
        return self.clinic is not None and self.clinic.disables(intent)

    def _overriding(self, intent: ParsedIntent) -> ParsedIntent:
        base = next((i for i in self.pack.intents if i.id == intent.id and not self._is_disabled(i.id)), None)
        return intent.overriding(base) if base else intent

    def knowledge(self) -> Knowledge:
        """Return all that was read, joined. Raises IntentsError where anything is wrong."""
        self._check()
        if not (self.clinic and self.canned and self.caveats and self.lexicon):
            raise IntentsError(self.diagnostics)
        chooser = Chooser(self.clinic)
        clinic = self._completed(self.clinic, chooser)
        caveats = {**self.pack.caveats.caveats, **self.caveats.caveats}
        texts = {name: chooser.filled(text, self._place("caveats", "caveats", name)) for name, text in caveats.items()}
        builder = IntentBuilder(chooser, self.topics, texts, self.live, clinic)
        served = [intent for intent in self.own if intent.is_live]
        intents = {intent.id: intent for intent in builder.served(served, self.shipped)}
        drafts = [builder.draft(intent, self._stand_in(intent)) for intent in self.own if not intent.is_live]
        responses = canned_responses(
            self.canned, self.pack.canned, lambda texts, name: chooser.choose(texts, self._place("phrases", name))
        )
        if self.diagnostics or chooser.diagnostics:
            raise IntentsError([*self.diagnostics, *chooser.diagnostics])
        return Knowledge(
            intents=intents,
            drafts=tuple(drafts),
            topics=self.topics,
            clinic=clinic,
            responses=responses,
            lexicon=_joined(self.pack.lexicon, self.lexicon),
            caveats=texts,
            version=version_of(self.reader.folder),
            folder=self.reader.folder,
        )

    def _stand_in(self, draft: ParsedIntent) -> str:
        """Return the id of the pack's intent whose place a draft will take; "" where it takes none."""
        found = self.pack.replaced_by(draft) & {intent.id for intent in self.shipped}
        return draft.id if draft.id in found else min(found, default="")

    def _check(self) -> None:
        known = {*self.pack.caveats.caveats, *self.caveats.caveats} if self.caveats else None
        for intent in self.own:
            self.diagnostics += intent_problems(intent, known)
        self.diagnostics += shared_utterances(self.own)
        if self.clinic and self.all_sound:  # where a file could not be read, what leads into it is not wrong
            self.diagnostics += self._astray(self.clinic)

    def _astray(self, clinic: Clinic) -> Iterator[Diagnostic]:
        links = Links(self.live, {intent.id for intent in self.own} - self.live, self.topics)
        for intent in self.own:
            yield from links.of_intent(intent)
        for file, head in self.heads:
            yield from links.of_topic(file, head)
        file = self.reader.files[special_file(self.reader.folder, "clinic")]
        cited = {source.document for intent in self.own for source in intent.entry.sources}
        yield from links.of_clinic(file, clinic, {intent.id for intent in self.pack.intents}, cited)

    def _completed(self, clinic: Clinic, chooser: Chooser) -> Clinic:
        """Return the clinic's details, its greeting filled in and its first answers as starters where it names none."""
        answers = [intent.id for intent in self.own if intent.is_answer]
        greeting = chooser.filled(clinic.greeting, self._place("clinic", "greeting"))
        return clinic.model_copy(
            update={"greeting": greeting, "starters": clinic.starters or tuple(answers[:MAX_STARTERS])}
        )

    def _place(self, form: str, *location: str) -> Place:
        """Return where `location` stands in the folder's file of that form."""
        path = special_file(self.reader.folder, form)
        file = self.reader.files.get(path)
        return Place(path, file.line(location) if file else 1)


def _joined(pack: LexiconFile, own: LexiconFile) -> LexiconFile:
    """Return both lexicons as one; where they differ, the clinic's own goes before."""
    return own.model_copy(
        update={"meanings": (*pack.meanings, *own.meanings), "spellings": {**pack.spellings, **own.spellings}}
    )
