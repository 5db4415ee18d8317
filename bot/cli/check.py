"""`check`: whether the intent files can be served, and what in them wants mending."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.content import load_intents
from bot.content.files import EditError
from bot.editing.changed_since_review import changed_since_review
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks import check_intents
from bot.evaluation.checks.reading_age import can_read
from bot.evaluation.checks.summary import one_line, summed_up

NAME = "check"
HELP = "say what in the intent files is wrong or wants mending; exit 1 on an error or a warning"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("--all", action="store_true", help="each advice by itself, by file and line")
    parser.add_argument("--json", action="store_true", help="each finding as a JSON object, one a line")
    parser.add_argument(
        "--cases",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="case files or folders, whose questions may be no examples; default DIR/cases",
    )


def run(options: argparse.Namespace) -> int:
    """Print what was found, `path:line: severity: what is wrong and the fix`; exit 1 on any that is no mere advice."""
    diagnostics = check_intents(options.intents, date.today(), options.cases or ())
    if all(finding.severity is not Severity.ERROR for finding in diagnostics):
        diagnostics = sorted([*diagnostics, *_changed_since_review(options.intents)])
    if options.json:
        lines: Iterable[str] = map(_as_json, diagnostics)
    else:
        lines = map(one_line, diagnostics) if options.all else summed_up(diagnostics)
    for line in lines:
        print(line)
    if not diagnostics and not options.json:
        print(f"{options.intents}: no findings")
    if not can_read():
        print("bot: reading ages were not looked at: pip install -r requirements-documents.txt", file=sys.stderr)
    return 1 if any(finding.severity is not Severity.ADVICE for finding in diagnostics) else 0


def _changed_since_review(folder: Path) -> list[Diagnostic]:
    try:
        return list(changed_since_review(load_intents(folder)))
    except EditError as error:
        print(f"bot: changes since the reviews were not looked for: {error}", file=sys.stderr)
        return []


def _as_json(finding: Diagnostic) -> str:
    fields = {"file": finding.path, "line": finding.line, "grade": finding.severity, "message": finding.message}
    fields |= {"sort": finding.sort} if finding.sort else {}
    return json.dumps(fields, default=str, ensure_ascii=False)
