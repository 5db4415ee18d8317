"""Read a table of intents in a process that ends: `python -m bot.editing.parsed_table NAME CONTENT OUTCOME`.

A workbook of some kilobytes may hold rows without end, as anybody may have made it.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from bot.editing.spreadsheet import TableError
from bot.editing.table import Table, parse_table


def keep(name: str, content: Path, outcome: Path) -> None:
    """Read the file at `content` as one of this `name`, and write the table, or what is wrong with it, to `outcome`."""
    found: Table | TableError
    try:
        found = parse_table(name, content.read_bytes())
    except TableError as error:
        found = error
    unfinished = outcome.with_suffix(".unfinished")
    unfinished.write_bytes(pickle.dumps(found))
    unfinished.replace(outcome)


def kept(outcome: Path) -> Table:
    """Return the table that `keep` has written to `outcome`. Raises TableError where it is none, OSError without it.

    The file must be one that nobody else can write: whoever can, may have anything done.
    """
    found: Table | TableError = pickle.loads(outcome.read_bytes())
    if isinstance(found, TableError):
        raise found
    return found


if __name__ == "__main__":
    keep(sys.argv[1], *map(Path, sys.argv[2:]))
