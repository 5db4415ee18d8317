"""What is sure enough to say, and what is said else."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from tests.bot.dialogue.talking import NONSENSE, UNSURE, answered, labels, talk


@pytest.mark.parametrize("start", [UNSURE, "injections", "treatment", "sessions"])
@pytest.mark.parametrize("rejection", ["None of these", "That is not what I asked"])
def test_after_none_of_these_nothing_is_offered_twice(assistant: Bot, start: str, rejection: str) -> None:
    first, *rest = talk(assistant, start, *[rejection] * 4)
    none = assistant.knowledge.responses.none_of_these
    # After an answer, its own question is what was rejected; the follow-ups beside it were not asked about.
    seen = [label for label in labels(first) if label != none] if first.kind is Kind.CLARIFY else []
    seen += [answer.question for answer in first.answers]
    for reply in rest:
        seen += [label for label in labels(reply) if label != none]
    assert len(seen) == len(set(seen))
    assert any(reply.text == assistant.knowledge.fill(assistant.knowledge.responses.ask_people) for reply in rest[1:3])


def test_twice_without_success_people_are_offered(assistant: Bot) -> None:
    *_, last = talk(assistant, NONSENSE, NONSENSE, UNSURE)
    assert last.kind is Kind.HANDOFF
    assert last.text == assistant.knowledge.fill(assistant.knowledge.responses.ask_people)
    assert assistant.read_conversation(last.conversation).failures == 0


def test_none_of_these_as_a_first_message_asks_for_words(assistant: Bot) -> None:
    reply = assistant.reply("None of these")
    assert assistant.knowledge.responses.say_more in reply.text
    assert reply.suggestions


@pytest.mark.parametrize("message", ["", "?", "🙂", "...", " \n", "\x00", "\ud800", "-_-"])
def test_a_message_without_a_word_is_asked_for_words(assistant: Bot, message: str) -> None:
    reply = assistant.reply(message)
    assert assistant.knowledge.responses.say_more in reply.text
    assert not reply.answers
    assert reply.suggestions


@pytest.mark.parametrize(
    "message",
    [
        NONSENSE,
        "Who won the cup in 1966?",
        "how do I bake sourdough bread",
        "my fence fell down in the storm",
        "recommend me a good thriller",
    ],
)
def test_what_the_clinic_does_not_speak_of_is_not_answered(assistant: Bot, message: str) -> None:
    reply = assistant.reply(message)
    assert reply.kind is Kind.FALLBACK
    assert not reply.answers
    assert assistant.knowledge.clinic.phone in reply.text


@pytest.mark.parametrize(
    ("message", "intents", "handed_over"),
    [
        (
            "What are the side effects and how many sessions do I need?",
            "mesotherapy-side-effects mesotherapy-session-count",
            False,
        ),
        ("Is liposuction permanent? What are the risks?", "liposuction-permanent liposuction-risks", False),
        ("Does mesotherapy hurt and how much does it cost?", "mesotherapy-pain", True),
        ("How much does it cost? Where are you?", "", True),
    ],
)
def test_several_questions_are_each_answered(assistant: Bot, message: str, intents: str, handed_over: bool) -> None:
    reply = assistant.reply(message)
    assert answered(reply) == intents.split()
    assert reply.kind is (Kind.ANSWER if intents else Kind.HANDOFF)
    assert assistant.knowledge.responses.multi in reply.text
    assert (assistant.knowledge.clinic.phone in reply.text) is handed_over


@pytest.mark.parametrize("more", ["why", "more", "Tell me more", "why?"])
def test_more_offers_where_the_answer_leads(assistant: Bot, more: str) -> None:
    first, reply = talk(assistant, "Is mesotherapy approved by the FDA?", more)
    assert reply.kind is Kind.CLARIFY
    assert labels(reply) == [*labels(first), assistant.knowledge.responses.none_of_these]


@pytest.mark.parametrize("message", ["hello there!", "cheers, that's lovely", "good evening to you"])
def test_small_talk_alone_stays_small_talk(assistant: Bot, message: str) -> None:
    assert assistant.reply(message).kind is Kind.SMALLTALK


@pytest.mark.parametrize(
    "message",
    [
        "scared about my smear result",
        "I was given the wrong blood group in the notes, embarrassing",
    ],
)
def test_a_word_of_talk_in_another_matter_makes_no_small_talk_of_it(assistant: Bot, message: str) -> None:
    assert assistant.reply(message).kind is not Kind.SMALLTALK


def test_a_question_after_a_story_is_not_taken_for_what_is_left_of_one_ruled_out(assistant: Bot) -> None:
    assert assistant.last_reply(["Is mesotherapy safe?", "right so who do I go to for it"]).kind is not Kind.SMALLTALK


@pytest.mark.parametrize("message", ["no lipo please", "I don't want liposuction", "not the laser"])
def test_what_is_ruled_out_is_not_answered(assistant: Bot, message: str) -> None:
    assert assistant.reply(message).kind is not Kind.ANSWER


def test_a_question_that_is_not_sure_is_offered_beside_the_answer_to_another(assistant: Bot) -> None:
    reply = assistant.reply("Is mesotherapy approved? And do you numb scarred knees?")
    assert reply.intents == ("mesotherapy-approval",)
    assert [suggestion.label for suggestion in reply.suggestions] == ["Will my skin be numbed for mesotherapy?"]
    assert assistant.knowledge.responses.left in reply.text


def test_of_more_than_three_questions_it_says_which_are_left(assistant: Bot) -> None:
    reply = assistant.reply(
        "Is mesotherapy approved? Does mesotherapy hurt? How many sessions of mesotherapy will I need? "
        "What are the side effects of mesotherapy?"
    )
    assert len(reply.answers) == 3
    assert [suggestion.label for suggestion in reply.suggestions] == ["What are the side effects of mesotherapy?"]
    assert assistant.knowledge.responses.left in reply.text


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("does the mesotherapy gun use dreadnought batteries", "dreadnought"),
        ("what are the side effects of tirzepatide", "tirzepatide"),
    ],
)
def test_a_telling_word_that_the_texts_lack_is_named(assistant: Bot, message: str, word: str) -> None:
    reply = assistant.reply(message)
    assert reply.kind in (Kind.CLARIFY, Kind.FALLBACK)
    assert reply.reason == Reason.MISSING_WORD
    assert word in reply.missing
    assert f'"{word}"' in reply.text
