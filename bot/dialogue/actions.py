"""What a visitor can do now: a button for each way of reaching someone that a text names, in the text's order."""

from __future__ import annotations

import re
from typing import Literal

from bot.content import Knowledge
from bot.content.clinic import tel_link
from bot.reply import Action

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def actions(template: str, knowledge: Knowledge, language: str) -> tuple[Action, ...]:
    """Return an action for each of the clinic's numbers and links that `template` names, each once.

    Its label is in `language`, that of the template, where the bot's own lines have it, else in English.
    """
    spoken = knowledge.responses.actions
    labels = {**spoken["en"], **spoken.get(language, {})}
    named = [name for name in dict.fromkeys(_PLACEHOLDER.findall(template)) if name in labels]
    return tuple(
        Action(_kind(name, value), knowledge.fill(labels[name]), _href(name, value))
        for name in named
        if (value := knowledge.clinic.placeholders[name])
    )


def _kind(placeholder: str, value: str) -> Literal["call", "write", "book", "open"]:
    if placeholder == "booking":
        return "book"
    if placeholder == "contact":
        return "write" if value.startswith("mailto:") else "open"
    return "write" if placeholder == "email" else "call"


def _href(placeholder: str, value: str) -> str:
    if placeholder == "email":
        return f"mailto:{value}"
    return value if placeholder in ("booking", "contact") else tel_link(value)
