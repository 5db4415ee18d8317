"""An answer's fields as people read them, who see questions and caveats, and none of their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.studio.dates import day
from web.studio.problems import LABELS

# What fields are called that people see and no form has.
ALL_LABELS = {**LABELS, "reviewed": "review", "status": "state"}

Names = Mapping[str, Mapping[str, str]]  # by field: the texts of the ids that it holds


def readable(data: Mapping[str, Any], names: Names) -> dict[str, str | list[str]]:
    """Return each field as a text, or as a list of them; what is no draft is published."""
    said = {key: _said(value, names.get(key, {})) for key, value in data.items() if value is not None}
    return {**said, "status": "draft" if data.get("status") == "draft" else "published"}


def _said(value: Any, names: Mapping[str, str]) -> str | list[str]:
    if isinstance(value, list):
        return [_item(one, names) for one in value]
    return _review(value) if isinstance(value, dict) else str(value)


def _item(value: Any, names: Mapping[str, str]) -> str:
    """Return an id's text, a source as "document: section", and a phrase or a wording as it stands."""
    return ": ".join(map(str, value.values())) if isinstance(value, dict) else names.get(value, str(value))


def _review(review: Mapping[str, Any]) -> str:
    """Return who reviewed it, on which day, and by when it is to be read again; what nobody said is left out."""
    parts = [(before, review.get(key)) for before, key in (("by ", "by"), (" on ", "on"), (", due ", "due"))]
    return "".join(f"{before}{day(value)}" for before, value in parts if value)
