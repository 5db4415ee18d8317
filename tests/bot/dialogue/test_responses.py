"""Replies: their lines, their suggestions, and the state after them."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from tests.bot.dialogue.talking import answered, talk


def test_an_answer_says_nothing_beside_itself_from_the_first_reply_on(assistant: Bot) -> None:
    """Who speaks is said where the conversation is shown, and not once more in it."""
    replies = talk(assistant, "What is mesotherapy?", "Does mesotherapy hurt?")
    assert [(reply.kind, reply.text) for reply in replies] == [(Kind.ANSWER, ""), (Kind.ANSWER, "")]


def test_small_talk_does_not_change_the_topic(assistant: Bot) -> None:
    assert answered(talk(assistant, "What is liposuction?", "thank you", "is it safe?")[-1]) == ["liposuction-risks"]


@pytest.mark.parametrize("typed", ["start over", "reset", "restart", "let's begin anew"])
def test_starting_over_forgets_the_topic(assistant: Bot, typed: str) -> None:
    reply = assistant.last_reply(["What is liposuction?", typed])
    assert reply.reason == Reason.RESTARTED
    assert assistant.read_conversation(reply.conversation).topic == ""


def test_a_foreign_message_without_a_line_gets_the_plain_one(assistant: Bot) -> None:
    reply = assistant.reply("hoe lang duurt de behandeling bij jullie")
    assert assistant.knowledge.fill(assistant.knowledge.responses.fallback) in reply.text
