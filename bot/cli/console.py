"""The terminal's side: write what its encoding can show, read UTF-8 from programs."""

from __future__ import annotations

import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any


def program() -> str:
    """Return what a person types before a command, as they did for this one: not everybody has the console script."""
    return "caveat" if Path(sys.argv[0]).stem == "caveat" else "python -m bot"


def take_any_encoding() -> None:
    """Let characters that the console's encoding lacks become "?", instead of ending the command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def read_utf8() -> None:
    """Read standard input as UTF-8, with or without a byte order mark, whatever the console's encoding."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")


def as_json(value: Any, indent: int | None = None) -> str:
    """Return `value` as JSON that standard output can carry whole."""
    encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "")
    return json.dumps(value, ensure_ascii=encoding != "utf8", indent=indent)
