"""`schema`: the JSON Schema of the intent files, for completion in an editor."""

from __future__ import annotations

import argparse
import json

from bot.content.schema import MODELS, json_schema

NAME = "schema"
HELP = "print the JSON Schema of an intent file's form"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("form", nargs="?", default="topic", choices=sorted(MODELS), help="which file's form")


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(json_schema(options.form), indent=2))
    return 0
