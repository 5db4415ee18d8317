"""The emergency door: messages that need a human now, found before anything else is done with them."""

from bot.safety.door import Alarm, EmergencyDoor
from bot.safety.load import load_door, load_rules, load_voices
from bot.safety.rules import PLACEHOLDERS, EmergencyRules, Problem, Quiet, Rule
from bot.safety.voices import CALM, Voices

__all__ = [
    "CALM",
    "PLACEHOLDERS",
    "Alarm",
    "EmergencyDoor",
    "EmergencyRules",
    "Problem",
    "Quiet",
    "Rule",
    "Voices",
    "load_door",
    "load_rules",
    "load_voices",
]
