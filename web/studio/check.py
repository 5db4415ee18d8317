"""What `check` finds: looked for once for each state of the files, in a process that takes its memory with it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout
from flask import Blueprint, Response, make_response, render_template, request

from bot.content import version_of
from bot.errors import Diagnostic, Severity
from web.processes import shared_folder
from web.studio.shared import Studio

ROOT = Path(__file__).parents[2]
ASK_AGAIN = "2"  # seconds after which a browser looks whether anything was found


def add_check(blueprint: Blueprint, studio: Studio) -> None:
    """The page of what wants mending."""
    checker = Checker(studio.work.folder)

    @blueprint.route("/check", methods=["GET", "POST"])
    def check() -> Response:
        if request.method == "POST":
            checker.start()
        looking, found = checker.is_looking(), checker.known()
        by_grade = {grade: [finding for finding in found or () if finding.grade is grade] for grade in Severity}
        page = render_template(
            "check.html", found=found, looking=looking, by_grade=by_grade, problems=studio.live.problems
        )
        response = make_response(page)
        if found is None and looking:
            response.headers["Refresh"] = ASK_AGAIN
        return response


class Checker:
    """Has what is wrong in `folder` looked for, one process at a time, and keeps it until the files or the day change.

    All processes of the server find what one of them has kept. Nobody waits: it may take half a minute.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._kept = shared_folder("check")

    def known(self) -> list[Diagnostic] | None:
        """What was found in the files as they are; None where nobody has looked yet."""
        path = self._path()
        return _read(path.read_text(encoding="utf-8")) if path.exists() else None

    def is_looking(self) -> bool:
        """Whether any process of the server looks at this moment."""
        lock = self._lock()
        try:
            with lock.acquire(timeout=0):
                return False
        except Timeout:
            return True

    def start(self) -> None:
        """Start to look, unless that is known already or somebody is at it."""
        lock = self._lock()
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return
        if self.known() is None:
            threading.Thread(target=self._look, args=(lock,), name="check", daemon=True).start()
        else:
            lock.release()

    def _look(self, lock: FileLock) -> None:
        try:
            path = self._path()
            found = find(self._folder)
            for stale in self._kept.glob("*.jsonl"):
                stale.unlink(missing_ok=True)
            unfinished = path.with_suffix(".unfinished")
            unfinished.write_text(found, encoding="utf-8")
            unfinished.replace(path)
        finally:
            lock.release()

    def _lock(self) -> FileLock:
        return FileLock(self._kept / "lock", thread_local=False)  # taken in one thread, released in another

    def _path(self) -> Path:
        return self._kept / f"{version_of(self._folder)}-{date.today()}.jsonl"


def find(folder: Path) -> str:
    """What `check --json` prints of `folder`. The one place that knows how `check` is called."""
    command = [sys.executable, "-m", "bot", "check", "--json", "--intents", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode in (0, 1):
        return run.stdout
    lines = run.stderr.strip().splitlines() or [f"it ended with status {run.returncode}"]
    return json.dumps({"file": folder.name, "line": 1, "message": f"could not be checked: {lines[-1]}"})


def _read(lines: str) -> list[Diagnostic]:
    told = map(json.loads, lines.splitlines())
    return [
        Diagnostic(Path(one["file"]), one["line"], one["message"], Severity(one.get("grade", "error"))) for one in told
    ]
