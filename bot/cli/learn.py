"""`learn`: learn from the examples, and keep what was learnt for whoever serves them."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.dialogue import Bot
from bot.dialogue.bot import CACHE
from bot.errors import BotError
from bot.nlu import ModelStore, NotLearntError

NAME = "learn"
HELP = "learn from the examples and keep what was learnt, as the server does by itself after each change"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("--models", type=Path, metavar="DIR", help="where to keep it; default .cache in the intents")


def run(options: argparse.Namespace) -> int:
    """Learn where that was not done before. Raises BotError where the outcome could not be kept."""
    models = options.models or options.intents / CACHE
    Bot.load(options.intents, store=ModelStore(models))
    try:
        Bot.load(options.intents, store=ModelStore(models, may_learn=False))
    except NotLearntError:
        mend = "see whether its disk is full, and who may write there"
        raise BotError(f"{models}: what was learnt cannot be kept: {mend}") from None
    return 0
