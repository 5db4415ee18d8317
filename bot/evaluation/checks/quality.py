"""How sure a clinic's bot can be: what it would make of the phrases of its answers if it had not learnt them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import Knowledge
from bot.content.folder import special_file
from bot.errors import Diagnostic, Severity
from bot.evaluation.quality import expected_quality

GOOD = 0.9  # the share from which nothing is said
FIRST = 3  # intents that are named


def how_sure(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Advise how many questions in other words are answered right, and say which answers need phrases most."""
    found = expected_quality(knowledge, FIRST)
    if found is None or found.right >= GOOD:
        return
    named = ", ".join(f"'{intent}'" for intent, _ in found.weakest)
    message = (
        f"of 100 questions in new words, about {found.right * 100:.0f} would get their answer at once, "
        f"{found.not_answered * 100:.0f} an offer or a no, and {found.wrong * 100:.0f} a wrong answer: "
        f"add phrases to {named} first"
    )
    yield Diagnostic(special_file(knowledge.folder, "clinic"), 1, message, Severity.ADVICE)
