"""How sure a clinic's bot can be: how many of its own examples it would understand if it had not learnt them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.content import Kind, Knowledge
from bot.content.folder import special_file
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.utterances import Utterance
from bot.nlu import HeldOut

GOOD = 0.9  # the share from which nothing is said
FIRST = 3  # intents that are named


def how_sure(knowledge: Knowledge, said: Sequence[Utterance], held_out: Sequence[HeldOut]) -> Iterator[Diagnostic]:
    """Advise where many questions in other words would go astray, and say which answers need phrases most."""
    tried = [(u.intent.id, out.lead <= 0) for u, out in zip(said, held_out, strict=True) if _is_own_answer(u)]
    share = sum(right for _, right in tried) / len(tried) if tried else 1.0
    if share >= GOOD:
        return
    astray = Counter(intent for intent, right in tried if not right)
    named = ", ".join(f"'{intent}'" for intent, _ in astray.most_common(FIRST))
    message = (
        f"about {share * 100:.0f} in 100 phrases of your answers would be understood had the bot not learnt them, and "
        f"hardly more of what patients ask: add phrases to {named} first"
    )
    yield Diagnostic(special_file(knowledge.folder, "clinic"), 1, message, Severity.ADVICE)


def _is_own_answer(utterance: Utterance) -> bool:
    return utterance.intent.kind is Kind.ANSWER and not utterance.intent.is_shipped
