"""Whether the bot is well, and what its API looks like."""

from __future__ import annotations

import json

from flask import Blueprint, Response

from web.openapi import DESCRIPTION
from web.reload import LiveBot


def status_blueprint(live: LiveBot) -> Blueprint:
    """GET /healthz and GET /openapi.json."""
    blueprint = Blueprint("status", __name__)
    description = json.dumps(DESCRIPTION, indent=2)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        knowledge = live.current().knowledge
        body = {
            "status": "stale" if live.problems else "ok",
            "intents": len(knowledge.intents),
            "knowledge": knowledge.version,
            "problems": live.problems,
        }
        return Response(json.dumps(body), mimetype="application/json")

    @blueprint.get("/openapi.json")
    def openapi() -> Response:
        return Response(description, mimetype="application/json")

    return blueprint
