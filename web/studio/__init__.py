"""The studio, where editors work: answers, inbox, documents, figures, history and check, each a module of its own."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from flask import Blueprint, render_template, send_from_directory
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response

from bot.editing.users import UsersError
from bot.errors import BotError
from web.concurrency import ConcurrencyLimit
from web.errors import ApiError
from web.studio.answer import add_answer
from web.studio.answers import add_answers
from web.studio.ask import add_ask
from web.studio.check import add_check
from web.studio.dates import day, moment
from web.studio.details import add_details
from web.studio.documents import add_documents
from web.studio.figures import add_figures
from web.studio.history import add_history
from web.studio.inbox import add_inbox
from web.studio.login import OPEN, Guard, keep_sessions
from web.studio.problems import problems_of
from web.studio.sessions import PATH
from web.studio.shared import Studio, figures_away
from web.studio.texts import shown
from web.studio.topics import add_topics
from web.studio.try_out import add_try_out

log = logging.getLogger("caveat.studio")

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"}

LONGEST_NAME = 80  # characters of an address that leads nowhere, as its page repeats it

PAGES = (
    *(add_answers, add_answer, add_topics, add_try_out, add_inbox, add_documents, add_details),
    *(add_figures, add_history, add_check, add_ask),
)

__all__ = ["Guard", "Studio", "keep_sessions", "studio_blueprint"]


def studio_blueprint(studio: Studio, guard: Guard) -> Blueprint:
    """Return all that is under /studio, behind `guard`."""
    blueprint = Blueprint("studio", __name__, url_prefix=PATH, template_folder=str(TEMPLATES))
    for template_filter in (shown, day, moment):
        blueprint.add_app_template_filter(template_filter)
    guard.protect(blueprint)
    ConcurrencyLimit(OPEN).protect(blueprint)
    for add in PAGES:
        add(blueprint, studio)

    @blueprint.get(
        "/<any('studio.css', 'mark.svg', 'studio.js', 'answer.js', 'list.js', 'documents.js', 'ask.js', 'try.js'):name>"
    )
    def file(name: str) -> Response:
        return send_from_directory(STATIC, name, max_age=300)

    @blueprint.route("/<path:name>", methods=["GET", "POST"])
    def nothing(name: str) -> Response:
        raise NotFound(f"There is no page “{name[:LONGEST_NAME]}” in the studio.")

    @blueprint.after_request
    def close(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.extend(_HEADERS)
        return response

    @blueprint.errorhandler(ApiError)
    def refused(error: ApiError) -> tuple[str, int, dict[str, str]]:
        return render_template("problem.html", problem=error.message), error.status, error.headers

    @blueprint.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        return render_template("problem.html", problem=error.description), error.code or 500

    @blueprint.errorhandler(BotError)
    @blueprint.errorhandler(OSError)
    def cannot_be_done(error: BotError | OSError) -> tuple[str, int]:
        return render_template("problem.html", problem=" ".join(problems_of(error))), 409

    @blueprint.errorhandler(UsersError)
    def nobody_known(error: UsersError) -> tuple[str, int]:
        log.error("the studio's users cannot be read", extra={"fields": {"problem": str(error)}})
        problem = "Nobody can sign in at the moment, as the list of users is damaged. The server's log says more."
        return render_template("problem.html", problem=problem), 503

    @blueprint.errorhandler(sqlite3.Error)
    def without_figures(error: sqlite3.Error) -> tuple[str, int]:
        return render_template("problem.html", problem=figures_away(error)), 503

    return blueprint
