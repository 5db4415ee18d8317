"""Caveat: a clinic's FAQ bot that answers from reviewed intents and never drops the fine print."""

__version__ = "2.0.0"
