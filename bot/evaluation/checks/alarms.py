"""Utterances that the emergency detector takes before any intent can."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content import Knowledge
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.utterances import utterances
from bot.triage import EmergencyDetector, Level


def false_alarms(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Find the utterances that are assessed as urgent."""
    detector = EmergencyDetector.load(threshold=knowledge.clinic.triage_threshold)
    for one in utterances(knowledge):
        assessment = detector.assess(one.text)
        if assessment.level is Level.URGENT:
            message = (
                f"\"{one.text}\" is taken for an emergency ({assessment.reason}), so '{one.intent.id}' never replies "
                "to it: take it out"
            )
            yield one.place.finding(message, Severity.WARNING)
