"""What a dialogue says of a question before it is read."""

from __future__ import annotations

import numpy as np
import pytest

from bot.content import Kind
from bot.dialogue import Bot, DialogueState
from bot.dialogue import priors as module
from bot.dialogue.counterparts import Counterparts
from bot.dialogue.priors import Priors, is_self_contained
from bot.dialogue.topics import Topics
from bot.text import words_in
from tests.bot.dialogue.talking import talk


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("is it safe", False),
        ("and the bruising", False),
        ("how long does that usually take", False),
        ("so would that be the same for me then or not", False),
        ("which needles do doctors use for mesotherapy in clinics", True),
        ("how do I get red wine out of a white satin dress", True),
    ],
)
def test_a_question_that_is_clear_by_itself(message: str, expected: bool) -> None:
    assert is_self_contained(words_in(message)) is expected


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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("can my mum come with me", "my neighbour swears by cabbage leaves, true?"),
        ("how much does it cost", "my neighbour swears by cabbage leaves, true?"),
        ("does mesotherapy hurt", "do leeches do it too"),
        ("does mesotherapy hurt", "is honey as good"),
    ],
)
def test_a_short_question_on_something_else_does_not_get_the_last_reply_again(
    assistant: Bot, before: str, after: str
) -> None:
    assert talk(assistant, before, after)[-1].kind not in (Kind.ANSWER, Kind.HANDOFF)


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
    reply = assistant.last_reply([before, after])
    assert (reply.intents or reply.offered)[0] == intent


@pytest.mark.parametrize(
    ("before", "after", "intent"),
    [
        ("What is injected against hair loss?", "and what do they say it does", "hair-claims"),
        ("Can mesotherapy cause lumps?", "do they go by themselves", "mesotherapy-lumps"),
        ("Can mesotherapy leave dark marks?", "are they permanent", "mesotherapy-marks"),
        ("Does mesotherapy help acne?", "can it make it worse", "face-acne"),
    ],
)
def test_what_is_asked_next_is_read_beside_what_was_asked_before(
    assistant: Bot, before: str, after: str, intent: str
) -> None:
    assert assistant.last_reply([before, after]).intents == (intent,)


@pytest.fixture
def priors(assistant: Bot, monkeypatch: pytest.MonkeyPatch) -> Priors:
    """Priors that know by which factor an intent is likelier, and not what was asked before."""
    monkeypatch.setattr(module, "ASKED_BEFORE", 0.0)
    knowledge = assistant.knowledge
    return Priors(knowledge, Counterparts(knowledge, Topics(knowledge.topics)), assistant.model)


BEFORE, AFTER = DialogueState(), DialogueState(turns=1, topic="liposuction", recent=("liposuction-what",))
SHORT, CLEAR = ["is", "it", "safe"], "which needles do doctors use in clinics".split()


@pytest.mark.parametrize(
    ("intent", "question", "factor"),
    [
        ("liposuction-what", (SHORT, [], AFTER), "FOLLOW_UP"),
        ("liposuction-what", (CLEAR, [], AFTER), "FOLLOW_UP_LESS"),
        ("parking", (SHORT, [], DialogueState(turns=1, recent=("parking",))), "FOLLOW_UP_LESS"),
        ("liposuction-what", (SHORT, ["liposuction"], AFTER), None),
        ("liposuction-what", (SHORT, [], BEFORE), None),
        ("liposuction-risks", (SHORT, [], DialogueState(turns=1, offered=("liposuction-risks",))), "OFFERED"),
        ("liposuction-risks", (SHORT, [], DialogueState(turns=1, candidates=("liposuction-risks",))), "OFFERED"),
        ("greeting", (SHORT, ["liposuction"], BEFORE), "OFF_TOPIC"),
        ("greeting", (SHORT, [], BEFORE), None),
        ("mesotherapy-needles", (SHORT, ["laser"], BEFORE), "OTHER_TOPIC"),
        ("mesotherapy-needles", (SHORT, ["mesotherapy"], BEFORE), None),
    ],
)
def test_how_many_times_likelier_an_intent_is(
    assistant: Bot,
    priors: Priors,
    intent: str,
    question: tuple[list[str], list[str], DialogueState],
    factor: str | None,
) -> None:
    """Whatever the factors are: each of them may be switched off."""
    times = getattr(module, factor) if factor else 1.0
    summands = priors.of(*question).summands
    assert np.exp(summands[assistant.model.labels.index(intent)]) == pytest.approx(times)


@pytest.mark.parametrize(
    ("named", "read_as"),
    [
        (["laser"], "laser-safety"),
        (["liposuction"], "liposuction-risks"),
        (["laser", "mesotherapy"], "liposuction-risks"),
    ],
)
def test_of_one_topic_the_answers_about_others_are_read_as_its_own(
    assistant: Bot, priors: Priors, named: list[str], read_as: str
) -> None:
    labels = assistant.model.labels
    numbers = priors.of(SHORT, named, BEFORE).read_as
    assert labels[numbers[labels.index("liposuction-risks")]] == read_as
