"""The clinic's documents beside its answers: their own words, what an answer may cite, and what grounding finds."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.content import Knowledge
from bot.content.stamp import Stamp, stamp
from bot.documents import Document
from bot.documents.reading import document_files
from bot.documents.shelf import SECONDS, kept, place, put
from bot.editing.workspace import text_version
from bot.errors import BotError, Diagnostic
from bot.grounding import ground, read_record
from web.bounded import run_bounded, turn
from web.processes import module, shared_folder

TOO_MUCH = "cannot be read: it is damaged, or takes too much time or memory: split it, or draft from it at the terminal"
ASIDE = ".removed"  # the folder within that of the documents where those are kept that were removed


@dataclass(frozen=True, slots=True)
class Cited:
    """A section that an answer cites: what it is called, and its paragraphs (none where it is not there)."""

    document: str
    section: str
    paragraphs: tuple[str, ...]


class Library:
    """The documents in `folder`, read anew when a file there changes. Without the folder, there are none.

    They are read in a process that ends, for all processes of the server: what strangers wrote may take all memory, or
    no end.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem = ""
        self._stamp: Stamp = ()
        self._documents: Mapping[str, Document] = {}
        self._reading = threading.Lock()
        turn()
        self._shelf = shared_folder("documents", in_memory=True)

    def documents(self) -> Mapping[str, Document]:
        """Return all documents by name. What is wrong with others is said in `problem`. Raises BusyError."""
        with self._reading:
            now = self._seen()
            if now != self._stamp:
                self._documents, self.problem = self._read()
                self._stamp = now
            return self._documents

    def version(self) -> str:
        """Return a mark of the documents, which changes when one of their files does."""
        return text_version(repr(self._seen()).encode())

    def sections(self) -> list[str]:
        """Return all that can be cited, each as "document: section"."""
        return [f"{name}: {part.name}" for name, found in self.documents().items() for part in found.sections]

    def cited(self, sources: Sequence[Mapping[str, Any]]) -> list[Cited]:
        """Return the sections that `sources` name, in the documents' own words."""
        documents = self.documents()
        found = []
        for source in sources:
            document = documents.get(str(source["document"]))
            sections = document.sections_named(str(source["section"])) if document else ()
            paragraphs = tuple(line for section in sections for line in section.text.splitlines())
            found.append(Cited(document.title if document else str(source["document"]), source["section"], paragraphs))
        return found

    def findings(self, knowledge: Knowledge, intent: str) -> list[Diagnostic]:
        """Return what grounding finds in one answer of `knowledge`."""
        documents = self.documents()
        if not documents:
            return []
        one = replace(knowledge, intents={intent: knowledge.intents[intent]})
        grounded = ground(one, documents, read_record(knowledge.folder), date.today())
        found = (found for found in grounded.diagnostics if f"'{intent}'" in found.message)
        return [replace(one, message=one.message.replace(f"{self.folder}/", "")) for one in found]

    def put_aside(self, file: str) -> None:
        """Take the document in this file out of the library. It is kept, so that it can be brought back."""
        self.copy_aside(file)
        (self.folder / Path(file).name).unlink()

    def copy_aside(self, file: str) -> None:
        """Keep the document in this file as it is, so that it can be brought back when it has changed."""
        name, aside = Path(file).name, self.folder / ASIDE
        aside.mkdir(exist_ok=True)
        shutil.copy2(self.folder / name, aside / name)

    def bring_back(self, file: str) -> None:
        """Put a document back as it was put aside last, in the place of one that has its name now.

        Raises BotError where none of that name was put aside.
        """
        kept = self.folder / ASIDE / Path(file).name
        if not kept.is_file():
            raise BotError("That document is not kept any more.")
        kept.replace(self.folder / kept.name)

    def rename(self, before: str, after: str) -> None:
        """Call the file `before` of a document `after`. Raises BotError where another has that name."""
        old, new = self.folder / Path(before).name, self.folder / Path(after).name
        if new.exists() and not new.samefile(old):
            raise BotError(f"Another document is called {new.name} already: choose another name.")
        old.rename(new)

    def _seen(self) -> Stamp:
        if not self.folder.is_dir():
            return ()
        return stamp(path for path in self.folder.iterdir() if path.is_file() and not path.name.startswith("."))

    def _read(self) -> tuple[Mapping[str, Document], str]:
        """Return the documents by name, and what is wrong with the others, a line each."""
        documents: dict[str, Document] = {}
        problems: list[str] = []
        for outcome in self._outcomes():
            if isinstance(outcome, str):
                problems.append(outcome.replace(f"{self.folder.resolve()}/", ""))
            elif first := documents.get(outcome.name):
                problems.append(f"{outcome.path.name} would be cited as '{outcome.name}', as {first.path.name} is")
            else:
                documents[outcome.name] = outcome
        return documents, "\n".join(problems)

    def _outcomes(self) -> list[Document | str]:
        """Return what became of reading each document, of which those that are new are read first.

        One process reads them all, or else another goes on after the one at which it ended. Raises BusyError.
        """
        files = document_files(self.folder.resolve()) if self.folder.is_dir() else []
        while new := [path for path in files if not place(self._shelf, path).exists()]:
            run_bounded(module("bot.documents.shelf", self._shelf, *new), SECONDS * len(new))
            if ended_at := next((path for path in new if not place(self._shelf, path).exists()), None):
                put(self._shelf, ended_at, f"{ended_at}: {TOO_MUCH}")
        places = {place(self._shelf, path) for path in files}
        for old in set(self._shelf.glob("[!.]*")) - places:
            old.unlink(missing_ok=True)
        return [kept(self._shelf, path) for path in files]
