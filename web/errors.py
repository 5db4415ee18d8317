"""Errors as the API gives them: a JSON object with a code for programs, a sentence for people, and its status."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

log = logging.getLogger("caveat.http")

_CODES = {
    400: ("bad_request", "The request is incomplete or is not valid HTTP."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
    413: ("too_large", "The request is too large: send at most 32 kB."),
    500: ("internal", "Something went wrong here. Please try again, or call the clinic."),
}


class ApiError(Exception):
    """A request that cannot be served: HTTP `status`, `code` for programs, `message` for people."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}


def install_errors(app: Flask, note: Callable[[str], None]) -> None:
    """Give every error of `app` its JSON form: those raised on purpose, those of HTTP, and the unforeseen.

    `note` is told the code of each.
    """

    @app.errorhandler(ApiError)
    def refused(error: ApiError) -> Response:
        note(error.code)
        log.info("refused", extra={"fields": {"status": error.status, "code": error.code}})
        body = json.dumps({"error": {"code": error.code, "message": error.message}})
        return Response(body, error.status, mimetype="application/json", headers=error.headers)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        code, message = _CODES.get(status, (f"http_{status}", error.name))
        kept = {name: value for name, value in error.get_headers() if name == "Allow"}
        return refused(ApiError(status, code, message, kept))

    @app.errorhandler(Exception)
    def unforeseen(_: Exception) -> Response:
        log.exception("unforeseen error")
        return refused(ApiError(500, *_CODES[500]))
