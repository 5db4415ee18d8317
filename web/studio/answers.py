"""All intents in a list: search, filters, and what is done with several of them at once."""

from __future__ import annotations

import sqlite3
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from bot.content.edit import Edit
from bot.content.files import locked
from bot.content.raw import read_raw_intents
from bot.editing.importing import import_table
from bot.editing.parsed_table import kept
from bot.editing.pending import Item, State
from bot.editing.table import Table, cells_of, table_bytes
from bot.editing.workspace import ConflictError
from bot.errors import BotError, IntentsError
from bot.evaluation.checks.reviews import SOON
from bot.evaluation.checks.variety import LEAST_PHRASES
from bot.text import counted, normalise
from web.bounded import run_bounded
from web.processes import module
from web.studio.login import editor
from web.studio.problems import problems_of
from web.studio.shared import Page, Studio, decisions, done, figures_away, tell, unsaid
from web.studio.topics import chosen_topic, move_to, titles

OFTEN = "often"
ON_A_PAGE = 50
_SEARCHED = ("question", "answer", "examples")
LONGEST = 30  # seconds that reading a table may take
_TYPES = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def _due(item: Item) -> date:
    """Return the day by which what patients get is to be reviewed again; the last of all where none is named."""
    return date.max if item.is_waiting else item.review.get("due") or date.max


# What the list can be narrowed to: its label, and which intents that takes.
SHOW: Mapping[str, tuple[str, Callable[[Item], bool]]] = {
    "waiting": ("waiting to be published", lambda item: item.is_waiting),
    "overdue": ("review overdue", lambda item: _due(item) < date.today()),
    "soon": (f"review due within {SOON.days} days", lambda item: _due(item) <= date.today() + SOON),
    OFTEN: ("asked in the last 30 days, most often first", lambda _: True),
    "few": (f"fewer than {LEAST_PHRASES} phrases", lambda item: len(item.data.get("examples") or ()) < LEAST_PHRASES),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to: words, a topic, a state, and one of `SHOW`; empty for all."""

    words: str = ""
    topic: str = ""
    state: str = ""
    show: str = ""

    def takes(self, item: Item) -> bool:
        """Return whether an intent is in the list."""
        if (self.topic and item.topic != self.topic) or (self.state and item.state != self.state):
            return False
        if self.show in SHOW and not SHOW[self.show][1](item):
            return False
        text = normalise(" ".join([item.id, *(str(item.data.get(field)) for field in _SEARCHED)]))
        return all(word in text for word in normalise(self.words).split())


def add_answers(blueprint: Blueprint, studio: Studio) -> None:
    """Add the list, its bulk actions, and the whole of it as a table for the office."""

    @blueprint.get("", strict_slashes=False)
    def home() -> BaseResponse:
        return redirect(url_for("studio.answers"), 303)

    @blueprint.get("/answers")
    def answers() -> Page:
        return _list(studio)

    @blueprint.post("/answers")
    def together() -> Page | BaseResponse:
        """Do it with all that are ticked, or with none; then they stay ticked."""
        acts = decisions(studio.work)
        chosen, name = request.form.getlist("intent"), request.form.get("act", "")
        try:
            if not chosen or name not in {*acts, "move"}:
                raise BotError("Tick the questions first.")
            if name == "move":
                move_to(studio, chosen, chosen_topic(studio))
            else:
                with locked(studio.work.folder):
                    if name != "withdraw":  # which is for what patients get, whatever waits
                        _demand_as_shown(studio, chosen)
                    commit = acts[name](chosen, editor())
                tell(unsaid(studio, chosen) if name == "publish" else ())
                done(f"{len(chosen)} {_DONE[name]}.", commit)
        except (BotError, OSError) as error:
            tell(studio.problems(error))
            return _list(studio, chosen)
        return redirect(url_for("studio.answers", **_narrowed()), 303)

    @blueprint.get("/answers.<any('xlsx', 'csv'):ending>")
    def export(ending: str) -> Response:
        rows = [cells_of(entry) for entry in read_raw_intents(studio.work.folder)]
        name = {"Content-Disposition": f'attachment; filename="answers.{ending}"'}
        return Response(table_bytes(f".{ending}", rows), mimetype=_TYPES[f".{ending}"], headers=name)

    @blueprint.route("/import", methods=["GET", "POST"])
    def take_back() -> Page | BaseResponse:
        return _import(studio) if request.method == "POST" else render_template("import.html", imported=None)


def _demand_as_shown(studio: Studio, intents: Sequence[str]) -> None:
    """Raise ConflictError where one of them was saved since the page was shown from which the form comes."""
    for item in map(studio.work.item, intents):
        if request.form.get(f"version-{item.id}", item.version) != item.version:
            raise ConflictError(item)


_DONE = {"publish": "published", "review": "marked as reviewed", "withdraw": "taken out of service"}


def _list(studio: Studio, ticked: Sequence[str] = ()) -> Page:
    try:
        items = studio.work.items()
    except IntentsError as error:
        return render_template("problem.html", problem=str(error)), 409
    wanted = Filter(**{_FIELDS[key]: text for key, text in _narrowed().items()})
    found = [item for item in items if wanted.takes(item)]
    asked = _asked(studio)
    if wanted.show == OFTEN:
        found = sorted((item for item in found if asked[item.id]), key=lambda item: -asked[item.id])
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    return render_template(
        "answers.html",
        found=found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        count=len(found),
        total=len(items),
        is_new=not any(item.served for item in items),
        page=page,
        pages=pages,
        ticked=ticked,
        wanted=wanted,
        narrowed=_narrowed(),
        topics=sorted({item.topic for item in items}),
        targets=titles(studio),
        states=list(State),
        show=SHOW,
        today=date.today(),
        asked=asked,
        problems=studio.live.problems,
    )


_FIELDS = {"q": "words", "topic": "topic", "state": "state", "show": "show"}


def _narrowed() -> dict[str, Any]:
    """Return what the address narrows the list to, and nothing else of it, which could steer where a link leads."""
    return {key: request.args[key] for key in _FIELDS if request.args.get(key)}


def _asked(studio: Studio) -> Counter[str]:
    """Return how often each intent replied in the last 30 days."""
    today = date.today()
    try:
        return sum(studio.figures.by_intent("intent", today - timedelta(days=29), today).values(), Counter())
    except sqlite3.Error as error:
        flash(figures_away(error), "bad")
        return Counter()


def _import(studio: Studio) -> Page | BaseResponse:
    """Show what a table changes; write it once that was seen."""
    try:
        name, content = _table()
        edit = Edit(studio.work.folder)
        imported = import_table(edit, _parsed(name, content))
        if "write" not in request.form:
            sent = {"name": name, "content": b64encode(content).decode()}
            return render_template("import.html", imported=imported, questions=studio.questions(), **sent)
        commit = studio.work.take(edit, f"Import {name}", editor())
        done(f"{counted(len(imported.changes), 'cell')} taken over.", commit)
    except (BotError, OSError) as error:
        return render_template("import.html", imported=None, refused=problems_of(error)), 409
    return redirect(url_for("studio.answers"), 303)


def _parsed(name: str, content: bytes) -> Table:
    """Read a table within bounds: a small workbook may hold rows without end. Raises BotError."""
    with TemporaryDirectory() as folder:
        sent, outcome = Path(folder, "content"), Path(folder, "outcome")
        sent.write_bytes(content)
        run_bounded(module("bot.editing.parsed_table", name, sent, outcome), LONGEST)
        if not outcome.exists():
            raise BotError(f"{name}: takes too long to read: copy the table alone into a new workbook")
        return kept(outcome)


def _table() -> tuple[str, bytes]:
    """Return the name and content of the table: just sent, or seen already and sent again to be written."""
    if file := request.files.get("table"):
        return Path((file.filename or "").replace("\0", "")).name, file.read()
    try:
        return Path(request.form.get("name", "").replace("\0", "")).name, b64decode(
            request.form.get("content", ""), validate=True
        )
    except ValueError:
        raise BotError("the table did not arrive whole: send it once more") from None
