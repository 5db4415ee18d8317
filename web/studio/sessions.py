"""The studio's sessions: a signed cookie in the browser, and a file on the server while the session is open."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time

from flask import Flask, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.wrappers import Request

from web.processes import shared_folder

PATH = "/studio"
HOURS = 8  # after which a session ends, however much it is used
IDLE_MINUTES = 60  # without a page, after which it ends
_NAME = re.compile(r"[0-9a-f]{32}")


class Sessions(SecureCookieSessionInterface):
    """Signed cookies under /studio alone: nothing else sets one, or looks for one."""

    salt = "studio"
    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a request to the studio."""
        return super().open_session(app, request) if request.path.startswith(PATH) else None

    def get_cookie_path(self, app: Flask) -> str:  # noqa: ARG002 - Flask's signature
        """Return where the browser sends the cookie: to the studio, under whatever path the bot is served."""
        return request.script_root + PATH

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's signature
        """Return whether the browser may send the cookie over https only: wherever the page came that way itself."""
        return request.is_secure or request.headers.get("X-Forwarded-Proto") == "https"


class OpenSessions:
    """The sessions of people who are signed in: each a file, touched when it is used, and gone when it has ended.

    All processes of a server see the same files, so that signing out holds in each of them. They go with the server.
    """

    def __init__(self) -> None:
        self._folder = shared_folder("sessions")

    def begin(self) -> str:
        """Open a session; returns its name."""
        for path in self._folder.iterdir():
            self.use(path.name, touch=False)  # those that nobody came back to end here
        name = secrets.token_hex(16)
        (self._folder / name).write_text(str(time.time()))
        return name

    def use(self, name: str, touch: bool = True) -> bool:
        """Return whether the session of that name is open; end it where it is too old, or unused for too long."""
        if not _NAME.fullmatch(name):
            return False
        path, now = self._folder / name, time.time()
        try:
            age, idle = now - float(path.read_text()), now - path.stat().st_mtime
        except (OSError, ValueError):
            return False
        if age > HOURS * 3600 or idle > IDLE_MINUTES * 60:
            self.end(name)
            return False
        if touch:
            os.utime(path, (now, now))
        return True

    def end(self, name: str) -> None:
        """Close the session of that name, if there is one."""
        if _NAME.fullmatch(name):
            (self._folder / name).unlink(missing_ok=True)
