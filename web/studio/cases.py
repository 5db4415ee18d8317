"""The clinic's cases in the studio: put to the bot in service, and what falls short."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.editing.workspace import Workspace
from bot.errors import BotError
from bot.evaluation.cases import Case, clinic_cases, read_cases
from bot.evaluation.judging import Examiner, Outcome
from web.reload import LiveBot

log = logging.getLogger("caveat.studio")

Cases = tuple[Case, ...]


def cases_of(work: Workspace) -> Cases:
    """Return all cases of the clinic; none, and a line in the log, where they cannot be read."""
    try:
        return read_cases(clinic_cases(work.folder))
    except BotError as error:
        log.warning("the cases cannot be run in the studio", extra={"fields": {"problem": str(error)}})
        return ()


class CaseRun:
    """The outcome of each case with the bot in service, kept until the bot or a case changes."""

    def __init__(self, live: LiveBot, work: Workspace) -> None:
        self._live = live
        self._work = work
        self._known: tuple[str, Cases, Sequence[Outcome]] = ("", (), ())

    def outcomes(self) -> Sequence[Outcome]:
        """Return what came of each case."""
        bot, cases = self._live.current(), cases_of(self._work)
        version, known, outcomes = self._known
        if (version, known) != (bot.knowledge.version, cases):
            outcomes = Examiner(bot).examine(cases)
            self._known = (bot.knowledge.version, cases, outcomes)
        return outcomes
