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
from bot.dialogue.state import Tokens
from bot.reply import Reply
from bot.triage.pack import load_pack
from tests.benchmarks.slowest import word_caches
from tests.bot.dialogue.talking import UNSURE, answered, talk
from tests.serving import ROOT


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


@pytest.mark.parametrize(
    "turns",
    [
        ["I had filler in my lip this morning, when can I wear lipstick?", "it hurts and the skin is going white"],
        ["I had it done yesterday, is a rash normal?", "thanks", "it throbs and my skin has turned grey"],
        ["I had it done yesterday, is a rash normal?", "start over, please", "my skin has turned grey"],
    ],
)
def test_a_treatment_that_was_told_of_before_makes_a_sign_an_emergency(assistant: Bot, turns: list[str]) -> None:
    assert assistant.reply(turns[-1]).kind is not Kind.URGENT
    assert assistant.last_reply(turns).kind is Kind.URGENT
    before = assistant.last_reply(turns[:-1]).conversation
    assert assistant.urgent_reply(turns[-1], before) is not None


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


@pytest.mark.parametrize("told", ["a poster for liposuction hangs at the bus stop", "my pal showed me lipo scars"])
def test_a_topic_that_was_named_is_spoken_of_though_nothing_was_answered(assistant: Bot, told: str) -> None:
    first, second = talk(assistant, told, "what are the risks")
    assert first.kind is not Kind.ANSWER
    assert answered(second) == ["liposuction-risks"]


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
    assert assistant.last_reply([before, after]).intents == (intent,)
