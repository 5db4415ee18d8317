"""The emergency door: messages that need a human now, found before anything else is done with them."""

from bot.triage.detector import Alarm, EmergencyDetector
from bot.triage.load import load_door, load_rules, load_voices
from bot.triage.rules import PLACEHOLDERS, EmergencyRules, Problem, Quiet, Rule
from bot.triage.voices import CALM, Voices

__all__ = [
    "CALM",
    "PLACEHOLDERS",
    "Alarm",
    "EmergencyDetector",
    "EmergencyRules",
    "Problem",
    "Quiet",
    "Rule",
    "Voices",
    "load_door",
    "load_rules",
    "load_voices",
]
