"""The topic that a form names: one that is there or a new one, for a question that is started or answers that move."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from bot.editing.topics import Called, Target, move, new_target, target, topics
from web.studio.details_form import parts
from web.studio.login import editor
from web.studio.shared import Studio, act, done


def add_topics(blueprint: Blueprint, studio: Studio) -> None:
    """Add what moves an answer to another topic."""

    @blueprint.post("/answers/<intent>/move", endpoint="move")
    def move_one(intent: str) -> Response:
        studio.item(intent)
        back = url_for("studio.answer", intent=intent)
        return act(studio, lambda: move_to(studio, [intent], chosen_topic(studio)), back)


def titles(studio: Studio) -> dict[str, str]:
    """Return what the topics with answers are called, by the names of their files."""
    found = {name: str(file.data["title"]) for name, file in topics(studio.work.folder).items()}
    return dict(sorted(found.items(), key=lambda one: one[1].casefold()))


def called() -> Called:
    """Return what the form calls a topic."""
    form = request.form
    return Called(" ".join(form.get("title", "").split()), parts(form.get("names", ""), ","))


def chosen_topic(studio: Studio) -> Target:
    """Return the topic that the form chooses, or names anew. Raises EditError where that cannot be."""
    folder, name = studio.work.folder, request.form.get("to", "")
    if name:
        return target(folder, name)
    named = called()
    return new_target(folder, named if editor().may_publish else Called(named.title))


def move_to(studio: Studio, intents: Sequence[str], to: Target) -> None:
    """Move answers, and say what was done."""
    before = titles(studio)
    commit = move(studio.work, intents, to, editor())
    gone = before.keys() - titles(studio).keys()
    left = "".join(f" The topic “{before[name]}” has no answer any more and is gone." for name in gone)
    done(f"Moved to “{to.title}”.{left}" if commit else f"It was in “{to.title}” already.", commit)
