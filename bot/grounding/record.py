"""The record of the documents' sections as they were at review: the hash of each, and its last change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.content.files import content_of, replace_file
from bot.documents import Document, Section
from bot.errors import BotError
from bot.text import normalise

FILE_NAME = "grounding.lock"  # beside the intents, but no .yaml: it is no intent file, and changes no answer


@dataclass(frozen=True, slots=True)
class Recorded:
    """A section's hash, and the day on which a change of it was recorded; None where none was."""

    hash: str
    changed: date | None = None


Record = Mapping[tuple[str, str], Recorded]


def read_record(folder: Path) -> Record | None:
    """The record in `folder`, by document and section (in lower case); None where there is none yet.

    Raises BotError where it is not as it was written.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return None
    try:
        sections: dict[str, dict[str, dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))["documents"]
        return {
            (document, name): Recorded(entry["hash"], _day(entry.get("changed")))
            for document, names in sections.items()
            for name, entry in names.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BotError(f"{path}: cannot be read: take it back from your copy, or delete it and record anew") from None


def write_record(folder: Path, documents: Iterable[Document], today: date) -> Path:
    """Record the sections of `documents` as they are now; what is recorded of others stays.

    A section that has changed since the last record is noted as changed `today`.
    """
    record = dict(read_record(folder) or {})
    for document in documents:
        now = {(document.name, normalise(section.name)): section_hash(section) for section in document.sections}
        changed = {key: _recorded(record.get(key), found, today) for key, found in now.items()}
        record = {key: entry for key, entry in record.items() if key[0] != document.name} | changed
    return _write(folder, record)


def rename_in_record(folder: Path, old: str, new: str) -> None:
    """Have what is recorded of the document `old` be known as that of `new`; nothing where there is no record."""
    if record := read_record(folder):
        _write(folder, {(new if name == old else name, section): one for (name, section), one in record.items()})


def _write(folder: Path, record: Record) -> Path:
    sections: dict[str, dict[str, dict[str, str]]] = {}
    for (document, name), one in record.items():
        changed = {"changed": one.changed.isoformat()} if one.changed else {}
        sections.setdefault(document, {})[name] = {"hash": one.hash, **changed}
    path = folder / FILE_NAME
    text = json.dumps({"documents": sections}, indent=1, ensure_ascii=False) + "\n"
    replace_file(path, content_of(path), text.encode())
    return path


def section_hash(section: Section) -> str:
    """A hash of what the section says: 12 hexadecimal digits, the same however its lines are broken."""
    said = " ".join(normalise(statement.text) for statement in section.statements)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def changed_on(record: Record, document: Document, section: Section, today: date) -> date | None:
    """The day since which answers that rest on the section are to be reviewed again, None where nothing changed.

    A change that is not recorded yet is of `today`. A section that is new to the record counts as unchanged.
    """
    recorded = record.get((document.name, normalise(section.name)))
    if recorded is None:
        return None
    return recorded.changed if recorded.hash == section_hash(section) else today


def _recorded(before: Recorded | None, now: str, today: date) -> Recorded:
    return Recorded(now, today if before and before.hash != now else before.changed if before else None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
