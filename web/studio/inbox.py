"""The inbox: what waits, and a form for each group of like questions to decide about it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from bot.content import Place
from bot.dialogue import Bot
from bot.editing.pending import Item
from bot.errors import BotError, did_you_mean
from bot.inbox import Group, InboxAwayError, InboxError
from bot.inbox.review_queue import ReviewQueue
from bot.reply import Reply
from bot.text import counted
from web.studio.figures import KINDS
from web.studio.login import editor
from web.studio.shared import Page, Studio, done, numbers_in

log = logging.getLogger("caveat.studio")

ON_A_PAGE = 20  # groups
NEAREST = 3  # intents beside each question
MOST_UNDONE = 500  # entries: the numbers of more do not fit into a cookie


@dataclass(frozen=True, slots=True)
class Card:
    """A group as the page shows it: what the bot replies to its question today, and the intents nearest to it."""

    group: Group
    reply: Reply | None
    nearest: tuple[str, ...]

    @property
    def wordings(self) -> dict[str, int]:
        """Each wording with the number of the first entry that has it, the most frequent first."""
        first = {entry.text: entry.id for entry in reversed(self.group.entries)}
        return {text: first[text] for text in self.group.wordings}


def make_card(group: Group, bot: Bot) -> Card:
    """Return the card of a group."""
    if not group.text:
        return Card(group, None, ())
    ranked = bot.model.classify_text(group.text).shares
    return Card(group, bot.reply(group.text), tuple(ranked)[:NEAREST])


def add_inbox(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page of the inbox, and what its buttons do."""

    @blueprint.get("/inbox")
    def inbox() -> Page:
        return _page(studio)

    @blueprint.post("/inbox/<int(max=999999999):number>/<any('accept', 'draft', 'dismiss'):name>")
    def decide_group(number: int, name: str) -> Response | Page:
        acts: dict[str, Callable[[ReviewQueue, Group], str]] = {
            "accept": partial(_accept, questions={**_shipped(studio), **studio.questions()}),
            "draft": partial(_draft, studio=studio),
            "dismiss": _dismiss,
        }
        return _decide(studio, acts[name], number)


def _page(studio: Studio, problem: str = "", status: int = 200) -> Page:
    """Return the inbox, with what went wrong at its top."""
    groups: list[Group] = []
    try:
        groups = studio.queue.groups() if studio.queue else []
    except InboxAwayError as error:
        problem, status = str(error), 503
    pages = max(1, -(-len(groups) // ON_A_PAGE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    bot = studio.live.current()
    html = render_template(
        "inbox.html",
        kinds=KINDS,
        cards=[make_card(group, bot) for group in groups[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]],
        count=len(groups),
        entries=sum(len(group.entries) for group in groups),
        page=page,
        pages=pages,
        targets=_targets(studio),
        shipped=_shipped(studio),
        configured=studio.queue is not None,
        problem=problem,
    )
    return html, status


def _targets(studio: Studio) -> dict[str, Item]:
    """Return the intents that a question can be added to: all in the clinic's files, drafts too."""
    try:
        return {item.id: item for item in studio.work.items()}
    except BotError:
        return {}


def _decide(studio: Studio, act: Callable[[ReviewQueue, Group], str], number: int) -> Response | Page:
    """Do it and show the inbox again, with what was done and a button that undoes it, or with why it could not be."""
    if studio.queue is None:
        return _page(studio, status=404)
    try:
        group = studio.queue.shown(numbers_in(request.form.get("entries", "")) or [number])
        with studio.work.step(editor(), "Inbox") as step:
            said = act(studio.queue, group)
            step.message = f"Inbox: {said.striptags() if isinstance(said, Markup) else said}"
        if len(group.ids) > MOST_UNDONE:
            flash(said)
        else:
            done(said, step.commit, items=",".join(map(str, group.ids)))
    except (BotError, OSError) as error:
        status = 500 if isinstance(error, OSError) else 409
        return _page(studio, " ".join(problem.text for problem in studio.problems(error)), status)
    return redirect(url_for("studio.inbox", page=request.args.get("page")), 303)


def _shipped(studio: Studio) -> dict[str, str]:
    """Return the questions of what comes with the bot, by their ids."""
    intents = studio.live.current().knowledge.intents.values()
    return {intent.id: intent.question for intent in intents if intent.is_shipped}


def _accept(queue: ReviewQueue, group: Group, questions: Mapping[str, str]) -> str:
    """Add what was ticked to the intent that was named, by its question or by its id, of which `questions` has all."""
    texts = {str(entry.id): entry.text for entry in group.entries}
    chosen = [texts[entry] for entry in request.form.getlist("wording") if entry in texts]
    if other := request.form.get("other", "").strip():
        chosen.append(other)
    if not chosen:
        raise InboxError("No wording was chosen: tick one, or write one.")
    said = request.form.get("intent", "").strip()
    if not said:
        raise InboxError("No question was chosen: say which one this is, or start a draft.")
    ids = {**{name: name for name in questions}, **{question: name for name, question in questions.items()}}
    if said not in ids:
        raise InboxError(f'No question is called "{said}": {did_you_mean(said, ids, "choose one from the list")}')
    intent = ids[said]
    places = queue.accept(group, intent, chosen)
    _note("accepted", intent=intent, places=[_at(place) for place in places])
    return f"Added to “{questions[intent]}”. The bot learns it within a minute."


def _draft(queue: ReviewQueue, group: Group, studio: Studio) -> str:
    key, place = queue.draft(group, request.form.get("other", ""))
    _note("drafted", intent=key, places=[_at(place)])
    started = Markup("Started the draft “{}”. <a href='{}'>Write its answer</a>")
    return started.format(studio.questions().get(key, key), url_for("studio.answer", intent=key))


def _dismiss(queue: ReviewQueue, group: Group) -> str:
    count = queue.dismiss([group])
    _note("dismissed", entries=count)
    return f"{counted(count, 'entry', 'entries')} taken out of the inbox."


def _at(place: Place) -> str:
    return f"{place.path.name}:{place.line}"


def _note(action: str, **fields: object) -> None:
    """Log for whoever has to say later what was decided, without what visitors wrote."""
    log.info(f"an editor {action} a question", extra={"fields": {**fields, "user": editor().name}})
