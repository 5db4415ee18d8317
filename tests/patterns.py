"""Prints every regular expression that the bot compiles to serve visitors, as JSON: `python -m tests.patterns FOLDER`.

Run in a process of its own, since each is compiled once. What reads editors' documents is left out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EDITORS = (
    "bot/content",
    "bot/cli",
    "bot/documents",
    "bot/editing",
    "bot/evaluation",
    "bot/grounding",
    "bot/settings",
    "bot/triage/pattern",
    "bot/triage/rules",
    "web/sites",
)

found: dict[tuple[str, int], str] = {}
compiled = re._compile  # type: ignore[attr-defined]


def noting(pattern: Any, flags: int) -> Any:
    """Compile as always, and note what the project's own code asks for."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename == re.__file__ and frame.f_back:
        frame = frame.f_back
    place = Path(frame.f_code.co_filename)
    if isinstance(pattern, str) and place.is_relative_to(ROOT):
        name = str(place.relative_to(ROOT))
        if name.startswith(("bot/", "web/")) and not name.startswith(EDITORS):
            found.setdefault((pattern, int(flags)), f"{name}:{frame.f_lineno}")
    return compiled(pattern, flags)


def main() -> None:
    """Load the bot from the folder that is named, and let it answer."""
    re._compile = noting  # type: ignore[attr-defined]
    from app import create_app  # noqa: PLC0415 - compiled while it is watched

    client = create_app({"INTENTS": sys.argv[1], "INBOX_URL": "sqlite:////dev/null"}).test_client()
    for message in ("What does the laser do, and is it safe? I was born on 3 May", "no puedo respirar", "it's, um, 5"):
        client.post("/api/chat", json={"message": message})
    print(json.dumps([[pattern, flags, place] for (pattern, flags), place in found.items()]))


if __name__ == "__main__":
    main()
