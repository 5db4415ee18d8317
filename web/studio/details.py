"""The clinic's own details and caveats: two short files with their comments, which say what each line is for."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.editing.workspace import text_version
from bot.errors import BotError
from web.studio.login import editor
from web.studio.shared import Page, Studio, done, problems_of

FILES = {"clinic.yaml": "Who the clinic is and how to reach it", "caveats.yaml": "The caveats to choose from"}


def add_details(blueprint: Blueprint, studio: Studio) -> None:
    """The page with both files."""

    @blueprint.route("/clinic", methods=["GET", "POST"])
    def details() -> Page | Response:
        name, text = request.form.get("name", ""), request.form.get("text", "")
        if request.method != "POST" or name not in FILES:
            return _page(studio.work.folder)
        try:
            commit = studio.work.put(name, text, request.form.get("version", ""), editor())
        except (BotError, OSError) as error:
            return _page(studio.work.folder, {name: text}, problems_of(error)), 409
        done("Saved. The bot says it within seconds.", commit)
        return redirect(url_for("studio.details"), 303)


def _page(folder: Path, typed: dict[str, str] | None = None, problems: list[str] | None = None) -> str:
    contents = {name: (folder / name).read_bytes() if (folder / name).exists() else b"" for name in FILES}
    texts = {name: content.decode("utf-8-sig", "replace") for name, content in contents.items()}
    return render_template(
        "details.html",
        files=FILES,
        texts={**texts, **(typed or {})},
        now={name: texts[name] for name in typed or ()},
        versions={name: text_version(content) for name, content in contents.items()},
        problems=problems or [],
    )
