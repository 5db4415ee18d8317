"""Browsers in which somebody has signed in before, so that strangers' wrong passwords do not keep them out.

These are device cookies, as OWASP describes them ("Slow Down Online Guessing Attacks with Device Cookies").
"""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData, TimestampSigner
from itsdangerous.encoding import base64_decode, base64_encode
from werkzeug.wrappers import Response

COOKIE = "studio-known"
LIFETIME = timedelta(days=90)


def remember(response: Response, user: str) -> None:
    """Have the browser remember that `user` has signed in with it."""
    sessions = current_app.session_interface
    assert isinstance(sessions, SecureCookieSessionInterface)
    response.set_cookie(
        COOKIE,
        _signer().sign(base64_encode(user)).decode(),
        max_age=LIFETIME,
        path=sessions.get_cookie_path(current_app),
        secure=sessions.get_cookie_secure(current_app),
        httponly=True,
        samesite="Strict",
    )


def is_known(user: str) -> bool:
    """Return whether the browser that sends this request says that `user` has signed in with it."""
    try:
        signed = _signer().unsign(request.cookies.get(COOKIE, ""), max_age=int(LIFETIME.total_seconds()))
        return base64_decode(signed).decode() == user
    except (BadData, ValueError):
        return False


def _signer() -> TimestampSigner:
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return TimestampSigner(keys, salt=COOKIE)
