"""Emergencies in languages that the bot cannot speak."""

from __future__ import annotations

import pytest

from bot.triage import EmergencyDetector, Level
from bot.triage.elsewhere import Elsewhere
from bot.triage.pack import load_pack

SAID = {
    "de": "Meine Frau ist bewusstlos, was soll ich tun?",
    "it": "mio padre non respira più",
    "pt": "estou com dor no peito desde ontem",
    "nl": "mijn man is flauwgevallen",
    "ro": "soția mea nu respiră",
    "tr": "annem bayıldı, çok korkuyorum",
    "ru": "Муж потерял сознание после укола",
    "uk": "вона не дихає",
    "el": "Δεν μπορώ να αναπνεύσω",
    "zh": "我妈妈突然昏倒了",
    "ja": "息ができないです",
    "hi": "मेरे सीने में दर्द हो रहा है",
    "ur": "میری ماں بے ہوش ہے",
    "fa": "مادرم بیهوش شده",
}
CALM = [
    "Wie lange hält eine Mesotherapie?",
    "quanto costa il trattamento?",
    "quanto tempo dura o efeito?",
    "сколько стоит процедура",
    "这个疗程要多少钱",
    "is the overdose of filler a risk in general",
]


@pytest.mark.parametrize(("language", "message"), SAID.items())
def test_it_is_urgent_and_the_number_is_named_in_both_languages(
    detector: EmergencyDetector, language: str, message: str
) -> None:
    found = detector.assess(message)
    assert (found.level, found.language) == (Level.URGENT, language)
    own, english = found.text.split("\n\n")
    assert "{emergency_number}" in own
    assert "{emergency_number}" in english


@pytest.mark.parametrize("message", CALM)
def test_an_ordinary_question_is_none(message: str) -> None:
    assert Elsewhere(load_pack().elsewhere).find(message) is None
