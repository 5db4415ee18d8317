"""`new`: start a clinic's folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote

from bot.cli.console import program
from bot.content.new import write_new_clinic

NAME = "new"
HELP = "start a clinic's folder, with everything in it explained"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder, new or empty")


def run(options: argparse.Namespace) -> int:
    """Write the files and say what comes next. Raises BotError where they cannot be written."""
    for path in write_new_clinic(options.folder):
        print(path)
    print(f"Next: put your own details into {options.folder / 'clinic.yaml'}, then run:")
    folder = quote(str(options.folder))
    print(f"  {program()} check --intents {folder}")
    print(f'  {program()} ask "when are you open" --intents {folder}')
    return 0
