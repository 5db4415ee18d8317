"""The clinic's knowledge: the intent files' form, reading them, and what is wrong in them and where."""

from bot.content.canned import CannedResponses
from bot.content.clinic import Clinic, tel_link
from bot.content.folder import topic_files, version_of
from bot.content.knowledge import Intent, Kind, Knowledge, Place, Source, Topic
from bot.content.load import load_intents
from bot.content.model import LexiconFile

__all__ = [
    "CannedResponses",
    "Clinic",
    "Intent",
    "Kind",
    "Knowledge",
    "LexiconFile",
    "Place",
    "Source",
    "Topic",
    "load_intents",
    "tel_link",
    "topic_files",
    "version_of",
]
