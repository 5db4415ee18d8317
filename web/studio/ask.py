"""A question as a visitor's, and why it is answered as it is. What is asked here is not kept."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.editing.kept_cases import keep_case, wanted_of
from bot.errors import BotError
from web.body import MAX_MESSAGE
from web.errors import ApiError
from web.studio.figures import KINDS
from web.studio.login import editor
from web.studio.shared import Studio, act, done
from web.studio.why import SAID, why

SHOWN = 1_000  # characters of a question that was kept, and is asked again


def add_ask(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page that asks."""

    @blueprint.route("/ask", methods=["GET", "POST"])
    def ask() -> str:
        bot, message = studio.live.current(), _message()
        if not message:
            return render_template("ask.html", message="", longest=MAX_MESSAGE)
        return render_template(
            "ask.html",
            message=message,
            longest=MAX_MESSAGE,
            reply=bot.reply(message),
            why=why(bot, message),
            said=SAID,
            kinds=KINDS,
            answer_at=bot.answer_at,
            knowledge=bot.knowledge,
        )

    @blueprint.post("/ask/keep")
    def keep() -> Response:
        """Keep a question as a case: it must go on getting what it gets now, or get the intent that was chosen."""
        message, wanted = _message(), request.form.get("intent", "")

        def do() -> None:
            bot = studio.live.current()
            if not message or (wanted and wanted not in bot.knowledge.intents):
                raise BotError("Ask a question first, and choose what it must get.")
            demand = {"intent": wanted} if wanted else wanted_of(bot.reply(message))
            done("Kept as a test.", keep_case(studio.work, message, demand, editor()))

        # Its address is a header, which may not be as long as a message spelt in it.
        return act(studio, do, url_for("studio.ask", message=message[:SHOWN]))


def _message() -> str:
    """Return the message that is asked. Raises ApiError 400 where it is longer than a visitor's."""
    message = (request.form.get("message") or request.args.get("message", "")).strip()
    if len(message) > MAX_MESSAGE:
        raise ApiError(400, "too_long", f"A visitor can send {MAX_MESSAGE:,} characters at most.")
    return message
