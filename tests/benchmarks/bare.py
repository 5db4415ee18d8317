"""A Flask route that returns a constant, on the same server with the same settings: what the load is measured by."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

sys.path.insert(0, str(Path(__file__).parents[2]))

from web.server import serve


def create_app(_config: Mapping[str, Any] | None = None) -> Flask:
    """An app that does nothing but answer."""
    app = Flask(__name__)

    @app.post("/api/chat")
    def chat() -> dict[str, str]:
        return {"text": "constant"}

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    return app


if __name__ == "__main__":
    sys.exit(serve(create_app))
