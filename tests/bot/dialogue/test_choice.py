"""A choice among what was offered, typed instead of pressed."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot


@pytest.mark.parametrize(
    ("typed", "place"),
    [("1", 0), ("the first one", 0), ("2", 1), ("second please", 1), ("option 2", 1), ("the last one", -2)],
)
def test_a_choice_can_be_typed(assistant: Bot, typed: str, place: int) -> None:
    asked = assistant.reply("skin")
    assert asked.kind is Kind.CLARIFY
    chosen = assistant.knowledge.by_question[asked.suggestions[place].label]
    assert assistant.reply(typed, asked.conversation).intents == (chosen.id,)
