"""The widget itself, on a page of its own within the studio, answered by the bot with a change that is not saved."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, render_template

from bot.errors import BotError
from web.body import MAX_MESSAGE, MAX_TOKEN, optional_text, read_fields, text
from web.errors import ApiError
from web.studio.shared import Studio

_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


def add_try_out(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page with the widget, and the call that it makes."""

    @blueprint.get("/try/<token>")
    def try_out(token: str) -> Response:
        response = make_response(render_template("try_out.html", token=token, question=studio.trials.question(token)))
        response.headers["Content-Security-Policy"] = _POLICY
        return response

    @blueprint.post("/try/<token>/chat")
    def try_chat(token: str) -> Response:
        fields = read_fields()
        message = text(fields, "message", MAX_MESSAGE)
        conversation = optional_text(fields, "conversation", MAX_TOKEN)
        try:
            bot = studio.trials.bot(token)
        except BotError as error:
            raise ApiError(404, "no_trial", str(error)) from None
        return jsonify(bot.reply(message, conversation).as_dict())
