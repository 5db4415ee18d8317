"""What a request carries: a small JSON object; each field is checked, and an error names the field."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import request
from werkzeug.exceptions import HTTPException

from web.errors import ApiError

MAX_BODY = 16 * 1024  # bytes
MAX_MESSAGE = 1_000  # characters
MAX_TOKEN = 4_096  # characters, four times what a conversation needs

# What makes a text more than blank: written so that Python and JSON Schema understand the same by it.
VISIBLE = r"[^\s\x00-\x1f\x7f-\x9f\ufeff]"
_VISIBLE = re.compile(VISIBLE)

Fields = dict[str, Any]


def read_fields() -> Fields:
    """The request's JSON object. Raises ApiError 400 or 415 where it is none, or holds anything but plain values."""
    if request.environ.get("CONTENT_TYPE") != "application/json" and request.mimetype != "application/json":
        raise ApiError(415, "unsupported_media_type", "Send JSON, with the header Content-Type: application/json.")
    try:
        fields = json.loads(_body())
    except (ValueError, RecursionError):
        raise ApiError(400, "not_json", "The body is not valid JSON.") from None
    if not isinstance(fields, dict):
        raise ApiError(400, "wrong_type", "The body must be a JSON object.")
    for name in fields:
        if isinstance(fields[name], dict | list):
            # The API has no nested values, so the depth limit can be the strictest one.
            raise ApiError(400, "wrong_type", "The fields hold text, not lists or objects.")
    return fields


def _body() -> bytes:
    environ = request.environ
    length = str(environ.get("CONTENT_LENGTH", ""))
    try:
        if length.isascii() and length.isdigit() and int(length) <= MAX_BODY:
            # From the server itself, as Flask's way to it costs a quarter of what a bare request takes in all.
            body = bytes(environ["wsgi.input"].read(int(length)))
            if len(body) == int(length):
                return body
            raise EOFError
        return request.get_data(cache=False)
    except HTTPException:
        raise
    except Exception:
        # Each server has its own errors for a body that breaks off or is badly chunked.
        raise ApiError(400, "bad_request", "The body did not arrive whole.") from None


def text(fields: Fields, name: str, longest: int) -> str:
    """The text in field `name`, with at least one visible character. Raises ApiError 400 that says what is wrong."""
    value = optional_text(fields, name, longest)
    if value is None:
        raise ApiError(400, "missing_field", f"The field '{name}' is missing.")
    if not _VISIBLE.search(value):
        raise ApiError(400, "blank_field", f"The field '{name}' is blank.")
    return value


def optional_text(fields: Fields, name: str, longest: int) -> str | None:
    """The text in field `name`, or None where there is none. Raises ApiError 400 that says what is wrong."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ApiError(400, "wrong_type", f"The field '{name}' must be text.")
    if len(value) > longest:
        raise ApiError(400, "too_long", f"The field '{name}' is too long: send at most {longest:,} characters.")
    return value if value.isascii() else _without_lone_surrogates(value)


def _without_lone_surrogates(value: str) -> str:
    """JSON can spell halves of characters, which no file, log or database can store."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
