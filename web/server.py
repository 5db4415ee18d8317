"""The production server: gunicorn, set up from the settings and started in the foreground."""

from __future__ import annotations

import ctypes
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from bot.errors import BotError
from bot.settings import Settings, load_settings
from web.logs import log_settings
from web.metrics import SHARED_FOLDER, forget_process
from web.worker import PatientWorker

_ARENAS = -8  # M_ARENA_MAX in glibc's malloc.h


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with `app`, which is loaded once and shared by the processes that it forks."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn for its settings."""
        for name, value in _gunicorn_settings(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called by gunicorn for the WSGI application."""
        return self._app


def serve(make: Callable[[Mapping[str, Any] | None], Flask]) -> int:
    """Make the app and serve it until it is told to stop. Returns 2, having said why, where it cannot be made."""
    gc.disable()  # nearly all that is made now stays: to look for garbage in it takes a tenth of the start
    try:
        settings = load_settings()
        if settings.metrics_token and SHARED_FOLDER not in os.environ:
            os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="caveat-metrics-")
        app = make(None)
    except BotError as error:
        print(error, file=sys.stderr)
        return 2
    PatientWorker.seconds = settings.request_seconds
    _spare_memory()
    Server(app, settings).run()
    return 0


def _spare_memory() -> None:
    """Keep the memory of many processes and threads small and flat."""
    gc.collect()
    gc.freeze()  # what is loaded by now stays for good: left alone, its memory is shared by all processes
    gc.enable()
    with suppress(OSError, AttributeError):  # other C libraries than glibc do not have this, nor the need for it
        ctypes.CDLL(None).mallopt(_ARENAS, 2)  # else each thread keeps an arena, and what was freed in it


def _gunicorn_settings(settings: Settings) -> dict[str, Any]:
    return {
        "bind": f"{settings.bind}:{settings.port}",
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": PatientWorker,
        "preload_app": True,
        "keepalive": 75,  # longer than a proxy keeps its side open, so that the proxy closes first
        "graceful_timeout": settings.request_seconds,
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # a heartbeat that no disk can hold up
        "control_socket_disable": True,
        "logconfig_dict": log_settings(settings.log_level),
        "proc_name": "caveat",
        "when_ready": lambda _: _say_where(settings),
        "child_exit": _forget,
        "on_exit": _tidy,
    }


def _say_where(settings: Settings) -> None:
    print(f"Caveat answers at http://{settings.bind}:{settings.port}/ (Ctrl-C stops it)", flush=True)


def _forget(_server: Any, worker: Any) -> None:
    if SHARED_FOLDER in os.environ:
        forget_process(worker.pid)


def _tidy(_server: Any) -> None:
    if folder := os.environ.get(SHARED_FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
