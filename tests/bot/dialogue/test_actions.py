"""Buttons: whom they reach, in what words and order."""

from __future__ import annotations

import pytest

from bot.dialogue import Bot
from bot.dialogue.actions import actions
from bot.reply import Action

CALL_999 = Action("call", "Call 999", "tel:999")
CALL_CLINIC = Action("call", "Call the clinic", "tel:+442079460000")
CASES = {
    "in the text's order": ("Call {emergency_number}, then {phone}.", [CALL_999, CALL_CLINIC]),
    "each once": ("Call {phone}, or {phone}.", [CALL_CLINIC]),
    "in words, no number of it": ("We are {clinic}, open {hours}.", []),
    "what the clinic has not said": ("Book at {booking}.", []),
    "a page to write on": (
        "Write to {contact}.",
        [Action("open", "Write to the clinic", "https://clinic.example/contact")],
    ),
}


@pytest.mark.parametrize(("template", "expected"), CASES.values(), ids=CASES)
def test_a_text_gives_a_button_for_each_that_it_names(assistant: Bot, template: str, expected: list[Action]) -> None:
    assert list(actions(template, assistant.knowledge, "en")) == expected


MESSAGES = {
    "no puedo respirar": ["Llamar al 999"],
    "ich kriege keine luft, bitte einen notarzt": ["999 anrufen"],
    "kan niet ademen": ["Call 999"],
}


@pytest.mark.parametrize(("message", "labels"), MESSAGES.items())
def test_a_button_speaks_the_language_of_the_text_above_it(assistant: Bot, message: str, labels: list[str]) -> None:
    assert [action.label for action in assistant.reply(message).actions][: len(labels)] == labels
