"""What a request carries: a small JSON object; each field is checked, and an error names the field."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from web.errors import ApiError

MAX_BODY = 32 * 1024  # bytes; the longest message and token fit, however their characters are spelt in JSON
MAX_MESSAGE = 2_000  # characters
MAX_TOKEN = 4_096  # characters, four times what a conversation needs

# What makes a text more than blank: written so that Python and JSON Schema understand the same by it.
VISIBLE = r"[^\s\x00-\x1f\x7f-\x9f\ufeff]"
_VISIBLE = re.compile(VISIBLE)

Fields = dict[str, Any]


def read_fields() -> Fields:
    """Return the request's JSON object. Raises ApiError where it is none, or holds anything but plain values."""
    if request.environ.get("CONTENT_TYPE") != "application/json" and request.mimetype != "application/json":
        raise ApiError(415, "unsupported_media_type", "Send JSON, with the header Content-Type: application/json.")
    try:
        fields = _decode(_body().decode("utf-8"))
    except _DuplicateFieldError as error:
        raise ApiError(400, "not_json", f"The body names the field '{error}' twice.") from None
    except (ValueError, RecursionError):
        raise ApiError(400, "not_json", "The body is not valid JSON in UTF-8.") from None
    if not isinstance(fields, dict):
        raise ApiError(400, "wrong_type", "The body must be a JSON object.")
    if any(isinstance(value, dict | list) for value in fields.values()):
        # The API has no nested values, so the depth limit can be the strictest one.
        raise ApiError(400, "wrong_type", "The fields hold text, not lists or objects.")
    return fields


class _DuplicateFieldError(ValueError):
    """A name that an object holds twice: one reader would take the first value, another the last."""


def _unique(pairs: list[tuple[str, Any]]) -> Fields:
    fields: Fields = {}
    for name, value in pairs:
        if name in fields:
            raise _DuplicateFieldError(name[:60])
        fields[name] = value
    return fields


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


_decode = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant).decode


def _body() -> bytes:
    """Return the whole body. The server has read it by now, and says how long it is, in whatever way it came."""
    environ = request.environ
    length = max(0, int(environ.get("CONTENT_LENGTH") or 0))
    if length > MAX_BODY:
        raise RequestEntityTooLarge
    # From the server itself, as Flask's way to it costs a quarter of what a bare request takes in all.
    return bytes(environ["wsgi.input"].read(length))


def text(fields: Fields, name: str, longest: int) -> str:
    """Return the text in field `name`, not all of it blank. Raises ApiError 400 that says what is wrong."""
    value = optional_text(fields, name, longest)
    if value is None:
        raise ApiError(400, "missing_field", f"The field '{name}' is missing.")
    if not _VISIBLE.search(value):
        raise ApiError(400, "blank_field", f"The field '{name}' is blank.")
    return value


def optional_text(fields: Fields, name: str, longest: int) -> str | None:
    """Return the text in field `name`, or None where there is none. Raises ApiError 400 that says what is wrong."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ApiError(400, "wrong_type", f"The field '{name}' must be text.")
    if len(value) > longest:
        raise TooLongError(name, longest)
    return value if value.isascii() else _without_lone_surrogates(value)


def optional_flag(fields: Fields, name: str) -> bool:
    """Return whether field `name` is there and true. Raises ApiError 400 where it is neither true, false nor null."""
    value = fields.get(name)
    if not isinstance(value, bool | None):
        raise ApiError(400, "wrong_type", f"The field '{name}' must be true or false.")
    return value is True


class TooLongError(ApiError):
    """A field with more characters than it may have."""

    def __init__(self, name: str, longest: int) -> None:
        super().__init__(400, "too_long", f"The {name} is too long: send at most {longest:,} characters.")


def _without_lone_surrogates(value: str) -> str:
    """Return `value` with a mark for each half of a character: JSON can spell these, and nothing can store them."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
