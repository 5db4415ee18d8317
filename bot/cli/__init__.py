"""The command line: one module for each command, and what they share."""

from bot.cli.main import main

__all__ = ["main"]
