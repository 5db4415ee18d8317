"""The inbox on the editor's page: what waits, and a form for each group of like questions to decide about it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.content import Intent, Place
from bot.dialogue import Bot
from bot.errors import BotError
from bot.inbox import Group, InboxAwayError, InboxError
from bot.inbox.review_queue import ReviewQueue
from bot.nlu import Candidate
from bot.reply import Reply
from web.reload import LiveBot
from web.studio.shared import Studio

log = logging.getLogger("caveat.studio")

ON_A_PAGE = 20  # groups
NEAREST = 3  # intents beside each question

Page = str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Card:
    """A group as the page shows it: what the bot replies to its question today, and the intents nearest to it."""

    group: Group
    reply: Reply | None
    nearest: tuple[Candidate, ...]
    intent: Intent | None

    @property
    def wordings(self) -> dict[str, int]:
        """Each wording with the number of the first entry that has it, the most frequent first."""
        first = {entry.text: entry.id for entry in reversed(self.group.entries)}
        return {text: first[text] for text in self.group.wordings}


def make_card(group: Group, assistant: Bot) -> Card:
    """The card of a group."""
    intent = assistant.knowledge.intents.get(group.intent)
    if not group.text:
        return Card(group, None, (), intent)
    nearest = assistant.model.classify(assistant.model.parser.parse(group.text)).candidates[:NEAREST]
    return Card(group, assistant.reply(group.text), nearest, intent)


def add_inbox(blueprint: Blueprint, studio: Studio) -> None:
    """The page of the inbox, and what its buttons do."""
    live, queue = studio.live, studio.queue

    @blueprint.get("/inbox")
    def inbox() -> Page:
        return _page(live, queue)

    @blueprint.post("/inbox/<int:number>/accept")
    def accept(number: int) -> Response | Page:
        return _decide(live, queue, lambda queue: _accept(queue, number))

    @blueprint.post("/inbox/<int:number>/draft")
    def draft(number: int) -> Response | Page:
        return _decide(live, queue, lambda queue: _draft(queue, number))

    @blueprint.post("/inbox/<int:number>/dismiss")
    def dismiss(number: int) -> Response | Page:
        return _decide(live, queue, lambda queue: _dismiss(queue, number))


def _page(live: LiveBot, queue: ReviewQueue | None, problem: str = "", status: int = 200) -> Page:
    """The inbox, with what went wrong at its top."""
    groups: list[Group] = []
    try:
        groups = queue.groups() if queue else []
    except InboxAwayError as error:
        problem, status = str(error), 503
    pages = max(1, -(-len(groups) // ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    shown = groups[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    assistant = live.current()
    html = render_template(
        "inbox.html",
        cards=[make_card(group, assistant) for group in shown],
        count=len(groups),
        entries=sum(len(group.entries) for group in groups),
        page=page,
        pages=pages,
        intents=assistant.knowledge.intents.values(),
        configured=queue is not None,
        problem=problem,
    )
    return html, status


def _decide(live: LiveBot, queue: ReviewQueue | None, act: Callable[[ReviewQueue], str]) -> Response | Page:
    """Do it and show the inbox again, with what `act` says was done, or with why it could not be."""
    if queue is None:
        return _page(live, queue, status=404)
    try:
        flash(act(queue))
    except BotError as error:
        return _page(live, queue, str(error), 409)
    except OSError as error:
        return _page(live, queue, f"The intent files cannot be written: {error.strerror}", 500)
    return redirect(url_for("studio.inbox", page=request.args.get("page")), 303)


def _accept(queue: ReviewQueue, number: int) -> str:
    texts = {str(entry.id): entry.text for entry in queue.find(number).entries}
    chosen = [texts[entry] for entry in request.form.getlist("wording") if entry in texts]
    if other := request.form.get("other", "").strip():
        chosen.append(other)
    if not chosen:
        raise InboxError("No wording was chosen: tick one, or write one.")
    intent = request.form.get("intent", "").strip()
    places = queue.accept(number, intent, chosen)
    _note("accepted", intent=intent, places=[_at(place) for place in places])
    return f"Added to “{intent}” ({_at(places[0])}). The bot learns it as soon as it has read its files again."


def _draft(queue: ReviewQueue, number: int) -> str:
    key, place = queue.draft(number, request.form.get("other", ""))
    _note("drafted", intent=key, places=[_at(place)])
    return f"Started “{key}” ({_at(place)}). Write its answer there, then take “status: draft” out."


def _dismiss(queue: ReviewQueue, number: int) -> str:
    count = queue.dismiss([number])
    _note("dismissed", entries=count)
    return f"{count} {'entry' if count == 1 else 'entries'} taken out of the inbox."


def _at(place: Place) -> str:
    return f"{place.path.name}:{place.line}"


def _note(action: str, **fields: object) -> None:
    """A line in the log for whoever has to say later what was decided; without what visitors wrote."""
    log.info(f"an editor {action} a question", extra={"fields": fields})
