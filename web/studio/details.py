"""The clinic's own details, caveats and topics: a form for what each clinic has, and its short files as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import filter as matching
from pathlib import Path
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.content import Clinic
from bot.content.files import content_of
from bot.content.folder import special_file
from bot.content.hours import DAYS
from bot.content.ids import new_id
from bot.content.layout import LayoutError
from bot.content.load import MAX_STARTERS
from bot.content.model import as_list
from bot.content.pack import read_pack
from bot.content.top_level import with_keys
from bot.content.yaml_file import parse_yaml
from bot.editing.topics import rename, topic_version, topics
from bot.editing.workspace import text_version
from bot.errors import BotError
from web.studio.details_form import FIELDS, LISTS, is_over, said_details, said_lists, said_matters
from web.studio.login import editor
from web.studio.problems import Problem, problems_of, spoken
from web.studio.shared import Page, Studio, done
from web.studio.topics import called

CLINIC, CAVEATS = FORMS = ("clinic", "caveats")


def add_details(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page with the form and the files."""

    @blueprint.route("/clinic", methods=["GET", "POST"])
    def details() -> Page | Response:
        name = request.form.get("file", "")
        if request.method != "POST" or name not in {*_own(studio.work.folder).values(), *topics(studio.work.folder)}:
            return _page(studio)
        typed: dict[str, str] = {}
        try:
            typed[name] = _typed(studio.work.folder / name)
            commit = _save(studio, name, typed[name])
        except (BotError, OSError) as error:
            return _page(studio, typed, [_placed(text, studio.questions()) for text in problems_of(error)]), 409
        done("Saved. The bot says it within seconds.", commit)
        return redirect(url_for("studio.details"), 303)


def _save(studio: Studio, name: str, text: str) -> str:
    """Save one of the clinic's files, or what a topic is called; gives the commit's id."""
    version = request.form.get("version", "")
    if name in topics(studio.work.folder):
        return rename(studio.work, name, called(), version, editor())
    return studio.work.put(name, text, version, editor())


def _typed(path: Path) -> str:
    """Return the text that the file at `path` is to have: as it was typed, or with what the form says of its keys."""
    if "text" in request.form:
        return request.form["text"]
    text = path.read_text(encoding="utf-8-sig")
    try:
        return with_keys(text, _fields(path, text))
    except LayoutError:
        raise BotError(f"{path.name} cannot be changed by this form as it is written: change its text below") from None


def _fields(path: Path, text: str) -> dict[str, Any]:
    """Return what the form says of the file at `path`, which has this `text`."""
    if path.stem == CLINIC:
        matters = said_matters(request.form, _left_out(_read(path, text)), _matters())
        return said_details(request.form) | said_lists(request.form) | matters
    if path.stem == CAVEATS:
        return {"caveats": _caveats(_read(path, text).get("caveats") or {})}
    return {"title": called().title, "names": list(called().names)}


def _caveats(known: Mapping[str, str]) -> dict[str, str | None]:
    """Return the caveats that the form has changed, by their ids: None for one that was emptied, and a new one."""
    form = {name: "\n".join(line.strip() for line in text.strip().splitlines()) for name, text in request.form.items()}
    said = {name.removeprefix("caveat-"): text for name, text in form.items() if name.startswith("caveat-")}
    if new := form.get("new-caveat", ""):
        said[new_id(new, {*known, *said})] = new
    return {name: text or None for name, text in said.items() if text != str(known.get(name, "")).strip()}


def _matters() -> dict[str, str]:
    """Return what ships as questions that are none of a clinic's, by their ids."""
    shipped = read_pack().intents
    return {intent.id: intent.entry.question for intent in shipped if intent.head.kind == "out_of_scope"}


def _left_out(said: Mapping[str, Any]) -> list[str]:
    """Return what the clinic leaves out of what ships: ids and patterns of them."""
    return [str(pattern) for pattern in as_list(said.get("disable") or [])]


def _own(folder: Path) -> dict[str, str]:
    """Return the names of the clinic's own files, by the form that each has."""
    return {form: special_file(folder, form).name for form in FORMS}


def _placed(problem: str, questions: Mapping[str, str]) -> Problem:
    """Return what is wrong with the file of details beside its field, by what the form calls that."""
    labels = FIELDS | LISTS | {str(day): name for day, name in DAYS.items()}
    key = problem.split("'")[1] if problem.startswith("'") else ""
    if key in labels:
        return Problem(problem.replace(f"'{key}'", labels[key], 1), key)
    return Problem(spoken(problem, questions), "starters" if problem.startswith("starter ") else "")


def _page(studio: Studio, typed: Mapping[str, str] | None = None, problems: Sequence[Problem] = ()) -> str:
    folder = studio.work.folder
    own, known = _own(folder), topics(folder)
    names = [*own.values(), *known]
    contents = {name: content_of(folder / name) for name in names}
    texts = {name: content.decode("utf-8-sig", "replace") for name, content in contents.items()}
    shown = {**texts, **(typed or {})}
    caveats = _read(folder / own[CAVEATS], shown[own[CAVEATS]]).get("caveats") or {}
    said = _read(folder / own[CLINIC], shown[own[CLINIC]])
    ours = {name for pattern in _left_out(said) for name in matching(_matters(), pattern)}
    return render_template(
        "details.html",
        own=own,
        fields=FIELDS,
        hints={key: _hint(key) for key in FIELDS},
        required={key for key in FIELDS if Clinic.model_fields[key].is_required()},
        said=said,
        ours=ours,
        days=DAYS,
        closed=[day for day in as_list(said.get("holidays") or []) if not is_over(day)],
        lists=LISTS,
        starters=MAX_STARTERS,
        offered=_offered(studio),
        matters=dict(sorted(_matters().items(), key=lambda one: one[0] not in ours)),  # what is ticked is seen at once
        known={intent.id: intent.question for intent in studio.live.current().knowledge.intents.values()},
        caveats=caveats,
        shipped={name: text for name, text in read_pack().caveats.caveats.items() if name not in caveats},
        topics={name: _read(folder / name, shown[name]) for name in known},
        saved={name: file.data for name, file in known.items()},
        texts=shown,
        now={name: texts[name] for name in typed or ()},
        versions={name: text_version(content) for name, content in contents.items()}
        | {name: topic_version(file) for name, file in known.items()},
        problems=problems,
    )


def _offered(studio: Studio) -> dict[str, str]:
    """Return the questions of the answers that patients get, by their ids: what can be offered first."""
    return {item.id: item.served["question"] for item in studio.work.items() if item.is_answer and item.served}


def _hint(key: str) -> str:
    """Return what the key is for; the quotes that YAML wants, and the `mailto:`, are none that a form needs."""
    description = Clinic.model_fields[key].description or ""
    return description.replace(", in quotes", "").replace("mailto: and an address", "an address for mails")


def _read(path: Path, text: str) -> Mapping[str, Any]:
    """Return what a file's text says; nothing where it cannot be read, which is said beside the text itself."""
    try:
        data = parse_yaml(path, text).data
    except BotError:
        return {}
    return data if isinstance(data, Mapping) else {}
