"""What a browser loads: the widget, filled in with the clinic's details, and the demo pages that show it."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

from bot.content import Knowledge
from web.reload import LiveBot

WIDGET = Path(__file__).with_name("widget.js")
DEMO = Path(__file__).with_name("demo")
PLACE = "const clinic = {};"

_DEMO_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# Unsafe within a script: what could end it, and two line ends that JSON allows and older scripts do not.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Script:
    """The widget as served: plain, compressed, and a mark of its content."""

    plain: bytes
    gzipped: bytes
    mark: str


def pages_blueprint(live: LiveBot, demo: bool) -> Blueprint:
    """GET /widget.js, and with `demo` GET / and /demo/<name>."""
    blueprint = Blueprint("pages", __name__)

    @blueprint.get("/widget.js")
    def widget() -> Response:
        knowledge = live.current().knowledge
        script = _script(details(knowledge), WIDGET.stat().st_mtime_ns)
        zipped = request.accept_encodings.quality("gzip") > 0
        response = Response(script.gzipped if zipped else script.plain, mimetype="text/javascript")
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = "public, max-age=300, must-revalidate"
        response.headers["Access-Control-Allow-Origin"] = "*"  # public, and `crossorigin` script tags ask for it
        response.set_etag(script.mark + ("-gzip" if zipped else ""))
        response.make_conditional(request.environ)
        return response

    if demo:
        blueprint.add_url_rule("/", view_func=_demo_page, defaults={"name": "index"})
        blueprint.add_url_rule("/demo/<name>", view_func=_demo_page)
    return blueprint


def _demo_page(name: str) -> Response:
    file = name if "." in name else f"{name}.html"
    if not (DEMO / file).is_file():
        raise NotFound
    response = send_from_directory(DEMO, file, max_age=0)
    response.headers["Content-Security-Policy"] = _DEMO_POLICY
    return response


def details(knowledge: Knowledge) -> str:
    """What the widget must know without asking, as JSON that is safe within a script."""
    clinic = knowledge.clinic
    questions = [knowledge.intents[starter].question for starter in clinic.starters]
    fields = {
        "name": clinic.name,
        "phone": clinic.phone,
        "emergency": clinic.emergency_number,
        "greeting": knowledge.fill(clinic.greeting),
        "starters": [{"label": question} for question in questions],
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@lru_cache(maxsize=4)
def _script(clinic: str, _changed: int) -> Script:
    """The widget with the clinic's details; `_changed` tells one state of its file from another."""
    plain = WIDGET.read_text(encoding="utf-8").replace(PLACE, f"const clinic = {clinic};", 1).encode()
    return Script(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:20])
