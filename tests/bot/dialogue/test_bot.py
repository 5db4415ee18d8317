"""The dialogue: what the bot says, turn by turn, to visitors who ask, press buttons, wander and mistype."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Kind
from bot.dialogue import Bot, DialogueState
from bot.dialogue.language import foreign_language
from bot.dialogue.state import Tokens
from bot.reply import Reply
from bot.triage.pack import load_pack
from tests.benchmarks.slowest import word_caches
from tests.serving import ROOT

NONSENSE = "quantum chromodynamics lecture timetable"
UNSURE = "skin"  # so short a message that the bot has to ask what is meant


def talk(assistant: Bot, *messages: str, state: str | None = None) -> list[Reply]:
    """The replies to `messages`, said one after another."""
    replies = []
    for message in messages:
        replies.append(assistant.reply(message, state))
        state = replies[-1].conversation
    return replies


def answered(reply: Reply) -> list[str]:
    return [answer.intent for answer in reply.answers]


def labels(reply: Reply) -> list[str]:
    return [suggestion.label for suggestion in reply.suggestions]


# Language and subject


def test_what_nobody_has_said_yet_is_not_doubted(assistant: Bot) -> None:
    first = "My friend swears it works on frown lines, but has any trial really shown that?"
    assert assistant.reply(first).kind is Kind.ANSWER
    assert assistant.reply("are you sure").kind is Kind.SMALLTALK


@pytest.mark.parametrize(
    "question",
    [
        "how do I get candle wax out of a velvet cushion",
        "which bus goes to the railway museum on sundays",
        "could you recommend a decent plumber near the harbour",
    ],
)
def test_a_question_on_something_else_is_not_taken_for_one_on_what_was_spoken_of(assistant: Bot, question: str) -> None:
    assert talk(assistant, "How long is recovery after mesotherapy?", question)[-1].kind is not Kind.ANSWER


FOREIGN = [
    ("es", "¿Cuánto cuesta la mesoterapia para la cara?"),
    ("fr", "Est-ce que la mésothérapie est dangereuse pour la peau ?"),
    ("pl", "Czy mezoterapia jest bezpieczna dla skóry?"),
    ("ar", "هل الميزوثيرابي آمن؟"),
]


@pytest.mark.parametrize(("language", "message"), FOREIGN)
def test_a_message_in_another_language_gets_its_line(assistant: Bot, language: str, message: str) -> None:
    assert foreign_language(message) == language
    reply = assistant.reply(message)
    line = dict(assistant.knowledge.responses.languages)[language]  # type: ignore[index]
    assert reply.kind is Kind.FALLBACK
    assert assistant.knowledge.fill(line) in reply.text
    assert reply.suggestions


@pytest.mark.parametrize(
    "message",
    ["", "hola", "what are the side effects", "my mum is in pain after it", "lipo et meso", "zxc vbn qwe rty"],
)
def test_what_may_be_english_is_taken_as_english(message: str) -> None:
    assert foreign_language(message) is None


# One turn


@pytest.mark.parametrize(
    "message",
    [
        "I can't breathe after my injection",
        "What are the side effects? I can't breathe",
        "my lips and tongue are swelling up and I can't breathe, is that normal?",
    ],
)
def test_an_emergency_is_answered_first_and_alone(assistant: Bot, message: str) -> None:
    for state in (None, assistant.reply("What is liposuction?").conversation):
        reply = assistant.reply(message, state)
        assert reply.kind is Kind.URGENT
        assert assistant.knowledge.clinic.emergency_number in reply.text
        assert not reply.answers
        assert not reply.suggestions


def test_every_question_gives_its_own_reply_whatever_was_spoken_of(assistant: Bot) -> None:
    elsewhere = assistant.reply("How long is recovery from liposuction?").conversation
    for intent in assistant.knowledge.intents.values():
        for state in (None, elsewhere):
            reply = assistant.reply(intent.question, state)
            if intent.kind is Kind.ANSWER:
                assert answered(reply) == [intent.id]
                assert reply.answers[0].text == intent.answer
                assert reply.answers[0].caveats == intent.caveats != ()
            elif intent.kind is Kind.HANDOFF:
                assert reply.kind is Kind.HANDOFF
                assert assistant.knowledge.fill(intent.answer) in reply.text


def test_pressing_a_choice_gives_that_answer(assistant: Bot) -> None:
    asked = assistant.reply(UNSURE)
    assert asked.kind is Kind.CLARIFY
    *choices, none = asked.suggestions
    assert 1 <= len(choices) <= 4
    assert none.label == assistant.knowledge.responses.none_of_these
    for choice in choices:
        intent = assistant.knowledge.by_question[choice.label]
        pressed = assistant.reply(choice.message, asked.conversation)
        if intent.kind is Kind.ANSWER:
            assert answered(pressed) == [intent.id]
        else:
            assert pressed.text == assistant.knowledge.fill(intent.answer)


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


def test_an_answer_says_nothing_beside_itself_from_the_first_reply_on(assistant: Bot) -> None:
    """Who speaks is said where the conversation is shown, and not once more in it."""
    replies = talk(assistant, "What is mesotherapy?", "Does mesotherapy hurt?")
    assert [(reply.kind, reply.text) for reply in replies] == [(Kind.ANSWER, ""), (Kind.ANSWER, "")]


@pytest.mark.parametrize(
    "message",
    ["My number is 07700 900123, does mesotherapy hurt?", "what is mesotherapy? write to jo.bloggs@example.com"],
)
def test_personal_details_are_asked_to_be_left_out(assistant: Bot, message: str) -> None:
    reply = assistant.reply(message)
    assert assistant.knowledge.responses.personal_details in reply.text
    assert "07700" not in str(reply.as_dict())
    assert "bloggs" not in str(reply.as_dict())
    assert assistant.knowledge.responses.personal_details not in assistant.reply("does mesotherapy hurt?").text


@pytest.mark.parametrize("message", ["", "?", "🙂", "...", " \n", "\x00", "\ud800", "-_-"])
def test_a_message_without_a_word_is_asked_for_words(assistant: Bot, message: str) -> None:
    reply = assistant.reply(message)
    assert assistant.knowledge.responses.say_more in reply.text
    assert not reply.answers
    assert reply.suggestions


@pytest.mark.parametrize("message", [NONSENSE, "Who won the cup in 1966?", "how do I bake sourdough bread"])
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


def test_the_question_at_the_end_of_a_story_is_found(assistant: Bot) -> None:
    story = (
        "Hello there, my sister got married in June and looked lovely, and I have been thinking about my own legs since"
        " then, as we go to the sea every summer with the children. Does mesotherapy reduce cellulite?"
    )
    assert answered(assistant.reply(story)) == ["mesotherapy-cellulite"]


# Several turns


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
        ("What is liposuction?", "is it the same as mesotherapy?", "mesotherapy-or-liposuction"),
    ],
)
def test_a_follow_up_leans_on_what_was_spoken_of(assistant: Bot, before: str, follow_up: str, expected: str) -> None:
    assert answered(talk(assistant, before, follow_up)[-1]) == [expected]


@pytest.mark.parametrize("told", ["a poster for liposuction hangs at the bus stop", "my pal showed me lipo scars"])
def test_a_topic_that_was_named_is_spoken_of_though_nothing_was_answered(assistant: Bot, told: str) -> None:
    first, second = talk(assistant, told, "what are the risks")
    assert first.kind is not Kind.ANSWER
    assert answered(second) == ["liposuction-risks"]


def test_what_the_texts_do_not_say_of_the_other_treatment_goes_to_people(assistant: Bot) -> None:
    *_, lipolysis, mesotherapy = talk(
        assistant, "How long is liposuction recovery?", "what about injection lipolysis", "and mesotherapy?"
    )
    assert lipolysis.kind is Kind.HANDOFF
    assert lipolysis.text == assistant.knowledge.fill(assistant.knowledge.intents["lipolysis-details"].answer)
    assert answered(mesotherapy) == ["mesotherapy-recovery"], "what was asked is still known after people were named"


@pytest.mark.parametrize("more", ["why", "more", "Tell me more", "why?"])
def test_more_offers_where_the_answer_leads(assistant: Bot, more: str) -> None:
    first, reply = talk(assistant, "Is mesotherapy approved by the FDA?", more)
    assert reply.kind is Kind.CLARIFY
    assert labels(reply) == [*labels(first), assistant.knowledge.responses.none_of_these]


def test_small_talk_does_not_change_the_topic(assistant: Bot) -> None:
    assert answered(talk(assistant, "What is liposuction?", "thank you", "is it safe?")[-1]) == ["liposuction-risks"]


SCRIPT = [
    ("hello", Kind.SMALLTALK, ""),
    ("what is mesotherapy", Kind.ANSWER, "what-is-mesotherapy"),
    ("does it hurt", Kind.ANSWER, "mesotherapy-pain"),
    ("how many sesions", Kind.ANSWER, "mesotherapy-session-count"),
    ("whats the price", Kind.HANDOFF, ""),
    ("ok and what is liposuction?", Kind.ANSWER, "liposuction-what"),
    ("how long is recovery", Kind.ANSWER, "liposuction-recovery"),
    ("is it safe?", Kind.ANSWER, "liposuction-risks"),
    ("and the laser one?", Kind.ANSWER, "laser-safety"),
    ("does laser tighten skin", Kind.ANSWER, "laser-skin-tightening"),
    ("why", Kind.CLARIFY, ""),
    ("what is injection lipolysis", Kind.ANSWER, "lipolysis-what"),
    ("does it work?", Kind.ANSWER, "lipolysis-evidence"),
    ("who won the cup in 1966?", Kind.FALLBACK, ""),
    ("I can't breathe after my injection", Kind.URGENT, ""),
    ("thanks, bye", Kind.SMALLTALK, ""),
]


def test_a_long_conversation_over_all_four_treatments(assistant: Bot) -> None:
    replies = talk(assistant, *[message for message, *_ in SCRIPT])
    told = [(m, r.kind, " ".join(answered(r))) for (m, *_), r in zip(SCRIPT, replies, strict=True)]
    assert told == SCRIPT
    assert assistant.read_conversation(replies[-1].conversation).turns == len(SCRIPT)


# Whatever is said


@pytest.fixture(scope="module")
def written(assistant: Bot) -> set[str]:
    """Every line that the clinic has written, filled in."""
    know = assistant.knowledge
    phrases = asdict(know.responses)
    labels = [label for spoken in phrases.pop("actions").values() for label in spoken.values()]
    lines = [*phrases.pop("languages").values(), *phrases.values(), *labels, *know.caveats.values()]
    lines += [text for intent in know.intents.values() for text in (intent.answer, intent.question)]
    lines += [text for file in load_pack().languages.values() for text in file.replies.values()]
    return {part.strip() for line in lines for part in know.fill(line).splitlines()}


def check(reply: Reply, written: set[str], assistant: Bot) -> None:
    said = reply.text.splitlines()
    for answer in reply.answers:
        assert answer.caveats
        said += [*answer.text.splitlines(), answer.question, *answer.caveats]
    said += [part for choice in reply.suggestions for part in (choice.label, choice.message)]
    said += [action.label for action in reply.actions]
    said = [QUOTED.sub("{missing}", line.strip()) for line in said]
    assert [line for line in said if line not in written] == []
    assert said, "no reply is empty"
    assert len(reply.conversation) < 1_000
    assert assistant.read_conversation(reply.conversation).turns > 0


# The one thing that a reply says and nobody wrote: the visitor's own words, in quotes.
QUOTED = re.compile(r'"\w+"(?: or "\w+")?(?=\.)')
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=1_000)
SOME_WORDS = st.lists(
    st.sampled_from(
        re.split(" ", "what is it lipo laser mesotherapy and hurt? cost safe how long sessions why None of these . my")
    ),
    max_size=25,
).map(" ".join)
KNOWN_IDS = st.sampled_from(
    ["laser-what", "laser-details", "price", "liposuction-risks", "gone", "what-is-mesotherapy"]
)
ANY_STATE = st.builds(
    DialogueState,
    turns=st.integers(0, 5),
    topic=st.sampled_from(["", "laser", "mesotherapy", "liposuction", "clinic", "gone"]),
    recent=st.lists(KNOWN_IDS, max_size=3).map(tuple),
    offered=st.lists(KNOWN_IDS, max_size=4).map(tuple),
    candidates=st.lists(KNOWN_IDS, max_size=6).map(tuple),
    failures=st.integers(0, 4),
)


@given(text=ANY_TEXT, token=st.none() | st.text(max_size=100))
@settings(max_examples=60, deadline=None)
def test_any_text_and_token_get_a_reply_in_the_clinic_s_words(
    assistant: Bot, written: set[str], text: str, token: str | None
) -> None:
    check(assistant.reply(text, token), written, assistant)


@given(text=SOME_WORDS, state=ANY_STATE)
@settings(max_examples=150, deadline=None)
def test_any_words_in_any_conversation_get_a_reply_in_the_clinic_s_words(
    assistant: Bot, written: set[str], text: str, state: DialogueState
) -> None:
    check(assistant.reply(text, Tokens(["k" * 32]).write(state)), written, assistant)


def test_an_explanation_names_the_best_intent(assistant: Bot) -> None:
    explanation = assistant.explain("how long is liposuction recovery")
    assert explanation.reasons[0].label == "liposuction-recovery"
    assert explanation.reasons[0].phrases


def test_two_things_named_in_one_short_request_are_both_answered(assistant: Bot) -> None:
    reply = assistant.reply("side effects and price")
    assert [answer.intent for answer in reply.answers] == ["mesotherapy-side-effects"]
    assert assistant.knowledge.clinic.phone in reply.text


MESSAGES = [line for line in (ROOT / "tests/benchmarks/messages.txt").read_text().splitlines() if line]


def forget() -> None:
    for cache in word_caches():
        cache.cache_clear()


def test_replies_are_not_mixed_up(assistant: Bot, hasty_threads: ThreadPoolExecutor) -> None:
    forget()
    alone = [gist(assistant.reply(message)) for message in MESSAGES]
    forget()
    assert list(hasty_threads.map(gist, hasty_threads.map(assistant.reply, MESSAGES))) == alone


def gist(reply: Reply) -> tuple[Kind, str, list[tuple[str, float]]]:
    """What a reply says, without the token, which tells the time."""
    return reply.kind, reply.text, [(answer.intent, round(answer.score, 6)) for answer in reply.answers]
