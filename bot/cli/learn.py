"""`learn`: learn from the examples, and keep what was learnt for whoever serves them."""

from __future__ import annotations

import argparse
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
    models = options.models or options.intents / CACHE
    Bot.load(options.intents, store=ModelStore(models))
    Bot.load(options.intents, store=ModelStore(models, may_learn=False))
    return 0
