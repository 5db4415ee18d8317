"""The emergency detector: whether a message describes something that needs a human now."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.errors import BotError
from bot.triage.assessment import Assessment, Level
from bot.triage.classifier import FILE, Classifier
from bot.triage.elsewhere import Elsewhere
from bot.triage.pack import FOLDER, Pack, load_pack
from bot.triage.reader import Reader, Reading
from bot.triage.rules import DEFAULT_LANGUAGE

ADVICE = "advice"
"""What stands beside another reply where a symptom is told that is not surely an emergency."""
POSSIBLE = "possible-emergency"
"""The reply to what is likely an emergency, though no rule says of which kind."""


class EmergencyDetector:
    """Assesses every message before anything else does. Safe to share between threads."""

    def __init__(self, pack: Pack, reader: Reader, classifier: Classifier, threshold: float | None = None) -> None:
        """`threshold` is the likelihood from which a message is urgent, where it differs from the learnt one."""
        self._pack, self._reader, self._classifier = pack, reader, classifier
        self._elsewhere = Elsewhere(pack.elsewhere)
        self._urgent_at = classifier.urgent_at if threshold is None else threshold
        self._advice_at = min(classifier.advice_at, self._urgent_at)

    @classmethod
    def load(cls, folder: Path = FOLDER, threshold: float | None = None) -> EmergencyDetector:
        """Load the detector from the language pack. Raises BotError with all that is wrong in its files."""
        pack, reader, classifier = load_pack(folder), _reader(folder), Classifier.load(folder)
        if classifier.fingerprint != reader.fingerprint():
            raise BotError(
                f"{folder / FILE}: these weights were learnt with other word vectors or features than there are now: "
                "learn them again with python -m tools.learn_triage MESSAGES.jsonl"
            )
        return cls(pack, reader, classifier, threshold)

    def assess(self, text: str, before: Set[str] = frozenset()) -> Assessment:
        """Assess a message. Takes any text of any length and never raises.

        `before` are the lasting contexts of the messages before it: after "I had filler this morning", "the skin is
        going white" is an emergency.
        """
        reading = self._reader.read(text, before)
        return replace(self._judged(text, reading), lasting=reading.lasting)

    def _judged(self, text: str, reading: Reading) -> Assessment:
        """Decide how soon a message needs a human."""
        likelihood = self._classifier.likelihood(reading.features, reading.vector)
        if rule := reading.alarming():
            return self._urgent(rule.reply, reading.language, likelihood, f"rule '{rule.id}'")
        if found := self._elsewhere.find(text):
            return self._foreign(*found, likelihood)
        if likelihood >= self._urgent_at and not reading.all_silenced:
            reply = reading.matching[0].reply if reading.matching else POSSIBLE
            return self._urgent(reply, reading.language, likelihood, self._weighed(reading, likelihood))
        if likelihood >= self._advice_at or reading.matching:
            text = self._pack.reply(ADVICE, reading.language)
            reason = self._weighed(reading, likelihood)
            return Assessment(Level.ADVICE, None, reading.language, text, reason, likelihood)
        return Assessment(Level.NONE, None, reading.language, "", "no sign of an emergency", likelihood)

    def _urgent(self, reply: str, language: str, likelihood: float, reason: str) -> Assessment:
        return Assessment(Level.URGENT, reply, language, self._pack.reply(reply, language), reason, likelihood)

    def _foreign(self, language: str, words: str, likelihood: float) -> Assessment:
        """Say one line in a language that the bot cannot speak, and the rest in English."""
        text = f"{self._pack.elsewhere[language].say}\n\n{self._pack.reply('emergency', DEFAULT_LANGUAGE)}"
        return Assessment(Level.URGENT, "emergency", language, text, f"'{words}' in {language}", likelihood)

    def _weighed(self, reading: Reading, likelihood: float) -> str:
        signs = [f"rule '{rule.id}'" for rule in reading.matching] or self._classifier.telling(reading.features)
        return f"likelihood {likelihood:.2f}: {', '.join(signs)}"


@cache
def _reader(folder: Path) -> Reader:
    """Return the reader of the language pack in `folder`, one for all detectors: it takes half a second to make."""
    return Reader(load_pack(folder))
