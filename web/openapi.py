"""The API's own description, OpenAPI 3.1: replies from their types, and limits as the code enforces them."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from bot import __version__
from bot.content import Kind
from bot.content.model import MAX_ID
from bot.dialogue.policy import MAX_PARTS
from bot.reply import Reply
from web.api import VERDICTS
from web.body import MAX_MESSAGE, MAX_TOKEN, VISIBLE

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}


def _object(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _said(longest: int) -> Schema:
    """Return text with at least one visible character."""
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": VISIBLE}


def _asked(properties: dict[str, Schema], optional: tuple[str, ...]) -> Schema:
    """Return a request's object: further plain fields are ignored, nested ones refused."""
    plain = {"type": ["string", "number", "boolean", "null"]}
    body = {**_object(properties, optional), "additionalProperties": plain}
    return {"required": True, "content": {"application/json": {"schema": body}}}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


# What the types of a reply do not say.
_BOUNDS: dict[tuple[str, str], Schema] = {
    ("Answer", "caveats"): {"minItems": 1, "description": "always shown with the answer"},
    ("Answer", "score"): {"minimum": 0, "maximum": 1, "description": "confidence"},
    ("Reply", "answers"): {"maxItems": MAX_PARTS},
    ("Reply", "reason"): {"description": "why this reply and no other"},
    ("Reply", "missing"): {"description": "telling words of the message that the texts do not speak of"},
    ("Reply", "knowledge"): {"description": "content hash of the intents that answered"},
    ("Reply", "conversation"): {"description": "send it back with the next message"},
}


def _reply_schemas() -> dict[str, Schema]:
    """Return the reply and its parts by name, from their own types; a reply without what is for listeners alone."""
    reply = TypeAdapter(Reply).json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    found: dict[str, Schema] = {**reply.pop("$defs"), "Reply": reply}
    reply["description"] = "One turn of the bot."
    public = Reply(Kind.FALLBACK).as_dict()
    reply["properties"] = {name: field for name, field in reply["properties"].items() if name in public}
    for (part, name), bounds in _BOUNDS.items():
        found[part]["properties"][name] |= bounds
    return {name: _whole(schema) for name, schema in found.items()}


def _whole(schema: Schema) -> Schema:
    """Return `schema` where each field is always there, and there is no other."""
    if "properties" not in schema:
        return schema
    fields = {
        name: {key: value for key, value in field.items() if key not in {"default", "title"}}
        for name, field in schema["properties"].items()
    }
    return {**schema, "properties": fields, "required": list(fields), "additionalProperties": False}


_ERROR = _object({"error": _object({"code": _TEXT, "message": _TEXT})})
_HEALTH = _object(
    {
        "status": {
            "type": "string",
            "enum": ["ok", "learning", "stale"],
            "description": "stale: newer intents were refused",
        },
        "intents": {"type": "integer", "minimum": 1},
        "knowledge": _TEXT,
        "problems": _list(_TEXT),
    }
)
_REFUSALS = {
    "400": "The body is not what this call takes; the message names the field.",
    "413": "The body is larger than 32 kB.",
    "415": "The body is not declared as application/json.",
    "429": "Too many requests; Retry-After says how many seconds to wait.",
}


def _json(description: str, name: str) -> Schema:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _call(summary: str, body: Schema, good: dict[str, Schema]) -> Schema:
    refusals = {status: _json(text, "Error") for status, text in _REFUSALS.items()}
    wait = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "seconds"}}
    refusals["429"]["headers"] = wait
    return {"post": {"summary": summary, "requestBody": body, "responses": {**good, **refusals}}}


def _get(summary: str, kind: str, schema: Schema) -> Schema:
    content = {kind: {"schema": schema}}
    return {"get": {"summary": summary, "responses": {"200": {"description": summary, "content": content}}}}


DESCRIPTION: Schema = {
    "openapi": "3.1.0",
    "info": {
        "title": "Caveat",
        "version": __version__,
        "description": 'A clinic\'s FAQ bot. Errors are `{"error": {"code", "message"}}` with their status; '
        "an unknown address is 404, a method that it does not take is 405. Whoever shows replies to people says "
        "beside them that a machine answers: the replies do not.",
    },
    "paths": {
        "/api/chat": _call(
            "Send one message of a visitor and get the bot's reply",
            _asked(
                {"message": _said(MAX_MESSAGE), "conversation": _or_null({**_TEXT, "maxLength": MAX_TOKEN})},
                ("conversation",),
            ),
            {"200": _json("The reply", "Reply")},
        ),
        "/api/feedback": _call(
            "Say whether an answer was of use; where there are any, the clinic's studio counts it by day and intent, "
            "metrics sum it, and the inbox alone keeps the comment",
            _asked(
                {
                    "conversation": _said(MAX_TOKEN),
                    "intent": _said(MAX_ID),
                    "verdict": {"type": "string", "enum": list(VERDICTS)},
                    "comment": _or_null({**_TEXT, "maxLength": MAX_MESSAGE}),
                    "undo": _or_null({"type": "boolean", "description": "takes this verdict back"}),
                },
                ("comment", "undo"),
            ),
            {"204": {"description": "Taken"}},
        ),
        "/healthz": _get(
            "The number of intents, while the bot can answer",
            "application/json",
            {"$ref": "#/components/schemas/Health"},
        ),
        "/openapi.json": _get("This description", "application/json", {"type": "object"}),
        "/widget.js": _get("The whole widget, one file", "text/javascript", _TEXT),
    },
    "components": {"schemas": {**_reply_schemas(), "Error": _ERROR, "Health": _HEALTH}},
}
