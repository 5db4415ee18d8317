"""The log: one JSON object a line on stderr that says what happened, never what a visitor wrote or who they are."""

from __future__ import annotations

import json
import logging
import logging.config
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
_QUOTED = re.compile(r":? [<(/'\"]")
_to_json = json.JSONEncoder(default=str).encode


class JsonLine(logging.Formatter):
    """A record as one line of JSON; its `fields`, if it has any, stand beside time, level and event."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        entry |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1]:
            entry |= _what_happened(record.exc_info[1])
        return _to_json(entry)


class ServersLine(JsonLine):
    """A record of the server library's: its own words alone, without the addresses and requests that it quotes."""

    def format(self, record: logging.LogRecord) -> str:
        record.msg, record.args = _QUOTED.split(record.getMessage(), maxsplit=1)[0], ()
        return super().format(record)


def _what_happened(error: BaseException) -> dict[str, Any]:
    """Return the kind of `error` and where it came from. Its text is left out: it could quote a visitor's message."""
    frames = traceback.extract_tb(error.__traceback__)
    return {"error": type(error).__name__, "trace": [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames]}


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else "/".join(path.parts[-2:])


def log_settings(level: str) -> dict[str, Any]:
    """Return what `logging.config.dictConfig` takes, for this program's log and for its server's."""
    stderr = {"class": "logging.StreamHandler", "stream": "ext://sys.stderr"}
    own = {"handlers": ["stderr"], "level": level.upper(), "propagate": False}
    # waitress logs requested addresses below "warning", and each moment in which all threads are busy at "warning".
    server = {"handlers": ["server"], "level": "ERROR" if level == "error" else "WARNING", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLine}, "server": {"()": ServersLine}},
        "handlers": {"stderr": {**stderr, "formatter": "json"}, "server": {**stderr, "formatter": "server"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"caveat": own, "waitress": server, "waitress.queue": {**server, "level": "ERROR"}},
    }


def start_log(level: str) -> None:
    """Let this program's log flow to stderr, from `level` ("debug" to "error") upwards."""
    # Nothing is logged of threads, processes and callers, so nothing need be found out about them for every line.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None
    logging.config.dictConfig(log_settings(level))
