"""The form of an answer, as the browser sends it: what it says of the intent, as the files' own fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import request

from bot.content.files import EditError
from bot.editing.pending import Item

Fields = dict[str, Any]


def fields_of(item: Item) -> Fields:
    """Return what the form changes of an intent; a field that is empty and was never there is left out."""
    form = request.form
    if "question" not in form:
        return {}  # a button that was sent without the form around it
    answers = [text for text in map(_tidy, form.getlist("answer")) if text]
    fields: Fields = {
        "question": " ".join(form.get("question", "").split()),
        "examples": [" ".join(line.split()) for line in form.get("examples", "").splitlines() if line.strip()],
        "answer": answers if isinstance(item.data.get("answer"), list) else "".join(answers),
        "caveats": form.getlist("caveat") or None,
        "sources": list(_sources(form.getlist("source"))) or None,
        "follow_ups": [other for other in form.getlist("follow_up") if other] or None,
    }
    return {key: value for key, value in fields.items() if value != item.data.get(key)}


def due_day() -> date | None:
    """Return the day of the next review that the form names, None for none. Raises EditError where it is no day."""
    text = request.form.get("due", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise EditError(f"'{text}' is no day: write it as 2027-05-31") from None


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _sources(lines: Sequence[str]) -> Iterator[Mapping[str, str]]:
    for line in lines:
        document, _, section = line.partition(":")
        if document.strip():
            yield {"document": document.strip(), "section": section.strip()}
