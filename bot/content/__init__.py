"""The clinic's knowledge: the intent files' form, reading them, and what is wrong in them and where.

On the way from a folder to what is served each step stands on those before: `folder` finds the files, `yaml_file` reads
one, `validate` holds it against its form (`model`, `clinic`, `canned`), `parsed` has its intents with their places,
`reader` reads all files of a folder, `pack` fits the language pack to them, `rules` and `links` find what is wrong,
`build` makes the intents that are served, and `load` does all of this. What changes files goes by `raw` and `edit`.
"""

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
