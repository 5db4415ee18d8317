"""`settings`: every setting with its meaning, default and present value."""

from __future__ import annotations

import argparse
from textwrap import fill, indent

from bot.cli.show import WIDTH
from bot.settings import Described, describe, load_settings

NAME = "settings"
HELP = "print every setting with its meaning, default and present value"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add none: it takes none of its own."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command is given its options
    """Print the settings; secrets are hidden."""
    print("\n\n".join(map(_shown, describe(load_settings()))))
    return 0


def _shown(setting: Described) -> str:
    default = "" if setting.value == setting.default else f"  (default: {setting.default})"
    return f"{setting.name} = {setting.value}{default}\n{indent(fill(setting.meaning, WIDTH - 4), '    ')}"
