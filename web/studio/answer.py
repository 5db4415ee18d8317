"""One intent on a page: its words, the documents' words beside them, and what a change would do before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from rapidfuzz import fuzz, process
from werkzeug.wrappers import Response

from bot.content.files import locked
from bot.content.load import written_caveats
from bot.content.pack import read_pack
from bot.content.rules import next_due
from bot.editing.effect import Effect
from bot.editing.pending import Item, State
from bot.editing.workspace import ConflictError
from bot.errors import BotError, Diagnostic
from web.studio.answer_form import Fields, due_day, fields_of
from web.studio.figures import KINDS
from web.studio.library import Cited
from web.studio.login import editor
from web.studio.problems import LABELS, Problem, problems_of
from web.studio.readable import readable
from web.studio.shared import Page, Studio, act, decisions, done, tell, unsaid
from web.studio.topics import chosen_topic, titles

FOLLOW_UPS = 4
LIKE = 85  # of 100: how like two caveats are, by their letters, of which one is enough
ASKED = 100  # of the latest questions in the inbox, on which a change is tried


@dataclass
class Look:
    """What is seen beside an intent: the sections it cites, what grounding finds, and what a change would do.

    `problems` keep it from being published; where it `was_refused`, from being saved.
    """

    cited: Sequence[Cited] = ()
    findings: Sequence[Diagnostic] = ()
    problems: list[Problem] = field(default_factory=list)
    token: str = ""
    effects: list[Effect] | None = None
    is_ready: bool = True
    was_refused: bool = False


def add_answer(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page of an intent, and what its buttons do."""

    @blueprint.get("/answers/<intent>")
    def answer(intent: str) -> Page:
        item = studio.item(intent)
        return _page(studio, item, item.data, _look(studio, item, {}))

    @blueprint.post("/answers/<intent>/look")
    def look(intent: str) -> Page:
        """Show what is typed beside the documents; with `try`, also what it would do. Nothing is saved."""
        item = studio.item(intent)
        fields = fields_of(item)
        seen = _look(studio, item, fields, trial="try" in request.form)
        return _page(studio, item, {**item.data, **fields}, seen, version=request.form.get("version", ""))

    @blueprint.post("/answers/<intent>/<any('save', 'publish', 'review'):name>")
    def save(intent: str, name: str) -> Response | Page:
        """Save what is typed; then publish it, or mark it as reviewed, where that was pressed."""
        item, version = studio.item(intent), request.form.get("version", "")
        back = url_for("studio.answer", intent=intent)
        try:
            with locked(studio.work.folder):
                item = studio.item(intent)  # as it is now, so that no wording is published but that of the form
                fields = fields_of(item)
                commit = studio.work.save(intent, fields, version, editor()) if fields else ""
                if name != "save":
                    return act(studio, lambda: _decide(studio, intent, name), back)
        except ConflictError as error:
            return _conflict(studio, error, {**item.data, **fields_of(item)})
        except (BotError, OSError) as error:
            fields = fields_of(item)
            seen = Look(_cited(studio, fields, item), problems=studio.problems(error), was_refused=True)
            return _page(studio, item, {**item.data, **fields}, seen, version=version), 409
        done(_SAID[name] if fields else "There was nothing to save.", commit)
        return redirect(back, 303)

    @blueprint.post("/answers/<intent>/<any('withdraw', 'discard', 'remove'):name>")
    def drop(intent: str, name: str) -> Response:
        studio.item(intent)
        acts: dict[str, Callable[[], str]] = {
            "withdraw": lambda: studio.work.withdraw([intent], editor()),
            "discard": lambda: studio.work.discard(intent, editor()),
            "remove": lambda: studio.work.remove([intent], editor()),
        }
        back = url_for("studio.answers") if name == "remove" else url_for("studio.answer", intent=intent)
        return act(studio, lambda: done(_SAID[name], acts[name]()), back)

    @blueprint.route("/new", methods=["GET", "POST"])
    def new() -> Response | Page:
        return _new(studio)


def _decide(studio: Studio, intent: str, name: str) -> None:
    commit = decisions(studio.work)[name]([intent], editor(), due=due_day())
    tell(unsaid(studio, [intent]) if name == "publish" else ())
    done(_SAID[name], commit)


_SAID = {
    "save": "Saved. Patients get it once a reviewer has published it.",
    "publish": "Published. The bot answers with it within seconds.",
    "review": "Marked as reviewed. It waits to be published.",
    "withdraw": "Taken out of service: it is a draft again.",
    "discard": "The change was dropped.",
    "remove": "The draft was removed.",
}


def _cited(studio: Studio, fields: Fields, item: Item) -> list[Cited]:
    return studio.library.cited({**item.data, **fields}.get("sources") or ())


def _look(studio: Studio, item: Item, fields: Fields, *, trial: bool = False) -> Look:
    seen = Look(_cited(studio, fields, item))
    try:
        with studio.work.trial(item.id, fields) as edit:
            seen.findings = studio.library.findings(edit.knowledge(), item.id)
        if trial:
            token = studio.trials.keep(item.id, fields)
            seen.effects = studio.trials.effects(token, _asked(studio))
            seen.is_ready = studio.trials.is_ready(token)
            seen.token = token
    except (BotError, OSError) as error:
        seen.problems = studio.problems(error)
    return seen


def _asked(studio: Studio) -> list[str]:
    """Return the latest different questions in the inbox."""
    if studio.queue is None:
        return []
    texts = [text for group in studio.queue.groups() for text in group.wordings]
    return list(dict.fromkeys(texts))[:ASKED]


def _page(studio: Studio, item: Item, data: Mapping[str, Any], seen: Look, version: str = "") -> str:
    items = studio.work.items()
    answers = data.get("answer", "")
    return render_template(
        "answer.html",
        item=item,
        data=data,
        answers=answers if isinstance(answers, list) else [answers],
        sources=[f"{source['document']}: {source['section']}" for source in data.get("sources") or ()],
        caveats=_caveats(studio, data),
        others=_others(items, item.id),
        following=_next_draft(items, item.id),
        sections=studio.library.sections(),
        follow_ups=FOLLOW_UPS,
        fields=LABELS,
        kinds=KINDS,
        names=studio.all_questions(),
        seen=seen,
        changed={**item.data} != {**data},
        version=version or item.version,
        topics={name: title for name, title in titles(studio).items() if name != item.entry.file.path.name},
        library=studio.library,
        due=item.review.get("due") if item.state is State.REVIEWED else next_due(date.today()),
    )


def _caveats(studio: Studio, data: Mapping[str, Any]) -> dict[str, str]:
    """Return the caveats to choose from, by id: of those that say the same, the one that is chosen, or else the last.

    The files know them before the bot in service does; what is chosen is there even where neither knows it. One that
    ships is left out where the clinic says it nearly in the same words.
    """
    chosen = set(data.get("caveats") or ())
    served = studio.live.current().knowledge.caveats
    known = {**written_caveats(studio.work.folder), **served}
    known.update({name: name for name in sorted(chosen - known.keys())})
    by_text = {text: name for name, text in sorted(known.items(), key=lambda one: one[0] in chosen)}
    shipped = {name for name, text in read_pack().caveats.caveats.items() if known[name] == text} - chosen
    own = [text for name, text in known.items() if name not in shipped]
    said = {name for name in shipped if process.extractOne(known[name], own, scorer=fuzz.ratio, score_cutoff=LIKE)}
    return {name: text for name, text in known.items() if by_text[text] == name and name not in said}


def _others(items: Sequence[Item], intent: str) -> dict[str, str]:
    """Return the questions that can be offered next, by their id; a draft is offered once it is published."""
    answers = (item for item in items if item.is_answer and item.id != intent)
    return {item.id: str(item.data["question"]) + (" (draft)" if item.served is None else "") for item in answers}


def _next_draft(items: Sequence[Item], intent: str) -> Item | None:
    """Return the draft that comes after `intent`, from the first on after the last; None where there is no other."""
    at = next((number for number, item in enumerate(items) if item.id == intent), 0)
    return next((item for item in [*items[at + 1 :], *items[:at]] if item.state is State.DRAFT), None)


def _conflict(studio: Studio, error: ConflictError, mine: Mapping[str, Any]) -> Page:
    """Somebody else was first: show both wordings, with this person's in the form, to be saved over theirs or not."""
    item = error.item
    names = studio.names()
    both = [readable(data, names) for data in (item.data, mine)]
    keys = [key for key in LABELS if item.data.get(key) != mine.get(key)]
    theirs = [(LABELS[key], *(said.get(key, "") for said in both)) for key in keys]
    person = item.by or next((change.person for change, _ in studio.work.past(item.id)), "somebody else")
    html = render_template("conflict.html", person=person, theirs=theirs)
    seen = _look(studio, item, {key: mine.get(key) for key in LABELS})
    form = _page(studio, item, mine, seen, version=item.version)
    return form.replace("<!-- conflict -->", html), 409


def _new(studio: Studio) -> Response | Page:
    problems: list[str] = []
    if request.method == "POST":
        question = " ".join(request.form.get("question", "").split())
        try:
            if not question:
                raise BotError("A new question needs its words.")
            to = chosen_topic(studio)
            intent = studio.work.create(to.path, question, editor(), to.head)
        except (BotError, OSError) as error:
            problems = problems_of(error)
        else:
            return redirect(url_for("studio.answer", intent=intent), 303)
    return render_template("new.html", topics=titles(studio), problems=problems)
