"""`test`: question cases against the intents, in the terminal, as a page, or again at every save."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.content import version_of
from bot.content.folder import yaml_files
from bot.dialogue import Bot
from bot.errors import BotError
from bot.evaluation.cases import Case, CasesError, case_files, read_cases, unknown_intents
from bot.evaluation.judging import Examiner, Outcome, Verdict
from bot.evaluation.report import write_report
from bot.evaluation.summary import failure_lines, summarise
from bot.evaluation.watching import changes

NAME = "test"
HELP = "run question cases against the intents; exit 1 where one falls short"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="case files or folders; default DIR/cases")
    parser.add_argument("--html", type=Path, metavar="REPORT.html", help="write the report as one page")
    parser.add_argument("--watch", action="store_true", help="run again whenever a case or an intent is saved")


def run(options: argparse.Namespace) -> int:
    """Run the cases. Raises BotError where they or the intents cannot be read."""
    runner = _Runner(options)
    if not options.watch:
        return runner.run()
    for _ in changes(runner.files):
        runner.run_and_go_on()
    return 0


class _Runner:
    """Runs the cases, and keeps what was learnt for as long as the intents stay the same."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._examiner: Examiner | None = None

    def _case_files(self) -> Sequence[Path]:
        return case_files(self._options.files, self._options.intents)

    def files(self) -> Sequence[Path]:
        """Return all files that a run depends on."""
        return [*self._case_files(), *yaml_files(self._options.intents)]

    def run(self) -> int:
        """Run all cases once and print the report."""
        cases = read_cases(self._case_files())
        examiner = self._current()
        if unknown := unknown_intents(cases, examiner.bot.knowledge):
            raise CasesError(unknown)
        if not cases:
            raise BotError("the case files hold no case: start one with '- ask:'")
        return self._report(cases, examiner)

    def run_and_go_on(self) -> None:
        """Run all cases once; what cannot be read is said, and mended by the next save."""
        print(f"\n--- {datetime.now():%H:%M:%S}", flush=True)
        try:
            self.run()
        except BotError as error:
            print(error, file=sys.stderr)
        sys.stdout.flush()

    def _current(self) -> Examiner:
        folder = self._options.intents
        if self._examiner is None or self._examiner.bot.knowledge.version != version_of(folder):
            self._examiner = Examiner(Bot.load(folder))
        return self._examiner

    def _report(self, cases: Sequence[Case], examiner: Examiner) -> int:
        outcomes = examiner.examine(cases)
        failures = [outcome for outcome in outcomes if outcome.verdict is not Verdict.RIGHT]
        for outcome in sorted(failures, key=_order):
            print("\n".join(failure_lines(outcome, examiner.bot.explain(outcome.case.message))))
        if self._options.html:
            write_report(self._options.html, outcomes, examiner.bot)
            print(f"report: {self._options.html}")
        print(summarise(outcomes))
        return 1 if failures else 0


def _order(outcome: Outcome) -> tuple[bool, Path, int]:
    """Sort what is wrong to the end, nearest to the summary; keep the order of the files otherwise."""
    return outcome.verdict is Verdict.WRONG, outcome.case.place.path, outcome.case.place.line
