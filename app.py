"""The composition root: settings in, WSGI app out. `python app.py` serves it."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Flask

from bot.editing.figures import Figures
from bot.settings import Settings, load_settings
from web.api import ReplyListener, api_blueprint
from web.body import MAX_BODY
from web.errors import install_errors
from web.figures import FiguresListener, figures_file
from web.headers import Headers
from web.limits import RateLimits, make_counter
from web.logs import start_log
from web.metrics import Metrics, metrics_blueprint
from web.pages import pages_blueprint
from web.poller import Clock, Poller
from web.reload import LiveBot
from web.sites import make_sites
from web.status import status_blueprint
from web.visitor import Visitors

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from bot.inbox.store import Store
    from web.inbox import Inbox

log = logging.getLogger("caveat.start")


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Return the web application of one clinic.

    `config` holds settings by name, which go before the environment and the file.

    Raises BotError, with a line for each problem, where settings or intents cannot be used.
    """
    settings = load_settings(config)
    start_log(settings.log_level)
    return make_app(settings, Shared(settings))


def create_server(config: Mapping[str, Any] | None = None) -> WSGIApplication:
    """Return what the server serves: the clinic in INTENTS, or each in SITES at its own path.

    Raises as `create_app` does.
    """
    settings = load_settings(config)
    start_log(settings.log_level)
    shared = Shared(settings)
    if settings.sites is None:
        return make_app(settings, shared)
    return make_sites(settings, lambda site, name: make_app(site, shared, name))


class Shared:
    """What all clinics of a server have in common: who counts requests, and the figures. Raises SettingsError."""

    def __init__(self, settings: Settings) -> None:
        self.counter = make_counter(settings)
        self.metrics = Metrics() if settings.metrics_token else None


def make_app(settings: Settings, shared: Shared, name: str = "") -> Flask:
    """Return the web application of one clinic, by its `name` where it is one of many."""
    keys = [key.get_secret_value() for key in settings.secret_keys] or [secrets.token_hex(32)]
    live = LiveBot(settings.intents, keys, settings.models)
    if not settings.secret_keys:
        log.warning("SECRET_KEYS is not set: conversations begin anew at each start, and on each server")
    visitors = Visitors(settings.trusted_proxies, keys[-1].encode())
    visitors.warn()
    metrics, counter = shared.metrics, shared.counter
    store, inbox = _inbox(settings, live, metrics) if settings.inbox_url else (None, None)
    figures = FiguresListener(Figures(figures_file(settings))) if settings.studio_users else None
    listeners: list[ReplyListener] = [listener for listener in (metrics, inbox, figures) if listener]
    polled = [Clock(), *([live] if settings.hot_reload else []), *(part for part in (inbox, figures) if part)]
    limits = RateLimits(settings.visitor_limit, settings.overall_limit, counter, name)

    app = Flask(__name__, static_folder=None)
    app.url_map.merge_slashes = False  # what redirects to the tidy address names whatever host it was asked for
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.extensions["live"] = live
    app.before_request(Poller([part.poll for part in polled]).start_once)
    app.register_blueprint(api_blueprint(live, limits, visitors, listeners, name))
    app.register_blueprint(pages_blueprint(live, settings.demo_pages))
    app.register_blueprint(status_blueprint(live))
    if metrics and settings.metrics_token:
        live.on_reload = metrics.reloaded
        app.register_blueprint(metrics_blueprint(metrics, settings.metrics_token))
    if settings.studio_users:
        from web.studio import Guard, Studio, keep_sessions, studio_blueprint  # noqa: PLC0415 - takes a second

        keep_sessions(app, keys)
        guard = Guard(settings.studio_users, counter, visitors, name)
        app.register_blueprint(studio_blueprint(Studio.on(live, settings, keys, store), guard))
    install_errors(app, metrics.refused if metrics else lambda _: None)
    app.wsgi_app = Headers(app.wsgi_app, settings.allowed_origins)  # type: ignore[method-assign]
    return app


def _inbox(settings: Settings, live: LiveBot, metrics: Metrics | None) -> tuple[Store, Inbox]:
    """Return the inbox's database and the listener that writes to it; only who has one waits for its imports."""
    from bot.inbox import Writer, open_inbox  # noqa: PLC0415
    from web.inbox import Inbox  # noqa: PLC0415

    store = open_inbox(settings)
    return store, Inbox(live, Writer(store, metrics.inbox_holds if metrics else lambda _: None))


def main() -> int:
    """Serve until the process is told to end; give its exit code."""
    from web.server import serve  # noqa: PLC0415

    return serve(create_server)


if __name__ == "__main__":
    sys.exit(main())
