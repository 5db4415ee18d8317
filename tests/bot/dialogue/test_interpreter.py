"""What a message means in the light of what was spoken of."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from tests.bot.dialogue.talking import answered, talk


@pytest.mark.parametrize(
    ("before", "follow_up", "expected"),
    [
        ("What is liposuction?", "How long is the recovery?", "liposuction-recovery"),
        ("What is liposuction?", "is it safe?", "liposuction-risks"),
        ("What is liposuction?", "and is it permanent?", "liposuction-permanent"),
        ("What is liposuction?", "What about laser?", "laser-what"),
        ("What is laser lipolysis?", "is it safe?", "laser-safety"),
        ("What is laser lipolysis?", "does it work?", "laser-results"),
        ("What is injection lipolysis?", "does it work?", "lipolysis-evidence"),
        ("What is mesotherapy?", "what about injection lipolysis", "lipolysis-what"),
        ("What are the side effects of mesotherapy?", "what about liposuction", "liposuction-risks"),
        ("What are the risks of liposuction?", "and the laser one?", "laser-safety"),
        ("Is laser lipolysis safe?", "and liposuction?", "liposuction-risks"),
        ("Does mesotherapy work?", "and injection lipolysis?", "lipolysis-evidence"),
        ("What is liposuction?", "does mesotherapy hurt?", "mesotherapy-pain"),
        ("How long is recovery after mesotherapy?", "same for lipo?", "liposuction-recovery"),
        ("Is liposuction permanent?", "and mesotherpy?", "mesotherapy-results-duration"),
        ("How do I prepare for mesotherapy?", "why", "mesotherapy-painkillers"),
        ("Is mesotherapy the same everywhere?", "and the face?", "mesotherapy-no-standard-formula"),
        ("What is liposuction?", "I see. Is it dear?", "liposuction-cost"),
        # One that is described, not named:
        ("What is mesotherapy?", "when they hoover it out are you awake", "liposuction-anaesthesia"),
        ("What is mesotherapy?", "the acid that melts fat, what is in it", "lipolysis-ingredients"),
        ("What is liposuction?", "is it the same as mesotherapy?", "mesotherapy-or-liposuction"),
    ],
)
def test_a_follow_up_leans_on_what_was_spoken_of(assistant: Bot, before: str, follow_up: str, expected: str) -> None:
    assert answered(talk(assistant, before, follow_up)[-1]) == [expected]


def test_what_the_texts_do_not_say_of_the_other_treatment_goes_to_people(assistant: Bot) -> None:
    *_, lipolysis, mesotherapy = talk(
        assistant, "How long is liposuction recovery?", "what about injection lipolysis", "and mesotherapy?"
    )
    assert lipolysis.kind is Kind.HANDOFF
    assert lipolysis.text == assistant.knowledge.fill(assistant.knowledge.intents["lipolysis-details"].answer)
    assert answered(mesotherapy) == ["mesotherapy-recovery"], "what was asked is still known after people were named"


@pytest.mark.parametrize(
    "message",
    [
        "is mesotherapy sa\u200bfe?",
        "is meso\u00adtherapy safe?",
        "hiya, is mesotherapy safe?",
        "is mesotherapy safe? cheers",
        "good afternoon is mesotherapy safe many thanks",
        "My neighbour swears by yoga. Is mesotherapy safe?",
        "We moved house in spring and I have two cats. is mesotherapy safe",
        "is mesotherapy saaaafe",
    ],
)
def test_what_stands_around_a_question_changes_nothing(assistant: Bot, message: str) -> None:
    assert assistant.reply(message).intents == assistant.reply("Is mesotherapy safe?").intents


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        ("risks of liposuction and mesotherapy", {"liposuction", "mesotherapy"}),
        ("what is lipo and injection lipolysis", {"liposuction", "lipolysis"}),
    ],
)
def test_two_topics_in_one_question_get_both_answers(assistant: Bot, message: str, topics: set[str]) -> None:
    reply = assistant.reply(message)
    assert reply.reason == Reason.SEVERAL
    found = {assistant.knowledge.root(assistant.knowledge.intents[intent].topic) for intent in reply.intents}
    assert found >= topics


def test_a_name_alone_asks_what_was_asked_of_the_name_before(assistant: Bot) -> None:
    reply = assistant.reply("what are the risks of liposuction, and of the laser one?")
    assert reply.intents == ("liposuction-risks", "laser-safety")


@pytest.mark.parametrize(
    ("message", "family"),
    [
        ("is lipo approved by the fda", "liposuction"),
        ("can liposuction lighten dark spots", "liposuction"),
        ("is laser lipo off-label", "laser"),
    ],
)
def test_what_the_texts_say_of_another_treatment_is_no_answer(assistant: Bot, message: str, family: str) -> None:
    reply = assistant.reply(message)
    assert reply.kind in (Kind.CLARIFY, Kind.HANDOFF)
    assert f"{family}-details" in (reply.intents or reply.offered)[:2]
    assert len(set(reply.offered)) == len(reply.offered)


@pytest.mark.parametrize(
    ("message", "intent"),
    [("how many sessions of lipo", "liposuction-details"), ("can laser do cellulite", "laser-details")],
)
def test_what_the_texts_say_of_another_treatment_alone_goes_to_people(
    assistant: Bot, message: str, intent: str
) -> None:
    reply = assistant.reply(message)
    assert (reply.kind, reply.intents) == (Kind.HANDOFF, (intent,))


def test_a_question_that_is_clear_by_itself_is_read_alone_whatever_story_stands_before_it(assistant: Bot) -> None:
    story = "I teach cello, my hands matter, and my husband thinks that this is all silly."
    assert assistant.reply(f"{story} Does mesotherapy hurt?").reason == Reason.CHOSEN
