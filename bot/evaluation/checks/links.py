"""Caveats that nothing uses, and follow-ups that lead back to where the visitor is."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import Knowledge
from bot.content.load import own_caveats
from bot.errors import Diagnostic, Severity


def loose_links(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield caveats without an intent, drafts counted, and intents that follow upon themselves.

    A follow-up that leads nowhere is an error of form, and found as such.
    """
    used = {caveat for i in (*knowledge.intents.values(), *knowledge.drafts) for caveat in i.caveat_ids}
    for caveat, place in own_caveats(knowledge.folder).items():
        if caveat not in used:
            message = f"no intent uses the caveat '{caveat}': name it in one, or take it out"
            yield place.finding(message, Severity.WARNING)
    for intent in knowledge.intents.values():
        if intent.id in intent.follow_ups:
            message = f"'{intent.id}' is its own follow-up: name another, or take it out"
            yield intent.place.finding(message, Severity.WARNING)
