"""What `check` finds: looked for once for each state of the files, in a process that takes its memory with it."""

from __future__ import annotations

import json
import logging
import subprocess
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from flask import Blueprint, Response, make_response, render_template, request

from bot.content import version_of
from bot.content.raw import RawIntent, read_raw_intents
from bot.editing.effect import summary_of
from bot.errors import Diagnostic, IntentsError, Severity
from bot.evaluation.judging import Verdict, wrong_words
from bot.grounding.record import FILE_NAME
from web.bounded import BusyError, run_bounded
from web.processes import ROOT, command, shared_folder
from web.studio.figures import KINDS
from web.studio.library import Library
from web.studio.problems import spoken
from web.studio.shared import Studio

log = logging.getLogger("caveat.studio")

LONGEST = 300  # seconds for which answers are held against documents
ASK_AGAIN = "2"  # seconds after which a browser looks whether anything was found


def add_check(blueprint: Blueprint, studio: Studio) -> None:
    """Add the page of what wants mending."""
    checker = Checker(studio.work.folder, studio.library)

    @blueprint.route("/check", methods=["GET", "POST"])
    def check() -> Response:
        if request.method == "POST":
            checker.start()
        looking, found = checker.is_looking(), checker.known()
        outcomes = studio.cases.outcomes()
        page = render_template(
            "check.html",
            found=found,
            looking=looking,
            by_severity=_grouped(found or ()),
            owner=_Owners(studio).of,
            spoken=spoken,
            questions=studio.questions(),
            names=studio.all_questions(),
            kinds=KINDS,
            summary_of=summary_of,
            wrong_words=wrong_words,
            outcomes=outcomes,
            short=[outcome for outcome in outcomes if outcome.verdict is not Verdict.RIGHT],
            problems=studio.live.problems,
        )
        response = make_response(page)
        if found is None and looking:
            response.headers["Refresh"] = ASK_AGAIN
        return response


def _grouped(found: Sequence[Diagnostic]) -> dict[Severity, list[list[Diagnostic]]]:
    """Return the findings of each severity, those of one sort together."""
    groups: dict[Severity, dict[str, list[Diagnostic]]] = {severity: {} for severity in Severity}
    for number, finding in enumerate(found):
        groups[finding.severity].setdefault(finding.sort or str(number), []).append(finding)
    return {severity: list(of_sort.values()) for severity, of_sort in groups.items()}


class _Owners:
    """Which question a finding belongs to."""

    def __init__(self, studio: Studio) -> None:
        try:
            self._entries = read_raw_intents(studio.work.folder)
        except IntentsError:
            self._entries = []  # the page says what is wrong with the files

    def of(self, finding: Diagnostic) -> RawIntent | None:
        """Return the intent in whose lines the finding stands; None before the first, and in other files."""
        places = ((entry, entry.place()) for entry in self._entries if entry.file.path.name == finding.path.name)
        return next((entry for entry, place in reversed(list(places)) if place.line <= finding.line), None)


class Checker:
    """Has what is wrong in `folder` looked for, one process at a time, and keeps it until a file or the day changes.

    All processes of the server find what one of them has kept. Nobody waits: it may take half a minute.
    """

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder.resolve()
        self._library = library
        self._kept = shared_folder("check")

    def known(self) -> list[Diagnostic] | None:
        """Return what was found in the files as they are; None where nobody has looked yet."""
        path = self._path()
        return _read(path.read_text(encoding="utf-8")) if path.exists() else None

    def is_looking(self) -> bool:
        """Return whether any process of the server looks at this moment."""
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
            if self._library.documents():
                found += unsaid(self._folder, self._library.folder.resolve())
            for stale in self._kept.glob("*.jsonl"):
                stale.unlink(missing_ok=True)
            unfinished = path.with_suffix(".unfinished")
            unfinished.write_text(found, encoding="utf-8")
            unfinished.replace(path)
        except OSError:
            log.exception("what is wrong with the intents could not be looked for")
        finally:
            lock.release()

    def _lock(self) -> FileLock:
        return FileLock(self._kept / "lock", thread_local=False)  # taken in one thread, released in another

    def _path(self) -> Path:
        return self._kept / f"{version_of(self._folder)}-{self._library.version()}-{date.today()}.jsonl"


def find(folder: Path) -> str:
    """Return what `check --json` prints of `folder`. The one place that knows how `check` is called."""
    checking = command("check", "--json", "--intents", folder)
    run = subprocess.run(checking, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode in (0, 1):
        return run.stdout
    lines = run.stderr.strip().splitlines() or [f"it ended with status {run.returncode}"]
    return json.dumps({"file": folder.name, "line": 1, "message": f"could not be checked: {lines[-1]}"})


def unsaid(folder: Path, documents: Path) -> str:
    """Return what `ground` finds of the answers in `folder`, in lines as `find` gives them.

    None of it keeps the bot from being started, and to record the documents is no matter of the studio's.
    """
    grounding = command("ground", "--json", "--intents", folder, "--documents", documents)
    try:
        run = run_bounded(grounding, LONGEST)
    except BusyError as error:
        return _remark(documents, f"were not held against the answers: {error}")
    if run.returncode not in (0, 1):
        # Files that cannot be read are said already, by `find` or under Documents.
        return "" if run.stderr.startswith("bot: ") else _remark(documents, "hold too much to be held against answers")
    found = (one for one in json.loads(run.stdout)["findings"] if Path(one["path"]).name != FILE_NAME)
    lines = ({"file": one["path"], "line": one["line"], "message": one["message"]} for one in found)
    return "".join(json.dumps({**line, "grade": Severity.WARNING}) + "\n" for line in lines)


def _remark(documents: Path, message: str) -> str:
    line = {"file": documents.name, "line": 1, "message": f"The documents {message}", "grade": Severity.WARNING}
    return json.dumps(line) + "\n"


def _read(lines: str) -> list[Diagnostic]:
    return [_finding(json.loads(line)) for line in lines.splitlines()]


def _finding(one: dict[str, Any]) -> Diagnostic:
    severity = Severity(one.get("grade", "error"))
    return Diagnostic(Path(one["file"]), one["line"], one["message"], severity, one.get("sort", ""))
