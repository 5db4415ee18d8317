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
from bot.documents import Document, read_documents
from bot.editing.workspace import text_version
from bot.errors import BotError, Diagnostic
from bot.grounding import ground, read_record

ASIDE = ".removed"  # the folder within that of the documents where those are kept that were removed


@dataclass(frozen=True, slots=True)
class Cited:
    """A section that an answer cites: what it is called, and its paragraphs (none where it is not there)."""

    document: str
    section: str
    paragraphs: tuple[str, ...]


class Library:
    """The documents in `folder`, read anew when a file there changes. Without the folder, there are none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problem = ""
        self._stamp: Stamp = ()
        self._documents: Mapping[str, Document] = {}
        self._reading = threading.Lock()

    def documents(self) -> Mapping[str, Document]:
        """Return all documents by name. What cannot be read is said in `problem`."""
        with self._reading:
            now = self._seen()
            if now != self._stamp:
                self._stamp = now
                self._documents, self.problem = self._read()
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

    def _seen(self) -> Stamp:
        if not self.folder.is_dir():
            return ()
        return stamp(path for path in self.folder.iterdir() if path.is_file() and not path.name.startswith("."))

    def _read(self) -> tuple[Mapping[str, Document], str]:
        if not self._stamp:
            return {}, ""
        try:
            return read_documents(self.folder), ""
        except BotError as error:
            return {}, str(error)
