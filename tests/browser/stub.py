"""A chat server that says what a test needs: the real widget and pages, and replies that are written down here."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from bot.content import load_intents
from tests.browser.replies import by_message
from tests.serving import ROOT
from web.headers import Headers
from web.pages import pages_blueprint
from web.reload import LiveBot

# What a clinic may leave out of clinic.yaml, and a widget must show.
FACE = {
    "booking": "https://clinic.example/book",
    "privacy": "https://clinic.example/privacy",
    "holidays": (date(2026, 12, 25),),
}


@dataclass
class StubServer:
    """Where the stub answers, and what was judged."""

    url: str
    verdicts: list[dict[str, Any]]


def stub_app(verdicts: list[dict[str, Any]]) -> Flask:
    """Return the app: pages as in production on the sample clinic's details, an API that answers from a table."""
    app = Flask(__name__)
    knowledge = load_intents(ROOT / "intents")
    bot = SimpleNamespace(knowledge=replace(knowledge, clinic=knowledge.clinic.model_copy(update=FACE)))
    live = cast(LiveBot, SimpleNamespace(current=lambda: bot))
    app.register_blueprint(pages_blueprint(live, demo=True))

    @app.post("/api/chat")
    def chat() -> Response:
        return jsonify(by_message(request.get_json()["message"]))

    @app.post("/api/feedback")
    def feedback() -> Response:
        verdicts.append(request.get_json())
        return Response(status=204)

    app.wsgi_app = Headers(app.wsgi_app, ["*"])  # type: ignore[method-assign]
    return app


@contextmanager
def stub_server() -> Iterator[StubServer]:
    """Serve the stub until the block ends."""
    verdicts: list[dict[str, Any]] = []
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request is no use to anyone
    server = make_server("127.0.0.1", 0, stub_app(verdicts), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield StubServer(f"http://127.0.0.1:{server.server_port}", verdicts)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
