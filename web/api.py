"""The calls that a visitor's widget makes: one message, one reply; and whether the answer was of use."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from flask import Blueprint, Response, request

from bot.content.model import MAX_ID
from bot.dialogue import Bot
from bot.reply import Reply
from bot.text import collapse_blanks
from web.body import (
    MAX_BODY,
    MAX_MESSAGE,
    MAX_TOKEN,
    Fields,
    TooLongError,
    optional_flag,
    optional_text,
    read_fields,
    text,
)
from web.errors import ApiError
from web.limits import RateLimits
from web.reload import LiveBot
from web.visitor import Visitors

log = logging.getLogger("caveat.chat")

_to_json = json.JSONEncoder(separators=(",", ":")).encode

VERDICTS = ("up", "down", "report")


class ReplyListener(Protocol):
    """Whoever is told of each turn and each verdict. Must return at once and never raise."""

    def turn(self, message: str, reply: Reply, seconds: float, conversation: str | None, /) -> None:
        """Take note of a reply, made in so many seconds in the dialogue that the token `conversation` continued."""

    def verdict(self, conversation: str, intent: str, verdict: str, comment: str | None, /) -> None:
        """Take note that a visitor judged an answer."""

    def retract(self, conversation: str, intent: str, verdict: str, comment: str | None, /) -> None:
        """Take note that a visitor took back that verdict on an answer, maybe one that was never given."""


def api_blueprint(
    live: LiveBot, limits: RateLimits, visitors: Visitors, listeners: list[ReplyListener], site: str = ""
) -> Blueprint:
    """POST /api/chat and POST /api/feedback. `site` is the clinic's name in the log, where it is one of many."""
    blueprint = Blueprint("api", __name__, url_prefix="/api")

    @blueprint.post("/chat")
    def chat() -> Response:
        admit = partial(limits.admit, visitors.client_keys(request.environ))
        admit()
        fields = read_fields()
        conversation = optional_text(fields, "conversation", MAX_TOKEN)
        started = time.perf_counter()
        message, reply = _answered(live.current(), fields, conversation, admit)
        seconds = time.perf_counter() - started
        request_id = visitors.request_id(request.environ) or f"{random.getrandbits(64):016x}"
        _log_reply(request_id, reply, seconds, site)
        for listener in listeners:
            listener.turn(message, reply, seconds, conversation)
        return Response(_to_json(reply.as_dict()), mimetype="application/json", headers={"X-Request-Id": request_id})

    @blueprint.post("/feedback")
    def feedback() -> Response:
        limits.admit(visitors.client_keys(request.environ))
        given = _judgement(read_fields())
        # In a conversation that has expired or is made up, there is no answer that was seen.
        for listener in listeners if _is_of_an_answer(given, live.current()) else ():
            take = listener.retract if given.undo else listener.verdict
            take(given.conversation, given.intent, given.verdict, given.comment)
        return Response(status=204)

    return blueprint


def _answered(bot: Bot, fields: Fields, conversation: str | None, admit: Callable[[int], None]) -> tuple[str, Reply]:
    """Return the message in a request and the reply to it. Raises ApiError where there is none, or too long a one.

    Whoever tells an emergency at length is told what to do, not to be brief; `admit` counts such a message as many.
    """
    try:
        message = text(fields, "message", MAX_MESSAGE)
        return message, bot.reply(collapse_blanks(message), conversation)
    except TooLongError:
        message = text(fields, "message", MAX_BODY)
        admit(len(message) // MAX_MESSAGE)
        if urgent := bot.urgent_reply(collapse_blanks(message), conversation):
            return message, urgent
        raise


class _Judgement(NamedTuple):
    """What a visitor thinks of an answer."""

    conversation: str
    intent: str
    verdict: str
    comment: str | None
    undo: bool


def _judgement(fields: Fields) -> _Judgement:
    """Return the judgement in a request. Raises ApiError 400 that says what is wrong with it."""
    conversation, intent = text(fields, "conversation", MAX_TOKEN), text(fields, "intent", MAX_ID)
    verdict = text(fields, "verdict", 10)
    if verdict not in VERDICTS:
        raise ApiError(400, "wrong_value", "The field 'verdict' must be 'up', 'down' or 'report'.")
    comment, undo = optional_text(fields, "comment", MAX_MESSAGE), optional_flag(fields, "undo")
    return _Judgement(conversation, intent, verdict, comment, undo)


def _is_of_an_answer(given: _Judgement, bot: Bot) -> bool:
    return bot.read_conversation(given.conversation).turns > 0 and given.intent in bot.knowledge.intents


def _log_reply(request_id: str, reply: Reply, seconds: float, site: str) -> None:
    answers = reply.answers
    fields = {
        "request": request_id,
        "kind": reply.kind,
        "reason": reply.reason,
        "intents": list(reply.intents),
        "confidence": round(answers[0].score, 3) if answers else None,
        "ms": round(seconds * 1000, 2),
        "knowledge": reply.knowledge,
    }
    if site:
        fields["site"] = site
    log.info("reply", extra={"fields": fields})
