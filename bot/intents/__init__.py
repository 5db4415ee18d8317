"""The clinic's knowledge: the intent files' form, reading them, and what is wrong in them and where."""

from bot.intents.knowledge import Intent, Kind, Knowledge, Place, Source, Topic
from bot.intents.load import load_intents, topic_files, version_of
from bot.intents.model import Clinic, LexiconFile, Phrases

__all__ = [
    "Clinic",
    "Intent",
    "Kind",
    "Knowledge",
    "LexiconFile",
    "Phrases",
    "Place",
    "Source",
    "Topic",
    "load_intents",
    "topic_files",
    "version_of",
]
