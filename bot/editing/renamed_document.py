"""Rename a document: all that cites it follows, what was reviewed stays reviewed, and its drafts stay its drafts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.content.edit import Edit
from bot.content.files import EditError
from bot.content.folder import special_file
from bot.content.yaml_file import read_yaml
from bot.documents.draft_file import from_file
from bot.documents.entries import as_drafted, untouched_drafts
from bot.documents.folder import drafts_path
from bot.documents.reading import document_name
from bot.editing.topics import keep_titles, titles_of
from bot.editing.users import User
from bot.editing.workspace import Workspace
from bot.grounding import rename_in_record

Names = tuple[str, str]  # of a document: before, and from now on


def rename_document(work: Workspace, before: str, after: str, title: str, person: User) -> str:
    """Have what cites the document in the file `before` cite the one in the file `after`; gives the commit's id.

    Visitors are told `title` as its source; empty for the same as before. Raises EditError or IntentsError.
    """
    names = old, new = document_name(Path(before)), document_name(Path(after))
    message = f"Rename {before} to {after}" if before != after else f"Call {before} “{title}”"
    with work.step(person, message) as step:
        edit = step.edit
        told = {new if name == old else name: said for name, said in titles_of(edit.knowledge()).items()}
        items = [work.pending.item(entry) for entry in edit.entries]
        drafts = drafts_path(work.folder, old)
        untouched = untouched_drafts(drafts) if drafts.exists() else set()
        for item in items:
            if (data := _renamed(item.entry.data, names)) != item.entry.data:
                edit.change(item.id, {"sources": data["sources"]})
        if drafts.exists() and old != new:
            to = _move_drafts(edit, drafts, names)
            edit.tidy(to, lambda file, text: as_drafted(file, from_file(text, before, after), untouched))
        _move_details(edit, names)
        keep_titles(edit, told | ({new: title} if title and new in told else {}))
        edit.save()
        for item in items:
            work.pending.carry(item, edit.find(item.id), _renamed(item.data, names))
        rename_in_record(work.folder, *names)
    return step.commit


def _move_drafts(edit: Edit, drafts: Path, names: Names) -> Path:
    """Have the file of drafts of the first of `names` be that of the second, and its topic be named so; gives its path.

    Raises EditError where that is there already.
    """
    old, new = names
    to = drafts_path(edit.folder, new)
    heads = {file.path: file.data for file in edit.files}
    if to in heads or new in {str(head["topic"]) for head in heads.values()}:
        raise EditError(f"a topic is called '{new}' already: choose another name")
    edit.rename(drafts, to)
    if heads[drafts]["topic"] == old:
        edit.set_keys(to, {"topic": new})
        for path, head in heads.items():
            if head.get("parent") == old:
                edit.set_keys(to if path == drafts else path, {"parent": new})
    return to


def _move_details(edit: Edit, names: Names) -> None:
    """Have the clinic's details say of the second of `names` what they say of the first."""
    clinic = special_file(edit.folder, "clinic")
    known = (read_yaml(clinic).data or {}).get("documents") or {}
    if names[0] in known and names[0] != names[1]:
        edit.set_keys(clinic, {"documents": {names[0]: None, names[1]: known[names[0]]}})


def _renamed(data: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return what an intent says, with the second of the documents `names` in the place of the first."""
    old, new = names
    sources = [{**one, "document": new} if one["document"] == old else one for one in data.get("sources") or ()]
    return {**data, "sources": sources} if sources else dict(data)
