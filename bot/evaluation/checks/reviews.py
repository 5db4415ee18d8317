"""Reviews that are missing, the sample clinic's, overdue, or due soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from bot.content import Intent, Knowledge, Place
from bot.errors import Diagnostic, Severity
from bot.text import counted

SOON = timedelta(days=30)
SAMPLE_REVIEWER = "Sample reviewer (replace with your clinician)"  # who stands in the sample clinic's files


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


def sample_reviews(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield, once for all of them, that answers are called reviewed by nobody but the sample clinic's reviewer."""
    found = [intent for intent in knowledge.intents.values() if intent.reviewer == SAMPLE_REVIEWER]
    if found:
        message = (
            f"{counted(len(found), 'answer is', 'answers are')} called reviewed by the sample's reviewer alone: have a "
            "clinician read, then set 'by', 'on' and 'due'"
        )
        yield found[0].review_place.finding(message, Severity.ADVICE)


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
