"""How sure a clinic's bot can be: what it would make of the phrases of its answers if it had not learnt them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.content import Knowledge
from bot.content.folder import special_file
from bot.errors import Diagnostic, Severity
from bot.evaluation.quality import expected_quality
from bot.nlu import Fold

GOOD = 0.9  # the share from which nothing is said
FIRST = 3  # intents that are named


def how_sure(knowledge: Knowledge, folds: Sequence[Fold]) -> Iterator[Diagnostic]:
    """Say how many of the clinic's phrases are answered right unless learnt, and which answers need phrases most."""
    found = expected_quality(knowledge, folds, FIRST)
    if found is None or found.right >= GOOD:
        return
    named = ", ".join(f"'{intent}'" for intent, _ in found.weakest)
    message = (
        f"of 100 of its own phrases, the bot would answer {found.right * 100:.0f} rightly if it had not learnt them, "
        f"offer or decline {found.not_answered * 100:.0f}, and answer {found.wrong * 100:.0f} wrongly; what visitors "
        f"ask is mostly nearer to what it has learnt: add phrases to {named} first"
    )
    yield Diagnostic(special_file(knowledge.folder, "clinic"), 1, message, Severity.ADVICE)
