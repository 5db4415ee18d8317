"""Intents with too few examples, or with examples that are all alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from rapidfuzz import fuzz, process

from bot.content import Intent, Knowledge
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.utterances import words_of
from bot.text import counted

LEAST_PHRASES = 5
ALIKE = 58  # of 100, by letters, on average over all pairs; examples of varied visitors reach 25 to 47


def thin_examples(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield intents whose examples are too few, or too much alike, to stand for what visitors really say."""
    own = [intent for intent in knowledge.intents.values() if not intent.is_shipped]
    for intent in own:
        count = len(intent.examples)
        if count < LEAST_PHRASES:
            wanted = f"write {LEAST_PHRASES} or more ways in which visitors really ask it"
            message = f"'{intent.id}' has {counted(count, 'phrase')}: {wanted}"
            sort = f"of {len(own)} intents have fewer than {LEAST_PHRASES} phrases"
            yield intent.place.finding(message, Severity.ADVICE, sort, count)
        elif likeness(intent) > ALIKE:
            yield intent.place.finding(
                f"the examples of '{intent.id}' say almost the same: add some in other words", Severity.WARNING
            )


def likeness(intent: Intent) -> float:
    """Return how much alike two of the intent's utterances are on average, 0 to 100."""
    texts = [" ".join(words_of(text)) for text in intent.utterances]
    pairs = process.cdist(texts, texts, scorer=fuzz.ratio)[np.triu_indices(len(texts), 1)]
    return float(pairs.mean())
