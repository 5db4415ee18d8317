"""Which line of a document supports a sentence of an answer best, and how well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.documents import Statement
from bot.grounding.words import telling_roots
from bot.nlu.word_vectors import word_vectors
from bot.text import normalise, tokens

# Sentences that state nothing of the document's: that it is silent, or that a person is to be asked.
_SILENCE = re.compile(
    r"\b(?:source|text|texts|it|report|list|nobody|we)\b[^.]*\b(?:(?:do|does|did|can|could)(?: not|n[’']t)|cannot) "
    r"(?:also )?(?:say|says|name|names|mention|give|compare|cover|show|tell|judge|describe|speak|know)\b"
    r"|\b(?:names?|gives?|says?|speaks?|mentions?) (?:no|nothing|of no)\b|\bnames no\b|\bnot say\b"
    r"|\bnobody can\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"^(?:so )?(?:please )?(?:ask|call|ring|phone|contact|see|tell|talk to|speak to|check with|allow for)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence of an answer, the statement that supports it best, and how well: 0 to 100."""

    sentence: str
    statement: Statement | None
    score: float


def is_silence(sentence: str) -> bool:
    """Whether the sentence says that the document does not say something."""
    return _SILENCE.search(sentence) is not None


def is_advice(sentence: str) -> bool:
    """Whether the sentence tells the visitor to ask someone, or what to allow for."""
    return _ADVICE.match(sentence) is not None


def best_support(sentence: str, statements: Sequence[Statement]) -> Support:
    """The statement that has most of the sentence's telling words, by RapidFuzz's token set ratio."""
    scored = [(similarity(sentence, statement.text), statement) for statement in statements]
    score, statement = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return Support(sentence, statement, score)


def similarity(sentence: str, statement: str) -> float:
    """How much two sentences share, 0 to 100, by the stems of the words that carry their facts."""
    return fuzz.token_set_ratio(" ".join(telling_roots(sentence)), " ".join(telling_roots(statement)))


def likeness(sentence: str, statement: str) -> float:
    """How like the meanings of two sentences are by their words' vectors, 0 to 100."""
    one, two = (word_vectors().vector(tokens(normalise(text))) for text in (sentence, statement))
    return 100 * max(0.0, float(one @ two))
