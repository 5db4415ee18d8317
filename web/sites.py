"""Many clinics on one server: each in a sub-folder of its own, with its own keys, origins, inbox and studio users.

The clinic in `SITES/harbour` is at /harbour: its widget is /harbour/widget.js, which asks /harbour/api/chat.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bot.content.folder import SUFFIXES
from bot.errors import BotError
from bot.settings import Settings, SettingsError, site_settings
from web.errors import install_errors
from web.headers import Headers
from web.status import health

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger("caveat.sites")

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
RESERVED = frozenset({"api", "demo", "healthz", "metrics", "studio"})

Make = Callable[[Settings, str], Flask]


def make_sites(server: Settings, make: Make) -> WSGIApplication:
    """Return all clinics in the folder SITES, each made by `make` and found at its name.

    One that cannot be served is logged and left out, so that the others are. Raises SettingsError where none can be.
    """
    folder = server.sites
    assert folder is not None
    apps: dict[str, Flask] = {}
    refused: dict[str, str] = {}
    for site in site_folders(folder):
        try:
            apps[site.name] = make(site_settings(server, site), site.name)
        except BotError as error:
            refused[site.name] = str(error)
            log.error("a site cannot be served", extra={"fields": {"site": site.name, "problems": str(error)}})
    if not apps:
        lines = [line for problem in refused.values() for line in problem.splitlines()]
        raise SettingsError(lines or [f"{folder}: holds no clinic: make one with `caveat new {folder}/NAME`"])
    mounts: dict[str, WSGIApplication] = {f"/{name}": app for name, app in apps.items()}
    return DispatcherMiddleware(_front(apps, refused), mounts)


def site_folders(folder: Path) -> list[Path]:
    """Return the clinics' folders in `folder`, by name. Raises SettingsError where it or a name is unfit."""
    try:
        found = [entry for entry in sorted(folder.iterdir()) if _is_clinic(entry)]
    except OSError as error:
        raise SettingsError([f"SITES cannot be used: {folder}: {error.strerror}"]) from None
    unfit = [entry for entry in found if not _NAME.fullmatch(entry.name) or entry.name in RESERVED]
    if unfit:
        advice = f"use a to z, 0 to 9 and '-', at most 40, and none of {', '.join(sorted(RESERVED))}"
        raise SettingsError([f"{entry}: is no name for a site: {advice}" for entry in unfit])
    return found


def _is_clinic(entry: Path) -> bool:
    return any((entry / f"clinic{suffix}").is_file() for suffix in SUFFIXES)


def _front(apps: Mapping[str, Flask], refused: Mapping[str, str]) -> WSGIApplication:
    """Return what answers outside all clinics: how they are, at /healthz."""
    front = Flask(__name__, static_folder=None)

    @front.get("/healthz")
    def healthz() -> Response:
        sites = {name: health(app.extensions["live"]) for name, app in apps.items()}
        sites |= {name: {"status": "refused", "problems": problem.splitlines()} for name, problem in refused.items()}
        well = all(site["status"] in {"ok", "learning"} for site in sites.values())
        intents = sum(site.get("intents", 0) for site in sites.values())
        body = {"status": "ok" if well else "stale", "intents": intents, "sites": sites}
        return Response(json.dumps(body), mimetype="application/json")

    install_errors(front, lambda _: None)
    front.wsgi_app = Headers(front.wsgi_app, ())  # type: ignore[method-assign]
    return front
