"""Conversations that went wrong elsewhere: one table a kind, each with inputs of its own."""

from __future__ import annotations

import pytest

from bot.content import Kind
from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from bot.reply import Reply


def last(assistant: Bot, *turns: str) -> Reply:
    """Return the reply to the last of `turns`, said one after another."""
    token = None
    for turn in turns:
        reply = assistant.reply(turn, token)
        token = reply.conversation
    return reply


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
    assert last(assistant, message).intents == last(assistant, "Is mesotherapy safe?").intents


@pytest.mark.parametrize("message", ["hello there!", "cheers, that's lovely", "good evening to you"])
def test_small_talk_alone_stays_small_talk(assistant: Bot, message: str) -> None:
    assert last(assistant, message).kind is Kind.SMALLTALK


def test_a_question_after_a_story_is_not_taken_for_what_is_left_of_one_ruled_out(assistant: Bot) -> None:
    assert last(assistant, "Is mesotherapy safe?", "right so who do I go to for it").kind is not Kind.SMALLTALK


@pytest.mark.parametrize("message", ["no lipo please", "I don't want liposuction", "not the laser"])
def test_what_is_ruled_out_is_not_answered(assistant: Bot, message: str) -> None:
    assert last(assistant, message).kind is not Kind.ANSWER


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        ("risks of liposuction and mesotherapy", {"liposuction", "mesotherapy"}),
        ("what is lipo and injection lipolysis", {"liposuction", "lipolysis"}),
    ],
)
def test_two_topics_in_one_question_get_both_answers(assistant: Bot, message: str, topics: set[str]) -> None:
    reply = last(assistant, message)
    assert reply.reason == Reason.SEVERAL
    found = {assistant.knowledge.root(assistant.knowledge.intents[intent].topic) for intent in reply.intents}
    assert found >= topics


@pytest.mark.parametrize(
    ("message", "intents"),
    [
        # Both parts are of the same kind as the whole: each is still a question of its own.
        ("how is liposuction done, and what are its risks", "liposuction-what liposuction-risks"),
        # A list whose words do not ask, a question that a conjunction alone begins, and one that "to know" leads to.
        ("prep for mesotherapy + usual number of sessions", "mesotherapy-preparation mesotherapy-session-count"),
        ("who came up with mesotherapy and is it approved", "mesotherapy-history mesotherapy-approval"),
        ("I want to know does mesotherapy hurt and I want to know how deep the needles go", "pain depth"),
        # What is told goes with the question after it, not with the one before.
        ("How deep do the needles go? And there may be redness, when is it gone?", "depth bruising-swelling-timing"),
    ],
)
def test_each_question_of_a_message_is_answered(assistant: Bot, message: str, intents: str) -> None:
    reply = last(assistant, message)
    assert len(reply.answers) == 2
    for found, wanted in zip(reply.intents, intents.split(), strict=True):
        assert found.endswith(wanted)


@pytest.mark.parametrize(
    "message",
    [
        "is mesotherapy for the face only or for the body too",
        "what is the difference between mesotherapy and liposuction",
        "can you treat my arms and my belly in one go",
    ],
)
def test_one_question_with_two_sides_stays_one(assistant: Bot, message: str) -> None:
    assert len(last(assistant, message).intents) == 1


def test_a_name_alone_asks_what_was_asked_of_the_name_before(assistant: Bot) -> None:
    reply = last(assistant, "what are the risks of liposuction, and of the laser one?")
    assert reply.intents == ("liposuction-risks", "laser-safety")


def test_a_question_that_is_not_sure_is_offered_beside_the_answer_to_another(assistant: Bot) -> None:
    reply = last(assistant, "Is mesotherapy approved? And do you numb scarred knees?")
    assert reply.intents == ("mesotherapy-approval",)
    assert [suggestion.label for suggestion in reply.suggestions] == ["Will my skin be numbed for mesotherapy?"]
    assert assistant.knowledge.responses.left in reply.text


def test_of_more_than_three_questions_it_says_which_are_left(assistant: Bot) -> None:
    reply = last(
        assistant,
        "Is mesotherapy approved? Does mesotherapy hurt? How many sessions of mesotherapy will I need? "
        "What are the side effects of mesotherapy?",
    )
    assert len(reply.answers) == 3
    assert [suggestion.label for suggestion in reply.suggestions] == ["What are the side effects of mesotherapy?"]
    assert assistant.knowledge.responses.left in reply.text


@pytest.mark.parametrize(
    ("typed", "place"),
    [("1", 0), ("the first one", 0), ("2", 1), ("second please", 1), ("option 2", 1), ("the last one", -2)],
)
def test_a_choice_can_be_typed(assistant: Bot, typed: str, place: int) -> None:
    asked = assistant.reply("skin")
    assert asked.kind is Kind.CLARIFY
    chosen = assistant.knowledge.by_question[asked.suggestions[place].label]
    assert assistant.reply(typed, asked.conversation).intents == (chosen.id,)


@pytest.mark.parametrize("typed", ["start over", "reset", "restart", "let's begin anew"])
def test_starting_over_forgets_the_topic(assistant: Bot, typed: str) -> None:
    reply = last(assistant, "What is liposuction?", typed)
    assert reply.reason == Reason.RESTARTED
    assert assistant.read_conversation(reply.conversation).topic == ""


@pytest.mark.parametrize(
    ("before", "after", "intent"),
    [
        ("How do I prepare for mesotherapy?", "why", "mesotherapy-painkillers"),
        ("What is mesotherapy?", "how?", "mesotherapy-mechanism"),
        ("Is mesotherapy approved by the FDA?", "are you sure?", "mesotherapy-evidence"),
        ("What is liposuction?", "dangers?", "liposuction-risks"),
    ],
)
def test_a_word_alone_asks_about_the_last_answer(assistant: Bot, before: str, after: str, intent: str) -> None:
    assert last(assistant, before, after).intents == (intent,)


@pytest.mark.parametrize(
    ("before", "after", "intent"),
    [
        ("When do bruises peak?", "and gone by which day?", "mesotherapy-bruising-swelling-timing"),
        ("does mesotherapy last", "sorry, I'd swim in the sea. is that long?", "mesotherapy-results-duration"),
        # A question that is clear by itself leans on it, too, if less.
        (
            "How long do mesotherapy results last?",
            "do people usually book another course when winter comes",
            "mesotherapy-top-up",
        ),
        (
            "What are the risks of liposuction?",
            "how many weeks until runners usually train again",
            "liposuction-recovery",
        ),
        # What is said around it is talk, and may be all that the whole of it is like.
        (
            "What is liposuction?",
            "oops sorry, battery trouble. does the fat come back",
            "liposuction-permanent",
        ),
    ],
)
def test_what_is_asked_next_may_stand_in_the_last_answer(assistant: Bot, before: str, after: str, intent: str) -> None:
    reply = last(assistant, before, after)
    assert (reply.intents or reply.offered)[0] == intent


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("does the mesotherapy gun use dreadnought batteries", "dreadnought"),
        ("what are the side effects of tirzepatide", "tirzepatide"),
    ],
)
def test_a_telling_word_that_the_texts_lack_is_named(assistant: Bot, message: str, word: str) -> None:
    reply = last(assistant, message)
    assert reply.kind in (Kind.CLARIFY, Kind.FALLBACK)
    assert reply.reason == Reason.MISSING_WORD
    assert word in reply.missing
    assert f'"{word}"' in reply.text


@pytest.mark.parametrize(
    ("message", "family"),
    [
        ("is lipo approved by the fda", "liposuction"),
        ("can liposuction lighten dark spots", "liposuction"),
        ("is laser lipo off-label", "laser"),
    ],
)
def test_what_the_texts_say_of_another_treatment_is_no_answer(assistant: Bot, message: str, family: str) -> None:
    reply = last(assistant, message)
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
    reply = last(assistant, message)
    assert (reply.kind, reply.intents) == (Kind.HANDOFF, (intent,))


def test_a_question_that_is_clear_by_itself_is_read_alone_whatever_story_stands_before_it(assistant: Bot) -> None:
    story = "I teach cello, my hands matter, and my husband thinks that this is all silly."
    assert last(assistant, f"{story} Does mesotherapy hurt?").reason == Reason.CHOSEN


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("¿es peligrosa la mesoterapia?", "es"),
        ("Combien de séances faut-il ?", "fr"),
        ("ile kosztuje zabieg", "pl"),
        ("wie lange dauert die Behandlung", "de"),
    ],
)
def test_a_foreign_message_gets_its_own_language_s_line(assistant: Bot, message: str, language: str) -> None:
    reply = last(assistant, message)
    assert reply.reason == Reason.FOREIGN_LANGUAGE
    assert assistant.knowledge.fill(assistant.knowledge.responses.languages[language]) in reply.text


def test_a_foreign_message_without_a_line_gets_the_plain_one(assistant: Bot) -> None:
    reply = last(assistant, "hoe lang duurt de behandeling bij jullie")
    assert assistant.knowledge.fill(assistant.knowledge.responses.fallback) in reply.text


@pytest.mark.parametrize("message", ["my fence fell down in the storm", "recommend me a good thriller"])
def test_another_subject_is_declined(assistant: Bot, message: str) -> None:
    assert last(assistant, message).kind is Kind.FALLBACK
