"""`export`: all intents as one table for a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.content.raw import read_raw_intents
from bot.editing.table import write_table

NAME = "export"
HELP = "write all intents into one table, XLSX or CSV, a row for each"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the table to write: its name ends in .xlsx or .csv")


def run(options: argparse.Namespace) -> int:
    """Write the table. Raises BotError where the intents cannot be read or it is no table."""
    count = write_table(options.file, read_raw_intents(options.intents))
    print(f"{options.file}: {count} intents")
    return 0
