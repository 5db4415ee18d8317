"""What a browser loads: the widget, filled in with the clinic's details, its page of its own, and the demo pages."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, jsonify, render_template, request, send_from_directory
from werkzeug.exceptions import NotFound

from bot.content import Clinic, Intent, Knowledge
from bot.content.hours import DAYS
from web.reload import LiveBot
from web.widget import SOURCES, Script, build_script, newest_source

DEMO = Path(__file__).with_name("demo")

_PAGE_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors "
)
_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_MINUTES = "public, max-age=300, must-revalidate"


def pages_blueprint(live: LiveBot, demo: bool) -> Blueprint:
    """Serve the widget and /chat, and with `demo` also / and /demo/<name>."""
    blueprint = Blueprint("pages", __name__, template_folder=str(SOURCES))

    def script() -> Script:
        return _script(json.dumps(details(live.current().knowledge)), newest_source())

    @blueprint.get("/widget.js")
    def widget() -> Response:
        return _send(script(), _FOR_MINUTES)

    @blueprint.get("/widget.<mark>.js")
    def versioned(mark: str) -> Response:
        if mark != script().mark:
            raise NotFound  # what was pinned by its hash may not be answered with anything else
        return _send(script(), _FOR_EVER)

    @blueprint.get("/widget.json")
    def version() -> Response:
        response = jsonify(src=f"widget.{script().mark}.js", integrity=script().integrity)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    @blueprint.get("/widget.d.ts")
    def types() -> Response:
        return send_from_directory(SOURCES, "widget.d.ts", mimetype="text/plain", max_age=300)

    @blueprint.get("/chat")
    def chat() -> Response:
        clinic = live.current().knowledge.clinic
        return _page(Response(render_template("chat.html", clinic=clinic)), "*")

    if demo:
        blueprint.add_url_rule("/", view_func=_demo_page, defaults={"name": "index"})
        blueprint.add_url_rule("/demo/<name>", view_func=_demo_page)
    return blueprint


def details(knowledge: Knowledge) -> dict[str, object]:
    """Return what the widget must know of the clinic without asking; what the clinic has not said is left out."""
    clinic = knowledge.clinic
    fields = {
        "name": clinic.name,
        "subtitle": clinic.subtitle,
        "logo": clinic.logo,
        "phone": clinic.phone,
        "emergency": clinic.emergency_number,
        "booking": clinic.booking,
        "privacy": clinic.privacy,
        "notice": knowledge.fill(knowledge.responses.notice),
        "greeting": knowledge.fill(clinic.greeting),
        "starters": [{"label": intent.question, "topic": intent.topic} for intent in _starters(knowledge)],
        **_opening(clinic),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _starters(knowledge: Knowledge) -> list[Intent]:
    return [knowledge.intents[starter] for starter in knowledge.clinic.starters]


def _opening(clinic: Clinic) -> dict[str, object]:
    """Return the opening times from Sunday to Saturday, as scripts count days, with the zone and the holidays."""
    if not (clinic.opening_hours and clinic.timezone):
        return {}
    sunday_first = sorted(DAYS, key=lambda day: (list(DAYS).index(day) + 1) % 7)
    return {
        "opening": [clinic.opening_hours.get(day, ()) for day in sunday_first],
        "zone": clinic.timezone,
        "holidays": [day.isoformat() for day in clinic.holidays],
    }


@lru_cache(maxsize=64)
def _script(clinic: str, _changed: int) -> Script:
    """Build the script once for each state of a clinic's details and of the widget's sources."""
    return build_script(json.loads(clinic))


def _send(script: Script, caching: str) -> Response:
    zipped = request.accept_encodings.quality("gzip") > 0
    response = Response(script.gzipped if zipped else script.plain, mimetype="text/javascript")
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = caching
    response.headers["Access-Control-Allow-Origin"] = "*"  # public, and `crossorigin` script tags ask for it
    response.set_etag(script.mark + ("-gzip" if zipped else ""))
    response.make_conditional(request.environ)
    return response


def _demo_page(name: str) -> Response:
    file = name if "." in name else f"{name}.html"
    if file not in {path.name for path in DEMO.iterdir()}:  # to ask the disk for a name of 300 letters would fail
        raise NotFound
    return _page(send_from_directory(DEMO, file, max_age=0), "'self'")


def _page(response: Response, framed_by: str) -> Response:
    response.headers["Content-Security-Policy"] = _PAGE_POLICY + framed_by
    return response
