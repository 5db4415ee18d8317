"""`import`: take a table of intents back, once a person has seen what it changes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from bot.cli.show import show_difference
from bot.content.edit import Edit
from bot.content.files import locked
from bot.editing.importing import Imported, import_table
from bot.editing.table import read_table
from bot.text import counted

NAME = "import"
HELP = "take a table of intents back: shows what it changes, and asks before it writes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a table as `export` writes it, XLSX or CSV")
    parser.add_argument("--yes", action="store_true", help="write without asking")


def run(options: argparse.Namespace) -> int:
    """Show the changes and write them if wanted; exit 1 if not. Raises BotError where a cell cannot be taken."""
    edit = Edit(options.intents)
    imported = import_table(edit, read_table(options.file))
    print("\n".join(_report(imported)))
    if not imported.changes:
        return 0
    if not options.yes and not _wanted():
        print("nothing was written")
        return 1
    with locked(options.intents):
        for path in edit.save():
            print(f"{path}: written")
    return 0


def _report(imported: Imported) -> Iterator[str]:
    for intent, changes in groupby(imported.changes, key=lambda change: change.intent):
        yield f"{intent}{' (new)' if intent in imported.new else ''}"
        for change in changes:
            yield f"  {change.column} ({change.cell})"
            yield from show_difference(change.before.splitlines(), change.after.splitlines())
    if imported.absent:
        yield f"not in the table, and left as they are: {counted(len(imported.absent), 'intent')}"
    if imported.outdated:
        mend = "have a clinician read again, then set 'Reviewed on' and 'Due'"
        yield f"reviewed in other words, so {mend}: {', '.join(imported.outdated)}"
    changed = len({change.intent for change in imported.changes}) - len(imported.new)
    yield f"{counted(changed, 'intent')} changed, {len(imported.new)} new" if imported.changes else "nothing changes"


def _wanted() -> bool:
    try:
        return input("Write this? [y/N] ").strip().casefold() in {"y", "yes"}
    except EOFError:
        return False
