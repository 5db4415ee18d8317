"""Reviews that are missing, overdue, or due soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from bot.content import Intent, Knowledge, Place
from bot.errors import Diagnostic, Severity

SOON = timedelta(days=30)


def due_reviews(knowledge: Knowledge, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with each review, once for all the answers that it covers."""
    covered: defaultdict[Place, list[Intent]] = defaultdict(list)
    for intent in knowledge.intents.values():
        if intent.reviewer:
            covered[intent.review_place].append(intent)
    for place, intents in covered.items():
        what = f"'{intents[0].id}'" if len(intents) == 1 else f"{len(intents)} answers"
        if problem := _problem(intents[0], today):
            message, severity = problem
            sort = f"reviews are due within {SOON.days} days" if severity is Severity.ADVICE else ""
            yield place.finding(f"the review of {what} {message}", severity, sort)


def _problem(intent: Intent, today: date) -> tuple[str, Severity] | None:
    if not intent.reviewed or not intent.due:
        return "is still to be done: have a clinician read, then set 'by', 'on' and 'due'", Severity.WARNING
    if intent.reviewed > today:
        return f"is of {intent.reviewed}, a day to come: set 'on' to the day on which it was done", Severity.WARNING
    if intent.due < today:
        return f"was due on {intent.due}: have a clinician read again, then set 'on' and 'due'", Severity.WARNING
    if intent.due <= today + SOON:
        return f"is due on {intent.due}: have a clinician read again, then set 'on' and 'due'", Severity.ADVICE
    return None
