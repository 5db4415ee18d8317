"""`check`: whether the intent files can be served, and what in them wants mending."""

from __future__ import annotations

import argparse

from bot.dialogue import load_door
from bot.errors import Finding, IntentsError
from bot.intents import load_intents

NAME = "check"
HELP = "validate the intent files; exit 1 on any finding"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none of its own."""


def run(options: argparse.Namespace) -> int:
    """Print each finding as `path:line: what is wrong and the mend`; exit 1 if there is one."""
    findings: list[Finding] = []
    for load in (load_intents, load_door):
        try:
            load(options.intents)
        except IntentsError as error:
            findings += error.findings
    for finding in sorted(set(findings)):
        print(finding)
    if not findings:
        print(f"{options.intents}: no findings")
    return 1 if findings else 0
