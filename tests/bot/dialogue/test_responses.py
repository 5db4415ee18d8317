"""Replies: their lines, their suggestions, and the state after them."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.decision import Decision
from bot.dialogue.reasons import Reason
from bot.dialogue.responses import Responses
from bot.dialogue.state import DialogueState
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


@pytest.mark.parametrize(
    ("message", "n_parts", "is_left"),
    [
        ("where are you?", 1, False),
        ("where are you? and do you numb scarred knees?", 1, True),
        ("is mesotherapy approved? and do you numb scarred knees?", 1, True),
        ("where are you? and how much does it cost?", 2, False),
        ("is mesotherapy approved? and how long is recovery from liposuction?", 2, False),
    ],
)
def test_one_reply_alone_is_not_called_several(assistant: Bot, message: str, n_parts: int, is_left: bool) -> None:
    lines, reply = assistant.knowledge.responses, assistant.reply(message)
    assert len(reply.intents) == n_parts
    assert (lines.multi in reply.text, lines.left in reply.text) == (n_parts > 1, is_left)


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("are you open on sunday", "On Sundays the clinic is closed."),
        ("do you open Saturdays or wednesdays?", "On Wednesdays the clinic is open 9:00 to 17:00."),
        ("hello, what are your opening hours on a friday please", "On Fridays the clinic is open 9:00 to 17:00."),
        ("when are you open", ""),
        ("can I be driven home on friday", ""),
    ],
)
def test_what_is_asked_of_a_day_is_answered_of_that_day_first(assistant: Bot, message: str, first: str) -> None:
    reply = assistant.reply(message)
    hours = "The opening hours are: Monday to Friday 9:00 to 17:00."
    assert (hours in reply.text) == ("open" in message)
    assert reply.text.startswith(first)
    assert ("On " in reply.text) == bool(first)


def test_where_it_gives_up_it_says_who_knows_and_what_is_left(assistant: Bot) -> None:
    left = assistant.knowledge.served(["mesotherapy-numbing"])
    decision = Decision(Kind.HANDOFF, Reason.GAVE_UP, left=left)
    reply, _ = Responses(assistant.knowledge).reply(decision, DialogueState())
    lines = assistant.knowledge.responses
    assert reply.text == "\n".join(map(assistant.knowledge.fill, (lines.ask_people, lines.left)))
    assert [suggestion.label for suggestion in reply.suggestions] == [intent.question for intent in left]


@pytest.mark.parametrize(
    ("message", "last"),
    [
        ("Is mesotherapy approved? And how long is recovery from liposuction?", "liposuction-recovery"),
        ("How long is recovery from liposuction? And is mesotherapy approved?", "mesotherapy-approval"),
        ("Does mesotherapy hurt and how much does it cost?", "mesotherapy-pain"),  # an answer leads on, a handoff not
        ("How much does it cost? And where are you?", "location"),
    ],
)
def test_after_several_questions_the_last_answer_is_spoken_of(assistant: Bot, message: str, last: str) -> None:
    answers, more = talk(assistant, message, "why")
    state = assistant.read_conversation(answers.conversation)
    meant = assistant.knowledge.intents[last]
    assert state.last_intent == last
    if meant.kind is Kind.ANSWER:
        assert state.topic == meant.topic
        assert more.offered == meant.follow_ups[: len(more.offered)]


def test_a_foreign_message_without_a_line_gets_the_plain_one(assistant: Bot) -> None:
    reply = assistant.reply("hoe lang duurt de behandeling bij jullie")
    assert assistant.knowledge.fill(assistant.knowledge.responses.fallback) in reply.text
