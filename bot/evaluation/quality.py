"""How good a clinic's bot can be expected to be: what it would make of phrases that it had not learnt from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.content import Kind, Knowledge
from bot.dialogue import Bot
from bot.dialogue.state import Tokens
from bot.nlu import Fold
from bot.triage import EmergencyDetector

MANY = 600  # phrases, of which those of the first fold tell enough


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares, 0 to 1, of phrases not learnt that would be answered right, answered wrong, and not answered but
    offered or declined; and the intents of which fewest would be answered right, each with its share, worst first."""

    right: float
    wrong: float
    not_answered: float
    weakest: tuple[tuple[str, float], ...]


def expected_quality(knowledge: Knowledge, folds: Sequence[Fold], n_weakest: int) -> Quality | None:
    """Ask bots that have not learnt the phrases of a fold those of the clinic's own answers.

    Returns None where the clinic has no phrase of an answer.
    """
    own = [i for i in knowledge.intents.values() if i.kind is Kind.ANSWER and not i.is_shipped]
    phrases = {(text, intent.id) for intent in own for text in intent.examples}
    if not phrases:
        return None
    detector = EmergencyDetector.load()
    asked, right, answered = Counter[str](), Counter[str](), 0
    for fold in folds if len(phrases) <= MANY else folds[:1]:
        bot = _without(knowledge, fold, detector)
        for text, intent in phrases.intersection(fold.examples()):
            reply = bot.reply(text)
            asked[intent] += 1
            right[intent] += intent in reply.intents
            answered += reply.kind is Kind.ANSWER and intent not in reply.intents
    total = asked.total()
    shares = sorted((right[intent] / asked[intent], intent) for intent in asked)
    weakest = tuple((intent, share) for share, intent in shares[:n_weakest])
    return Quality(right.total() / total, answered / total, 1 - (right.total() + answered) / total, weakest)


def _without(knowledge: Knowledge, fold: Fold, detector: EmergencyDetector) -> Bot:
    """Return a bot that does not know the examples of a fold."""
    gone = set(fold.examples())
    intents = {
        i.id: replace(i, examples=tuple(text for text in i.examples if (text, i.id) not in gone))
        for i in knowledge.intents.values()
    }
    return Bot(replace(knowledge, intents=intents), fold.classifier(), detector, Tokens())
