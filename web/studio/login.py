"""Who may use the studio: its users, each by name and password, for a working day, from the studio's own forms."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask, g, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from bot.editing.users import User, Users
from web.errors import ApiError
from web.limits import Counter, RateLimits
from web.studio.kept import MAX_KEPT, Kept
from web.studio.known import is_known, remember
from web.studio.sessions import HOURS, OpenSessions, Sessions
from web.studio.shared import Page
from web.visitor import Visitors

log = logging.getLogger("caveat.studio")

GUESSES = 5  # passwords that one visitor may try in a minute
ALL_GUESSES = 30  # passwords that may be tried in a minute altogether, but for browsers in which the user is known
OPEN = frozenset({"studio.login", "studio.file"})  # what is seen by anybody
NO_FORM = frozenset({"studio.try_chat"})  # what the widget sends, which changes nothing
LONGEST_WANTED = 500  # characters of an address that a cookie keeps until its reader is signed in
MAX_FORM = 16 * 1024 * 1024  # bytes that a person who is signed in may send, documents included


def keep_sessions(app: Flask, keys: Sequence[str]) -> None:
    """Have `app` sign the studio's sessions with `keys`, oldest first."""
    signing = [hmac.digest(key.encode(), b"studio", "sha256").hex() for key in keys]
    app.session_interface = Sessions()
    app.config.update(
        SECRET_KEY=signing[-1],
        SECRET_KEY_FALLBACKS=signing[:-1],
        SESSION_COOKIE_NAME="studio",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=HOURS),
    )


def editor() -> User:
    """Return the person who is signed in; only for pages behind the guard."""
    user: User = g.studio_user
    return user


class Guard:
    """Lets nobody see the studio but its users, nor send its forms from elsewhere."""

    def __init__(self, users: Path, counter: Counter, visitors: Visitors, name: str = "") -> None:
        """`users` is their file. Raises UsersError where it cannot be read."""
        self._users = Users(users)
        if not self._users.all():
            log.warning("nobody can sign in to the studio", extra={"fields": {"file": str(users)}})
        self._counter, self._name = counter, f"{name}:studio"
        self._visitors = visitors
        self._open = OpenSessions()

    def protect(self, blueprint: Blueprint) -> None:
        """Stand before all pages of `blueprint`, and give it those to come in and to go."""
        blueprint.before_request(self._admit)
        blueprint.add_url_rule("/login", "login", self._login, methods=["GET", "POST"])
        blueprint.add_url_rule("/logout", "logout", self._logout, methods=["POST"])

    def _admit(self) -> Response | Page | None:
        user = self._users.all().get(session["user"]) if "user" in session else None
        known = user is not None and hmac.compare_digest(user.mark, session.get("mark", ""))
        g.studio_user = user if known and self._open.use(session.get("name", "")) else None
        request.max_content_length = request.max_form_memory_size = MAX_FORM if g.studio_user else MAX_KEPT
        if request.endpoint not in OPEN and g.studio_user is None:
            return _asked_in()
        if request.method == "POST" and request.endpoint not in NO_FORM and not _is_own_form():
            if g.studio_user and _is_own_page():  # signed in anew since that page was opened
                return render_template("again.html", kept=Kept.sent()), 409
            raise ApiError(400, "stale_form", "This form is out of date, or came from elsewhere. Please try once more.")
        return None

    def _login(self) -> Response | Page:
        if request.method != "POST":
            return _form("")
        kept = Kept.carried()
        name = request.form.get("name", "")
        try:
            self._limits(name).admit(self._visitors.client_keys(request.environ))
        except ApiError as error:
            wait = error.headers["Retry-After"]
            page = _form(f"Too many passwords were tried. Please try again in {wait} seconds.", error.status, kept)
            return make_response(*page, error.headers)
        user = self._users.signed_in(name, request.form.get("password", ""))
        if user is None:
            log.warning("a wrong password for the studio")
            return _form("That name and that password do not belong together.", 403, kept)
        wanted = session.get("wanted") or url_for("studio.answers")
        _begin(user=user.name, mark=user.mark, name=self._open.begin())
        g.studio_user = user
        log.info("an editor came into the studio", extra={"fields": {"user": user.name}})
        response = make_response(render_template("again.html", kept=kept)) if kept else redirect(wanted, 303)
        remember(response, user.name)
        return response

    def _limits(self, user: str) -> RateLimits:
        """Return the limits of whoever signs in as `user`: of their own in a browser where they did so before."""
        name = f"{self._name}:{user}" if is_known(user) else self._name
        return RateLimits(GUESSES, ALL_GUESSES, self._counter, name, few=0)

    def _logout(self) -> Response:
        self._open.end(session.get("name", ""))
        session.clear()
        return redirect(url_for("studio.login"), 303)


def _asked_in() -> Response | Page:
    """Ask somebody who is signed out to come in, and keep what was wanted: the page, or what its form has sent."""
    wanted = request.script_root + request.full_path.rstrip("?")
    if request.method == "POST" and (request.content_length or 0) > MAX_KEPT:
        return _form("", 403, Kept(wanted, [], files=True))
    if request.method == "POST" and request.endpoint != "studio.logout" and (_is_own_form() or _is_own_page()):
        return _form("", 403, Kept.sent())
    is_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    if request.method == "GET" and is_page and len(wanted) <= LONGEST_WANTED:
        session["wanted"] = wanted
    return redirect(url_for("studio.login"), 303)


def _form(problem: str, status: int = 200, kept: Kept | None = None) -> tuple[str, int]:
    """Return the page that asks for name and password; its form needs a session, so that none comes from elsewhere."""
    if "form" not in session:
        _begin(**{key: session[key] for key in ("wanted",) if key in session})
    return render_template("login.html", wrong=problem, kept=kept), status


def _begin(**fields: str) -> None:
    session.clear()
    session.permanent = True  # it ends after HOURS, and is not sent with the browser's next start for ever
    session["form"] = secrets.token_hex(16)
    session.update(fields)


def _is_own_form() -> bool:
    """Return whether what was sent holds the word that this session's forms hold, which no other site can know."""
    given = request.form.get("form", "")
    return hmac.compare_digest(given.encode(), session.get("form", secrets.token_hex(16)).encode())


def _is_own_page() -> bool:
    """Return whether the browser says that what was sent comes from a page of this very server."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
