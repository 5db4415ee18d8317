"""`learn`: learn from the examples, and keep what was learnt for whoever serves them."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from bot.dialogue import Bot
from bot.dialogue.bot import CACHE
from bot.nlu import ModelStore

NAME = "learn"
HELP = "learn from the examples and keep what was learnt, as the server does by itself after each change"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("--models", type=Path, metavar="DIR", help="where to keep it; default .cache in the intents")


def run(options: argparse.Namespace) -> int:
    """Learn where that was not done before. Raises NotLearntError where the outcome could not be kept."""
    models, keys = options.models or options.intents / CACHE, [secrets.token_hex(32)]
    Bot.load(options.intents, keys, ModelStore(models))
    Bot.load(options.intents, keys, ModelStore(models, may_learn=False))
    return 0
