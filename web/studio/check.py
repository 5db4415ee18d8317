"""What `check` finds: looked for once for each state of the files."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

from flask import Blueprint, render_template, request

from bot.content import version_of
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks import check_intents
from web.studio.shared import Studio


def add_check(blueprint: Blueprint, studio: Studio) -> None:
    """The page of what wants mending."""
    checker = Checker(studio.work.folder)

    @blueprint.route("/check", methods=["GET", "POST"])
    def check() -> str:
        found = checker.look() if request.method == "POST" else checker.known()
        by_grade = {grade: [finding for finding in found or () if finding.grade is grade] for grade in Severity}
        return render_template("check.html", found=found, by_grade=by_grade, problems=studio.live.problems)


class Checker:
    """Holds what was found in `folder`, for as long as neither its files nor the day change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._looking = threading.Lock()
        self._found: dict[tuple[str, date], list[Diagnostic]] = {}

    def known(self) -> list[Diagnostic] | None:
        """What was found in the files as they are; None where nobody has looked yet."""
        return self._found.get(self._state())

    def look(self) -> list[Diagnostic]:
        """What there is to find in the files as they are. May take half a minute."""
        with self._looking:
            state = self._state()
            if state not in self._found:
                self._found = {state: find(self._folder)}
            return self._found[state]

    def _state(self) -> tuple[str, date]:
        return version_of(self._folder), date.today()


def find(folder: Path) -> list[Diagnostic]:
    """All diagnostics of `check` in `folder`, by file and line. The one place that knows how `check` is called."""
    return check_intents(folder, date.today())
