"""What wants mending in a folder of intents: in its form, its examples, its answers, and its upkeep."""

from bot.evaluation.checks.check import check_intents

__all__ = ["check_intents"]
