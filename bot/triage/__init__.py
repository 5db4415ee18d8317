"""The emergency detector: how soon a message needs a human, found before anything else is done with it."""

from bot.triage.assessment import Assessment, Level
from bot.triage.detector import EmergencyDetector

__all__ = ["Assessment", "EmergencyDetector", "Level"]
