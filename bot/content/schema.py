"""JSON Schemas of the intent files, from the same models that validate them, for completion in editors."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from bot.content.canned import CANNED_FORM
from bot.content.clinic import Clinic
from bot.content.model import CaveatsFile, LexiconFile, TopicFile

MODELS: dict[str, type[BaseModel]] = {
    "topic": TopicFile,
    "clinic": Clinic,
    "phrases": CANNED_FORM,
    "caveats": CaveatsFile,
    "lexicon": LexiconFile,
}


def json_schema(form: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one form: 'topic', 'clinic', 'phrases', 'caveats' or 'lexicon'."""
    schema = MODELS[form].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
