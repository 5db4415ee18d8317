"""A question as a visitor's, and why it is answered as it is. What is asked here is not kept."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from bot.dialogue.state import DialogueState
from web.body import MAX_MESSAGE
from web.errors import ApiError
from web.studio.shared import Studio


def add_ask(blueprint: Blueprint, studio: Studio) -> None:
    """The page that asks."""

    @blueprint.route("/ask", methods=["GET", "POST"])
    def ask() -> str:
        bot, message = studio.live.current(), request.form.get("message", "").strip()
        if len(message) > MAX_MESSAGE:
            raise ApiError(400, "too_long", f"A visitor can send {MAX_MESSAGE:,} characters at most.")
        if not message:
            return render_template("ask.html", message="")
        reply, why = bot.reply(message), bot.explain(message)
        weighed = bot.evidence(message, DialogueState())
        return render_template(
            "ask.html", message=message, reply=reply, why=why, weighed=weighed, knowledge=bot.knowledge
        )
