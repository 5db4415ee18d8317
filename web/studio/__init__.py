"""The editor's page: ask and see why, deal with the inbox, see what wants mending and what is due for review."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flask import Blueprint, render_template, request, send_from_directory
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from bot.content import Intent, Knowledge
from bot.errors import Severity
from bot.evaluation.checks.reviews import SOON
from bot.inbox.desk import Desk
from web.body import MAX_MESSAGE
from web.errors import ApiError
from web.reload import LiveBot
from web.studio.check import Checker
from web.studio.inbox import add_inbox
from web.studio.login import Guard
from web.studio.sessions import PATH

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def studio_blueprint(live: LiveBot, desk: Desk | None, guard: Guard) -> Blueprint:
    """All that is under /studio. `desk` is None where no inbox is configured."""
    blueprint = Blueprint("studio", __name__, url_prefix=PATH, template_folder=str(TEMPLATES))
    guard.protect(blueprint)
    _add_ask(blueprint, live)
    add_inbox(blueprint, live, desk)
    _add_upkeep(blueprint, live)

    @blueprint.get("/<any('studio.css', 'mark.svg'):name>")
    def file(name: str) -> Response:
        return send_from_directory(STATIC, name, max_age=300)

    @blueprint.after_request
    def close(response: Response) -> Response:
        response.headers.extend(_HEADERS)
        return response

    @blueprint.errorhandler(ApiError)
    def refused(error: ApiError) -> tuple[str, int, dict[str, str]]:
        return render_template("problem.html", problem=error.message), error.status, error.headers

    @blueprint.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        return render_template("problem.html", problem=error.description), error.code or 500

    return blueprint


def _add_ask(blueprint: Blueprint, live: LiveBot) -> None:
    """A question as a visitor's, and why it is answered as it is. What is asked here is not kept."""

    @blueprint.route("", methods=["GET", "POST"], strict_slashes=False)
    def ask() -> str:
        assistant, message = live.current(), request.form.get("message", "").strip()
        if len(message) > MAX_MESSAGE:
            raise ApiError(400, "too_long", f"A visitor can send {MAX_MESSAGE:,} characters at most.")
        if not message:
            return render_template("ask.html", message="")
        reply, why = assistant.reply(message), assistant.explain(message)
        return render_template("ask.html", message=message, reply=reply, why=why, knowledge=assistant.knowledge)


def _add_upkeep(blueprint: Blueprint, live: LiveBot) -> None:
    """What wants mending, and what is due for review."""
    checker = Checker(live.current().knowledge.folder)

    @blueprint.route("/check", methods=["GET", "POST"])
    def check() -> str:
        found = checker.look() if request.method == "POST" else checker.known()
        by_grade = {grade: [finding for finding in found or () if finding.grade is grade] for grade in Severity}
        return render_template("check.html", found=found, by_grade=by_grade, problems=live.problems)

    @blueprint.get("/reviews")
    def reviews() -> str:
        knowledge, today = live.current().knowledge, date.today()
        return render_template("reviews.html", due=by_due_day(knowledge, today), drafts=knowledge.drafts)


def by_due_day(knowledge: Knowledge, today: date) -> dict[str, list[Intent]]:
    """What the bot serves, by when it is to be reviewed again: 'overdue', 'soon' and 'later', each earliest first."""
    found: dict[str, list[Intent]] = {"overdue": [], "soon": [], "later": []}
    served = [(intent.due or date.min, intent.id, intent) for intent in knowledge.intents.values() if intent.reviewer]
    for due, _, intent in sorted(served, key=lambda one: one[:2]):
        found["overdue" if due < today else "soon" if due <= today + SOON else "later"].append(intent)
    return found
