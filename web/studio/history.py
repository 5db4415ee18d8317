"""Who did what, when: the history of the folder, the versions of an intent, and the way back to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from flask import Blueprint, flash, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.content.layout import ORDER
from bot.documents.reading import document_name
from bot.editing.history import OUTSIDE
from bot.errors import BotError
from web.studio.documents import changeable
from web.studio.kept import is_ours
from web.studio.login import editor
from web.studio.readable import ALL_LABELS, readable
from web.studio.shared import Page, Studio, act, done, numbers_in

Pieces = list[tuple[str, str]]
Readable = Mapping[str, str | list[str]]
# What those are called that change one of the clinic's own files.
_FILES = {"clinic": "Edit the clinic’s details", "caveats": "Edit the caveats"}
_OF_FILES = re.compile(rf"\bEdit ({'|'.join(_FILES)})\.ya?ml$")
# What the commits that change answers by their ids begin with.
_ACTS = "Edit|Publish|Review|Drop the change to|Take out of service:|Move to .+:"
_ABOUT = re.compile(rf"(?P<act>(?:Undo: )*(?:{_ACTS})) (?P<ids>.+)")


def add_history(blueprint: Blueprint, studio: Studio) -> None:
    """Add the history, the versions of each intent, and undoing."""

    @blueprint.get("/history")
    def history() -> Page:
        questions = studio.questions()
        changes = [(change, *subject(change.message, questions)) for change in studio.work.history.changes()]
        known = {"questions": questions, "outside": OUTSIDE}
        return render_template("history.html", changes=changes, zone=_zone(studio), **known)

    @blueprint.get("/answers/<intent>/versions")
    def versions(intent: str) -> Page:
        item, past = studio.item(intent), studio.work.past(intent)
        names = studio.names()
        said = [readable(data, names) for _, data in past]
        changed = [list(differences(old, new)) for new, old in pairwise(said)] + [[]] * bool(said)
        served = next((change.id for change, data in past if data == item.served), "")
        shown = [(change, pieces) for (change, _), pieces in zip(past, changed, strict=True)]
        known = {"labels": ALL_LABELS, "served": served, "zone": _zone(studio)}
        return render_template("versions.html", item=item, versions=shown, **known)

    @blueprint.post("/answers/<intent>/versions/<commit>")
    def go_back(intent: str, commit: str) -> Response:
        def do() -> None:
            item = studio.item(intent)
            wanted = next((data for change, data in studio.work.past(intent) if change.id == commit), None)
            if wanted is None:
                raise BotError("That version is not there.")
            fields = {key: wanted.get(key) for key in ORDER if key not in {"id", "status", "reviewed"}}
            done("The older version is saved as a change.", studio.work.save(intent, fields, item.version, editor()))

        return act(studio, do, url_for("studio.answer", intent=intent))

    @blueprint.post("/undo")
    def undo() -> Response:
        def do() -> None:
            form, dropped, renamed = request.form, *map(request.form.getlist, ("dropped", "renamed"))
            for file in dropped + renamed[:1]:
                changeable(studio, document_name(Path(file)))
            if commits := form.getlist("commit"):
                studio.work.undo(editor(), *commits)
            if len(renamed) == 2:
                studio.library.rename(*renamed)
            for file in form.getlist("removed"):
                studio.library.bring_back(file)
            for file in dropped:
                studio.library.put_aside(file)
            if studio.queue and (items := request.form.get("items")):
                studio.queue.restore(numbers_in(items))
            flash("It is as it was before.")

        back = request.form.get("back", "")
        return act(studio, do, back if is_ours(back) else url_for("studio.answers"))


def subject(message: str, questions: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return what a commit did, and the ids of the answers to which; its whole first line where it names none."""
    line = _OF_FILES.sub(lambda found: _FILES[found[1]], message.splitlines()[0])
    about = _ABOUT.fullmatch(line)
    ids = about["ids"].split(", ") if about else []
    return (about["act"], ids) if about and questions.keys() >= set(ids) else (line, [])


def differences(old: Readable, new: Readable) -> Iterator[tuple[str, str, Pieces]]:
    """Yield the fields that two versions differ in, as they are read, what parts their pieces, and these.

    A piece is gone ("-"), has come ("+") or is the same (" "); those of a text are its words, of a list its lines.
    """
    for key in ORDER:
        before, after = old.get(key, ""), new.get(key, "")
        if before != after:
            between = "\n" if isinstance(before or after, list) else " "
            yield key, between, _pieces(_words(before), _words(after), between)


def _words(value: str | list[str]) -> list[str]:
    """Return a text word by word, a list item by item."""
    return value if isinstance(value, list) else value.split()


def _zone(studio: Studio) -> str | None:
    return studio.live.current().knowledge.clinic.timezone


def _pieces(old: list[str], new: list[str], between: str) -> Pieces:
    found: Pieces = []
    for _, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = old[start:end] == new[new_start:new_end]
        texts = ((" ", old[start:end]),) if same else (("-", old[start:end]), ("+", new[new_start:new_end]))
        found += [(kind, between.join(words)) for kind, words in texts if words]
    return found
