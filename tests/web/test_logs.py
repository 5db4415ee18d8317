"""The log: one JSON object a line, without the text of any error, nor what the server library quotes."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest

from web.logs import JsonLine, ServersLine


def record(event: str, **more: Any) -> logging.LogRecord:
    """Return a record of the log of that event, with what else is known of it."""
    made = logging.LogRecord("caveat", logging.WARNING, "file.py", 1, event, (), more.pop("exc_info", None))
    made.__dict__.update(more)
    return made


def test_a_line_says_when_how_grave_what_and_its_fields() -> None:
    line = json.loads(JsonLine().format(record("reply", fields={"kind": "answer", "ms": 2})))
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "warning", "event": "reply", "kind": "answer", "ms": 2}


def test_of_an_error_its_kind_and_place_are_said_and_not_its_words() -> None:
    try:
        raise ValueError("my secret illness")
    except ValueError:
        line = JsonLine().format(record("unforeseen error", exc_info=sys.exc_info()))
    assert "secret" not in line
    assert json.loads(line)["error"] == "ValueError"
    [place] = json.loads(line)["trace"]
    assert place.startswith("tests/web/test_logs.py:")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("uncaptured python exception <HTTPChannel 192.0.2.1:9>", "uncaptured python exception"),
        ("Malformed request: '/chat?secret'", "Malformed request"),
        ("server is ready", "server is ready"),
    ],
)
def test_of_the_server_library_its_own_words_alone_are_said(said: str, kept: str) -> None:
    assert json.loads(ServersLine().format(record(said)))["event"] == kept
