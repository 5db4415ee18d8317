"""`ground`: hold every answer against the sections that it cites."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from bot.cli.console import as_json
from bot.content import Knowledge, load_intents
from bot.documents import read_documents
from bot.errors import Severity
from bot.evaluation.checks.summary import one_line
from bot.grounding import Grounded, ground, read_record, write_record
from bot.text import counted

NAME = "ground"
HELP = "hold every answer against its sources; exit 1 on any finding"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument(
        "--documents", required=True, type=Path, metavar="DIR", help="the folder of the clinic's documents"
    )
    parser.add_argument("--record", action="store_true", help="record the documents as they are now, then check")
    parser.add_argument(
        "--verbose", action="store_true", help="show the line that supports each sentence, with its score"
    )
    parser.add_argument("--json", action="store_true", help="everything as one JSON object")


def run(options: argparse.Namespace) -> int:
    """Print what was found; exit 1 on a finding. What no answer uses is listed and is none."""
    today = date.today()
    knowledge = load_intents(options.intents)
    documents = read_documents(options.documents)
    if options.record:
        write_record(options.intents, documents.values(), today)
    grounded = ground(knowledge, documents, read_record(options.intents), today)
    if options.json:
        print(as_json(_as_json(grounded), indent=1))
    else:
        _print(grounded, knowledge, verbose=options.verbose)
    return 1 if any(finding.severity is not Severity.ADVICE for finding in grounded.diagnostics) else 0


def _print(grounded: Grounded, knowledge: Knowledge, *, verbose: bool) -> None:
    for finding in grounded.diagnostics:
        print(one_line(finding))
    for intent, supports in grounded.supports.items() if verbose else ():
        print(f"\n{intent}: {knowledge.intents[intent].question}")
        for support in supports:
            print(f"  {support.score:3.0f}  {support.sentence}")
            if support.statement:
                print(f"       line {support.statement.line}: {support.statement.text}")
    if grounded.unused:
        print("\nWhat the documents say and no answer uses (no fault by itself):")
    for document, statement in grounded.unused:
        print(f"{document.path}:{statement.line}: {statement.text}")
    sentences = sum(map(len, grounded.supports.values()))
    found = counted(len(grounded.diagnostics), "finding") if grounded.diagnostics else "no findings"
    print(f"\n{counted(len(grounded.supports), 'answer')}, {counted(sentences, 'sentence')}, {found}")


def _as_json(grounded: Grounded) -> dict[str, Any]:
    return {
        "findings": [
            {"path": str(finding.path), "line": finding.line, "grade": finding.severity, "message": finding.message}
            for finding in grounded.diagnostics
        ],
        "answers": {
            intent: [
                {
                    "sentence": support.sentence,
                    "score": round(support.score, 1),
                    "line": support.statement.line if support.statement else None,
                    "supported_by": support.statement.text if support.statement else None,
                }
                for support in supports
            ]
            for intent, supports in grounded.supports.items()
        },
        "unused": [
            {"document": document.name, "line": statement.line, "text": statement.text}
            for document, statement in grounded.unused
        ],
    }
