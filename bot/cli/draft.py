"""`draft`: turn documents into draft intents."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shlex import quote

from bot.cli.console import program
from bot.cli.show import show_difference
from bot.documents import Document, DocumentError, Drafted, draft_into, read_document
from bot.grounding import read_record, write_record

SHOWN = 20  # lines that are not used and that are printed; all of them stand in the file
NAME = "draft"
HELP = "turn documents into draft intents, for a person to write out and review"

_SAYS = {
    "new": "new",
    "updated": "updated: the document changed",
    "kept": "yours, not written over: the document changed, so compare",
    "gone": "yours, kept: the document no longer has it",
    "removed": "removed: the document no longer has it",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument(
        "documents", nargs="+", type=Path, metavar="DOCUMENT", help="text, Markdown, HTML, DOCX, PDF, CSV or XLSX"
    )
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar="DIR", help="the folder of intents to draft into"
    )


def run(options: argparse.Namespace) -> int:
    """Draft all documents, and record them, so that a later change is seen by the answers that rest on it.

    Raises BotError, before anything is written, where one of them, or the record, cannot be read.
    """
    documents, today = _read(options.documents), date.today()
    read_record(options.output)  # before anything is written
    done, added = draft_into(options.output, documents, today)
    write_record(options.output, documents, today)
    for drafted in done:
        print("\n".join(_report(drafted)))
    for path in added:
        print(f"{path}: added: read it, and mend what does not fit yours")
    if any(change.what == "new" for drafted in done for change in drafted.changes):
        print("Next: write the answers and take 'status: draft' out, then run:")
        print(f"  {program()} check --intents {quote(str(options.output))}")
    return 0


def _read(paths: list[Path]) -> list[Document]:
    documents: dict[str, Document] = {}
    for path in paths:
        document = read_document(path)
        if first := documents.get(document.name):
            raise DocumentError(path, f"would be cited as '{document.name}', as {first.path} is: rename one of them")
        documents[document.name] = document
    return list(documents.values())


def _report(drafted: Drafted) -> Iterator[str]:
    counts = Counter(change.what for change in drafted.changes)
    unchanged = len(drafted.drafts) - counts["new"] - counts["updated"] - counts["kept"]
    said = [f"{number} {what}" for what, number in counts.items()] + [f"{unchanged} unchanged"] * (unchanged > 0)
    yield f"{drafted.document.path} -> {drafted.path}: {', '.join(said) or 'nothing to draft'}"
    for change in drafted.changes:
        yield f"  {change.key}: {_SAYS[change.what]}: {change.question}"
        if change.what != "new":
            yield from show_difference(change.before, change.after)
    yield from (f"  note: {warning}" for warning in drafted.document.warnings)
    left_out = drafted.account.left_out
    yield f"  {drafted.account}{':' * bool(left_out)}"
    yield from (f"    {item}" for item in left_out[:SHOWN])
    if len(left_out) > SHOWN:
        yield f"    … and {len(left_out) - SHOWN} more, all at the top of {drafted.path}"
