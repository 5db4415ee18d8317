"""What a visitor can do now: a button for each way of reaching someone that a text names, in the text's order."""

from __future__ import annotations

import re

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
    found = ((name, knowledge.clinic.placeholders[name]) for name in named)
    return tuple(_action(name, knowledge.fill(labels[name]), value) for name, value in found if value)


def _action(placeholder: str, label: str, value: str) -> Action:
    if placeholder == "booking":
        return Action("book", label, value)
    if placeholder == "contact":
        return Action("write" if value.startswith("mailto:") else "open", label, value)
    if placeholder == "email":
        return Action("write", label, f"mailto:{value}")
    return Action("call", label, tel_link(value))
