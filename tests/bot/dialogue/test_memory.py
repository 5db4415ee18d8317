"""What was replied to the latest messages is remembered, at each point of a conversation; no word of them is."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot, DialogueState, memory
from bot.dialogue.memory import Memory
from bot.dialogue.responses import Draft

NEW = DialogueState()
SPOKEN = NEW.answered(["laser-what"], "laser", ())


@pytest.fixture
def asked() -> list[str]:
    """The messages that were asked about."""
    return []


@pytest.fixture
def remembering(asked: list[str]) -> Memory:
    def draft(message: str, state: DialogueState) -> Draft:
        asked.append(message)
        return Draft(Kind.SMALLTALK, "", state)

    return Memory(draft)


def test_the_same_is_asked_about_once_at_each_point_of_a_conversation(remembering: Memory, asked: list[str]) -> None:
    for message, state in [("a", NEW), ("a", NEW), ("b", NEW), ("a", SPOKEN), ("a", SPOKEN), ("b", NEW)]:
        remembering.draft(message, state)
    assert asked == ["a", "b", "a"]


def test_how_many_turns_there_were_makes_no_difference(remembering: Memory, asked: list[str]) -> None:
    for turns in range(1, 4):
        remembering.draft("a", DialogueState(turns, "laser", ("laser-what",)))
    assert asked == ["a"]


def test_the_first_turn_is_another_than_the_next(remembering: Memory, asked: list[str]) -> None:
    remembering.draft("a", NEW)
    remembering.draft("a", DialogueState(turns=1))
    assert asked == ["a", "a"]


def test_with_too_many_it_begins_anew(remembering: Memory, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 2)
    for message in ("a", "b", "c", "a"):
        remembering.draft(message, NEW)
    assert asked == ["a", "b", "c", "a"]


@pytest.mark.parametrize("message", ["is it safe?", "I can't breathe", "what is it and does it hurt", "\ud800 \0 é"])
def test_a_reply_is_the_same_from_memory(assistant: Bot, message: str) -> None:
    first, again = assistant.reply(message), assistant.reply(message)
    assert (first.kind, first.text, first.answers, first.suggestions) == (
        again.kind,
        again.text,
        again.answers,
        again.suggestions,
    )


def test_not_a_word_is_kept(assistant: Bot) -> None:
    word = "zyx" + "quarkmark"
    assistant.reply(f"does {word} hurt and is {word} safe?")
    assert word not in repr(assistant.memory._drafts)
    assert len(assistant.memory._drafts) > 0
