"""Emergencies: those that a rule knows, and those that are like messages that were emergencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.nlu import IntentClassifier
from bot.text import phrase
from bot.triage import CALM, Alarm, EmergencyDetector

LIKENESS = "likeness"
SURE = 0.97  # how likely it must be, by its likeness to others, that a message needs a human now
MIN_WORDS = 4  # fewer are like too much: "goodbye" is mostly just that


class Alarms:
    """Holds every message against the emergency door first, then, by likeness, against what was learnt from voices.

    Each of the `voices` is what it was written down as, a reply's id or `CALM`; and what `is_ordinary` is calm.
    """

    def __init__(
        self,
        door: EmergencyDetector,
        ear: IntentClassifier | None,
        voices: Iterable[tuple[str, str]],
        is_ordinary: Callable[[str], bool],
    ) -> None:
        self._door = door
        self._ear = ear
        self._written = {phrase(message): label for message, label in voices}
        self._is_ordinary = is_ordinary

    def check(self, message: str) -> Alarm | None:
        """The alarm that `message` raises, or None. Takes any text and never raises."""
        if alarm := self._door.check(message):
            return alarm
        label = self._written.get(phrase(message)) or self._likened(message)
        return None if label == CALM else self._door.alarm(LIKENESS, label, message)

    def _likened(self, message: str) -> str:
        """The reply that most emergencies like `message` call for, or `CALM` where it is not surely one."""
        if self._ear is None or len(message.split()) < MIN_WORDS:
            return CALM
        shares = self._ear.shares(self._ear.parser.parse(message))
        calm = shares.pop(CALM, 0.0)
        # Of a sign that a rule knows, the rules know best.
        if 1 - calm <= SURE or self._is_ordinary(message) or self._door.sees(message):
            return CALM
        return max(shares, key=lambda reply: shares[reply])
