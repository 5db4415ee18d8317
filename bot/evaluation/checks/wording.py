"""Answers that are too long, or too hard to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content import Intent, Knowledge
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.reading_age import can_read, longest_words, reading_age
from bot.nlu.english import stem
from bot.text import words_in

LONG = 70  # words
TOO_LONG = 100
AGE = 12  # what an answer should come near to
HARD = 14
TOO_HARD = 16
GROWN_UP = 18  # beyond school the formula tells no ages apart
LEAST = 15  # words; in a shorter answer the formula goes by chance

_PLACEHOLDER = re.compile(r"\{\w+\}")


def heavy_answers(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield answers with too many words, and answers whose words and sentences are too long."""
    for intent in knowledge.intents.values():
        if intent.is_shipped:
            continue
        answer = _PLACEHOLDER.sub("it", intent.answer)
        count = len(answer.split())
        if count > LONG:
            message = f"the answer of '{intent.id}' has {count} words: keep it under {LONG}"
            yield _finding(intent, message, f"answers have more than {LONG} words", -count, count > TOO_LONG)
        if count >= LEAST and can_read():
            yield from _hard(intent, answer, _named(knowledge, intent))


def _finding(intent: Intent, message: str, sort: str, rank: float, is_too_much: bool) -> Diagnostic:
    if is_too_much:
        return intent.place.finding(message, Severity.WARNING)
    return intent.place.finding(message, Severity.ADVICE, sort, rank)


def _hard(intent: Intent, answer: str, named: frozenset[str]) -> Iterator[Diagnostic]:
    age = reading_age(answer, named)
    if age < HARD:
        return
    words = ", ".join(f'"{word}"' for word in longest_words(answer, named)[:3])
    plainer = f", and plainer words for {words}" if words else ""
    message = (
        f"the answer of '{intent.id}' is for readers of {min(age, GROWN_UP):.0f} years and more: aim at {AGE}, with "
        f"shorter sentences{plainer}"
    )
    yield _finding(intent, message, "answers are hard to read", -age, age >= TOO_HARD)


def _named(knowledge: Knowledge, intent: Intent) -> frozenset[str]:
    """Return the stems of what the answer cannot but name: what it is asked about, and the treatments."""
    names = [name for topic in knowledge.topics.values() for name in (topic.title, *topic.names)]
    return frozenset(stem(word) for text in (intent.question, *names) for word in words_in(text))
