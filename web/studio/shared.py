"""What all pages of the studio share: the bot in service, the clinic's files, documents and inbox."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from flask import flash, redirect, session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from bot.content.edit import Edit
from bot.content.load import written_caveats
from bot.editing.figures import Figures
from bot.editing.pending import Item
from bot.editing.workspace import Workspace
from bot.errors import BotError
from bot.inbox.review_queue import ReviewQueue
from bot.settings import Settings
from web.figures import figures_file
from web.reload import LiveBot
from web.studio.cases import CaseRun
from web.studio.library import Library
from web.studio.problems import Problem, placed, spoken
from web.studio.readable import Names
from web.studio.trial import Trials

if TYPE_CHECKING:
    from bot.inbox.store import Store

log = logging.getLogger("caveat.studio")

_ENTRY = re.compile(r"\b[0-9]{1,9}\b")

MOST_SHOWN = 10  # problems: browsers drop a cookie of 4 kB, and what it was to say
LONGEST_SHOWN = 200  # characters of each

Page = str | tuple[str, int]
Decide = Callable[..., str]  # of the intents' ids and the person; what reviews also of the day of the next review


@dataclass(frozen=True)
class Studio:
    """What the pages work on. `queue` is None where no inbox is configured."""

    live: LiveBot
    work: Workspace
    library: Library
    trials: Trials
    cases: CaseRun
    queue: ReviewQueue | None
    figures: Figures

    @classmethod
    def on(cls, live: LiveBot, settings: Settings, keys: Sequence[str], store: Store | None) -> Studio:
        """Return the studio of the clinic that the settings name, with its inbox where there is one."""
        work = Workspace(settings.intents)
        queue = ReviewQueue(store, settings.intents) if store else None
        figures = Figures(figures_file(settings))
        return cls(
            live, work, Library(settings.documents), Trials(live, work, keys), CaseRun(live, work), queue, figures
        )

    def item(self, intent: str) -> Item:
        """Return the intent with this id. Raises NotFound where there is none."""
        try:
            return self.work.item(intent)
        except BotError as error:
            raise NotFound(str(error)) from None

    def questions(self) -> dict[str, str]:
        """Return the question of each intent by its id; none where a file cannot be read, which its own page says."""
        try:
            return {item.id: str(item.data.get("question", item.id)) for item in self.work.items()}
        except BotError:
            return {}

    def all_questions(self) -> dict[str, str]:
        """Return the question of each intent by its id, of those that ship, too."""
        shipped = {intent.id: intent.question for intent in self.live.current().knowledge.learnt.values()}
        return {**shipped, **self.questions()}

    def names(self) -> Names:
        """Return what the ids in an answer's fields stand for."""
        return {"caveats": written_caveats(self.work.folder), "follow_ups": self.questions()}

    def problems(self, error: BotError | OSError) -> list[Problem]:
        """Return what went wrong, for somebody who sees questions and no files."""
        return placed(error, self.questions())


def unsaid(studio: Studio, intents: Sequence[str]) -> list[Problem]:
    """Return what the documents do not say of these answers as they are in service, for whoever has published them."""
    knowledge, questions = Edit(studio.work.folder).knowledge(), studio.questions()
    found = ((intent, finding) for intent in intents for finding in studio.library.findings(knowledge, intent))
    return [Problem(f"Look again at “{questions[intent]}”: {spoken(one.message, questions)}") for intent, one in found]


def decisions(work: Workspace) -> dict[str, Decide]:
    """Return what a reviewer decides about intents, by the name of its button."""
    return {"publish": work.publish, "review": work.review, "withdraw": work.withdraw}


def figures_away(error: sqlite3.Error) -> str:
    """Log that the figures cannot be read; returns that for a person."""
    log.error("figures cannot be read", extra={"fields": {"problem": str(error)}})
    return "How often what was asked cannot be read at the moment."


def numbers_in(text: str) -> list[int]:
    """Return the numbers of entries that a form holds; what is none, or larger than any, is left out."""
    return [int(found) for found in _ENTRY.findall(text)]


def done(said: str, *commits: str, **others: str | Sequence[str]) -> None:
    """Say on the next page what was done, with a button that undoes it where something was.

    `others` name what to undo beside commits: `items` of the inbox, documents that were `removed` or `dropped`.
    """
    flash(said)
    undo = {"commit": [commit for commit in commits if commit]}
    undo |= {key: [value] if isinstance(value, str) else list(value) for key, value in others.items()}
    if any(undo.values()):
        session["undo"] = undo


def act(studio: Studio, do: Callable[[], None], back: str) -> Response:
    """Do it, then show the page at the address `back`; where it cannot be done, that page says why."""
    try:
        do()
    except (BotError, OSError) as error:
        tell(studio.problems(error))
    return redirect(back, 303)


def tell(problems: Sequence[Problem]) -> None:
    """Say on the next page what went wrong."""
    for problem in problems[:MOST_SHOWN]:
        flash(shorten(problem.text, LONGEST_SHOWN, placeholder=" …"), "bad")
    if len(problems) > MOST_SHOWN:
        flash(f"There are {len(problems) - MOST_SHOWN} more of these.", "bad")
