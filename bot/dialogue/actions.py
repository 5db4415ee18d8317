"""What a visitor can do now: a button for each way of reaching someone that a text names, in the text's order."""

from __future__ import annotations

import re

from bot.content import Knowledge
from bot.content.clinic import tel_link
from bot.reply import Action

CALLS = {"phone": "Call the clinic", "emergency_number": "Call {}", "crisis_line": "Call {}, the crisis line"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def actions(template: str, knowledge: Knowledge) -> tuple[Action, ...]:
    """Return an action for each of the clinic's numbers and links that `template` names, each once."""
    named = dict.fromkeys(_PLACEHOLDER.findall(template))
    return tuple(action for name in named if (action := _action(name, knowledge)))


def _action(placeholder: str, knowledge: Knowledge) -> Action | None:
    value = knowledge.clinic.placeholders.get(placeholder)
    if not value:
        return None
    if placeholder in CALLS:
        return Action("call", CALLS[placeholder].format(value), tel_link(value))
    if placeholder == "booking":
        return Action("book", "Book an appointment", value)
    if placeholder == "email" or (placeholder == "contact" and value.startswith("mailto:")):
        return Action("write", "Write to the clinic", value if value.startswith("mailto:") else f"mailto:{value}")
    return Action("open", "Open the contact page", value) if placeholder == "contact" else None
