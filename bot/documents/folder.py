"""Draft whole documents into a folder of intent files, and make that folder one that a bot can be started from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.content.folder import SPECIAL_FILES, special_file, yaml_files
from bot.content.new import TEMPLATE
from bot.content.yaml_file import MAX_BYTES, SafeLoader, read_yaml
from bot.documents.account import Account
from bot.documents.document import Document
from bot.documents.draft_file import Change, is_draft_file, update
from bot.documents.drafts import Draft, Taken, drafts_of
from bot.documents.entries import Entry, read_entries
from bot.errors import BotError
from bot.text import normalise


@dataclass(frozen=True)
class Drafted:
    """What drafting one document did: to which file, how many drafts it gives, what changed, and its account."""

    document: Document
    path: Path
    drafts: tuple[Draft, ...]
    changes: tuple[Change, ...]
    account: Account


def draft_into(folder: Path, documents: Sequence[Document], today: date) -> tuple[list[Drafted], list[Path]]:
    """Draft `documents` into `folder`. Gives what was done to each, and the files that the folder lacked and now has.

    Raises BotError where a file cannot be written or added to; what was written up to then is whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        done = [_draft(folder, document, today) for document in documents]
        return done, list(_completed(folder, done))
    except OSError as error:
        raise BotError(f"{error.filename or folder}: cannot be written: {error.strerror}") from None


def _draft(folder: Path, document: Document, today: date) -> Drafted:
    path = drafts_path(folder, document.name)
    taken = _taken(folder, path)
    drafts, account = drafts_of(document, taken)
    if not drafts and not path.exists():
        return Drafted(document, path, (), (), account)
    text, changes = update(path, document, drafts, account, today)
    _write(path, text)
    return Drafted(document, path, drafts, tuple(changes), account)


def drafts_path(folder: Path, name: str) -> Path:
    """The file for the drafts of the document `name`: never one that has another use or that a person began."""
    path = folder / f"{name}.yaml"
    return path if path.stem not in SPECIAL_FILES and is_draft_file(path) else folder / f"{name}-drafts.yaml"


def _taken(folder: Path, own: Path) -> Taken:
    """What stands in `folder`, but for the untouched drafts in the file `own`, which are drafted anew."""
    ids: set[str] = set()
    utterances: set[str] = set()
    questions: dict[str, str] = {}
    for path, entry in _all_entries(folder):
        is_own_draft = path == own and bool(entry.key)
        if is_own_draft and not entry.is_touched:
            continue
        said = set(map(normalise, (entry.question, *entry.examples)))
        utterances |= said
        if not is_own_draft:
            questions |= dict.fromkeys(said, entry.id)
        if not is_own_draft or entry.id != entry.key:
            ids.add(entry.id)
    return Taken(frozenset(ids), frozenset(utterances), questions, _caveats(special_file(folder, "caveats")))


def _all_entries(folder: Path) -> Iterator[tuple[Path, Entry]]:
    for path in yaml_files(folder):
        if path.stem not in SPECIAL_FILES:
            yield from ((path, entry) for entry in read_entries(path)[1])


def _caveats(path: Path) -> dict[str, str]:
    found = _mapping(read_yaml(path).data).get("caveats") if path.exists() else None
    return {str(name): str(text) for name, text in _mapping(found).items()}


def _mapping(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}


def _completed(folder: Path, done: Sequence[Drafted]) -> Iterator[Path]:
    """Give `folder` the clinic's details, as examples, and the list of caveats, where it has none."""
    if not any(item.drafts for item in done):
        return
    for name in ("clinic", "caveats"):
        path = special_file(folder, name)
        if not path.exists():
            _write(path, (TEMPLATE / f"{name}.yaml").read_text(encoding="utf-8"))
            yield path


def _write(path: Path, text: str) -> None:
    """Write all of `text` or nothing. Raises BotError where no bot could read it: it is too long, or no YAML.

    It would be no YAML after an unusual indent.
    """
    if len(text.encode()) > MAX_BYTES:
        raise BotError(f"{path}: would be larger than {MAX_BYTES // 1_000_000} MB: split the document in two")
    try:
        yaml.load(text, Loader=SafeLoader)
    except yaml.YAMLError:
        raise BotError(
            f"{path}: nothing can be added to it as it is indented: indent it by two spaces, as the others are"
        ) from None
    written = path.with_name(f".{path.name}.new")
    written.write_text(text, encoding="utf-8")
    written.replace(path)
