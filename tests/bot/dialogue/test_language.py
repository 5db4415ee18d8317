"""In which language a message is written, and what is said to one that is not English."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.language import foreign_language
from bot.dialogue.reasons import Reason

FOREIGN = [
    ("es", "¿Cuánto cuesta la mesoterapia para la cara?"),
    ("fr", "Est-ce que la mésothérapie est dangereuse pour la peau ?"),
    ("pl", "Czy mezoterapia jest bezpieczna dla skóry?"),
    ("ar", "هل الميزوثيرابي آمن؟"),
    ("es", "¿es peligrosa la mesoterapia?"),
    ("fr", "Combien de séances faut-il ?"),
    ("pl", "ile kosztuje zabieg"),
    ("de", "wie lange dauert die Behandlung"),
]


@pytest.mark.parametrize(("language", "message"), FOREIGN)
def test_a_message_in_another_language_gets_its_line(assistant: Bot, language: str, message: str) -> None:
    assert foreign_language(message) == language
    reply = assistant.reply(message)
    line = dict(assistant.knowledge.responses.languages)[language]  # type: ignore[index]
    assert (reply.kind, reply.reason) == (Kind.FALLBACK, Reason.FOREIGN_LANGUAGE)
    assert assistant.knowledge.fill(line) in reply.text
    assert reply.suggestions


@pytest.mark.parametrize(
    "message",
    ["", "hola", "what are the side effects", "my mum is in pain after it", "lipo et meso", "zxc vbn qwe rty"],
)
def test_what_may_be_english_is_taken_as_english(message: str) -> None:
    assert foreign_language(message) is None
