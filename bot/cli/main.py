"""Read the command line, run the command, and say what went wrong in one line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bot import __version__
from bot.cli import (
    ask,
    benchmark,
    chat,
    check,
    draft,
    export,
    ground,
    import_,
    inbox,
    learn,
    new,
    schema,
    settings,
    test,
    user,
)
from bot.cli.console import program, take_any_encoding
from bot.errors import BotError, IntentsError


class Command(Protocol):
    """What each command's module offers. `run` gives the exit code."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Say which arguments the command takes."""

    def run(self, options: argparse.Namespace, /) -> int:
        """Do it. Raises BotError for what the user can mend."""


COMMANDS: tuple[Command, ...] = (
    ask,
    chat,
    check,
    test,
    new,
    draft,
    ground,
    export,
    import_,
    inbox,
    learn,
    user,
    benchmark,
    schema,
    settings,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Gives the exit code: 0 all is well, 1 something falls short, 2 it could not be done."""
    take_any_encoding()
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()  # here, where a reader that has gone is still expected
        return code
    except IntentsError as error:
        return _fail(
            f"{error.diagnostics[0]}{_and_more(len(error.diagnostics) - 1)}" if error.diagnostics else str(error)
        )
    except BotError as error:
        return _fail(str(error).replace("\n", "; "))
    except BrokenPipeError:
        # The reader of our output has gone; what is still to be written goes nowhere, quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _fail(f"{error.filename or 'file'}: {error.strerror or error}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="caveat", description="A clinic's FAQ bot with its caveats.")
    parser.add_argument("--version", action="version", version=f"caveat {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--intents", type=Path, default=Path("intents"), metavar="DIR", help="the intent files' folder")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP, parents=[common])
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def _fail(line: str) -> int:
    print(f"bot: {line}", file=sys.stderr)
    return 2


def _and_more(count: int) -> str:
    return f" (and {count} more: run '{program()} check')" if count > 0 else ""
