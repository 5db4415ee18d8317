"""Whether the bot is well, and what its API looks like."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response

from web.openapi import DESCRIPTION
from web.reload import LiveBot


def health(live: LiveBot) -> dict[str, Any]:
    """Return how the bot is: what it answers from, and why that is not the newest, where it is not.

    It is `stale` while the newest files are refused, and `learning` while their examples are learnt.
    """
    knowledge = live.current().knowledge
    return {
        "status": "stale" if live.problems else "learning" if live.is_learning else "ok",
        "intents": len(knowledge.intents),
        "knowledge": knowledge.version,
        "problems": live.problems,
    }


def status_blueprint(live: LiveBot) -> Blueprint:
    """GET /healthz and GET /openapi.json."""
    blueprint = Blueprint("status", __name__)
    description = json.dumps(DESCRIPTION, indent=2)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return Response(json.dumps(health(live)), mimetype="application/json")

    @blueprint.get("/openapi.json")
    def openapi() -> Response:
        return Response(description, mimetype="application/json")

    return blueprint
