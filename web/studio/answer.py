"""One intent on a page: its words, the documents' words beside them, and what a change would do before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.content import topic_files
from bot.content.files import EditError
from bot.content.load import written_caveats
from bot.content.rules import next_due
from bot.content.yaml_file import read_yaml
from bot.editing.effect import Effect
from bot.editing.pending import Item, State
from bot.editing.workspace import ConflictError
from bot.errors import BotError, Diagnostic
from web.studio.library import Cited
from web.studio.login import editor
from web.studio.shared import Page, Studio, act, decisions, done, problems_of

FOLLOW_UPS = 4
ASKED = 100  # of the latest questions in the inbox, on which a change is tried

Fields = dict[str, Any]


@dataclass
class Look:
    """What is seen beside an intent: the sections it cites, what grounding finds, and what a change would do."""

    cited: Sequence[Cited] = ()
    findings: Sequence[Diagnostic] = ()
    problems: list[str] = field(default_factory=list)
    token: str = ""
    effects: list[Effect] | None = None
    is_ready: bool = True


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

    @blueprint.post("/answers/<intent>/save")
    def save(intent: str) -> Response | Page:
        item = studio.item(intent)
        fields = fields_of(item)
        try:
            commit = studio.work.save(intent, fields, request.form.get("version", ""), editor())
        except ConflictError as error:
            return _conflict(studio, error, {**item.data, **fields})
        except (BotError, OSError) as error:
            seen = Look(_cited(studio, fields, item), problems=problems_of(error))
            version = request.form.get("version", "")
            return _page(studio, item, {**item.data, **fields}, seen, version=version), 409
        done("Saved. Patients get it once a reviewer has published it.", commit)
        return redirect(url_for("studio.answer", intent=intent), 303)

    @blueprint.post("/answers/<intent>/<any('publish', 'review', 'withdraw', 'discard', 'remove'):name>")
    def decide(intent: str, name: str) -> Response:
        studio.item(intent)
        if name == "remove":
            return act(lambda: done(_SAID[name], studio.work.remove(intent, editor())), url_for("studio.answers"))

        def do() -> None:
            if name == "discard":
                done("The change was dropped.", studio.work.discard(intent, editor()))
            else:
                decided = decisions(studio.work)[name]
                due = {} if name == "withdraw" else {"due": _due()}
                done(_SAID[name], decided([intent], editor(), **due))

        return act(do, url_for("studio.answer", intent=intent))

    @blueprint.route("/new", methods=["GET", "POST"])
    def new() -> Response | Page:
        return _new(studio)


_SAID = {
    "publish": "Published. The bot answers with it within seconds.",
    "review": "Marked as reviewed. It waits to be published.",
    "withdraw": "Taken out of service: it is a draft again.",
    "remove": "The draft was removed.",
}


def fields_of(item: Item) -> Fields:
    """Return what the form says of an intent, as its data; a field that is empty and was never there is left out."""
    form = request.form
    answers = [text for text in map(_tidy, form.getlist("answer")) if text]
    fields: Fields = {
        "question": " ".join(form.get("question", "").split()),
        "examples": [" ".join(line.split()) for line in form.get("examples", "").splitlines() if line.strip()],
        "answer": answers if isinstance(item.data.get("answer"), list) else "".join(answers),
        "caveats": form.getlist("caveat") or None,
        "sources": list(_sources(form.getlist("source"))) or None,
        "follow_ups": [other for other in form.getlist("follow_up") if other] or None,
    }
    return {key: value for key, value in fields.items() if value != item.data.get(key)}


def _due() -> date | None:
    """Return the day of the next review that the form names, None for none. Raises EditError where it is no day."""
    text = request.form.get("due", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise EditError(f"'{text}' is no day: write it as 2027-05-31") from None


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _sources(lines: Sequence[str]) -> Iterator[Mapping[str, str]]:
    for line in lines:
        document, _, section = line.partition(":")
        if document.strip():
            yield {"document": document.strip(), "section": section.strip()}


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
        seen.problems = problems_of(error)
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
        seen=seen,
        changed={**item.data} != {**data},
        version=version or item.version,
        library=studio.library,
        due=item.review.get("due") if item.state is State.REVIEWED else next_due(date.today()),
    )


def _caveats(studio: Studio, data: Mapping[str, Any]) -> dict[str, str]:
    """Return the caveats to choose from, by id: of those that say the same, the one that is chosen, or else the last.

    The files know them before the bot in service does; what is chosen is there even where neither knows it.
    """
    chosen = set(data.get("caveats") or ())
    served = studio.live.current().knowledge.caveats
    known = {**written_caveats(studio.work.folder), **served}
    known.update({name: name for name in sorted(chosen - known.keys())})
    by_text = {text: name for name, text in sorted(known.items(), key=lambda one: one[0] in chosen)}
    return {name: text for name, text in known.items() if by_text[text] == name}


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
    theirs = [(key, item.data.get(key), mine.get(key)) for key in mine if item.data.get(key) != mine.get(key)]
    html = render_template("conflict.html", item=item, theirs=theirs, problem=f"{error}. Nothing of yours is lost.")
    form = _page(studio, item, mine, Look(studio.library.cited(mine.get("sources") or ())), version=item.version)
    return form.replace("<!-- conflict -->", html), 409


def _new(studio: Studio) -> Response | Page:
    heads = {path.name: read_yaml(path).data for path in topic_files(studio.work.folder)}
    topics = {name: head["title"] for name, head in heads.items() if head.get("kind", "answer") == "answer"}
    problems: list[str] = []
    if request.method == "POST":
        question = " ".join(request.form.get("question", "").split())
        name = request.form.get("topic", "")
        try:
            if not question or name not in topics:
                raise BotError("A new question needs its words and a topic.")
            intent = studio.work.create(studio.work.folder / name, question, [], editor())
        except (BotError, OSError) as error:
            problems = problems_of(error)
        else:
            return redirect(url_for("studio.answer", intent=intent), 303)
    return render_template("new.html", topics=topics, problems=problems)
