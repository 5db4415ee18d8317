"""A second clinic on its first day: an ear clinic with five examples an intent, asked in words that it has not seen.

Who wrote the questions in `cases.jsonl` read the clinic's leaflet and the intents' questions, and none of the examples;
no example was changed for a question's sake. A line has the question `q`, its `kind`, and in `intents` all that may
reply.
"""

from __future__ import annotations

import json
from collections import Counter

import pytest

from bot.content import Kind, Place
from bot.dialogue import Bot
from bot.dialogue.reasons import Reason
from bot.evaluation.cases import Case
from bot.evaluation.judging import Examiner, Outcome, Verdict
from tests.clinic import DATA

pytestmark = pytest.mark.slow  # it learns a clinic together with the language pack

EAR = DATA / "ear"
CLINIC = EAR / "clinic"
CASES = EAR / "cases.jsonl"


@pytest.fixture(scope="module")
def bot() -> Bot:
    return Bot.load(CLINIC, ["k" * 32])


@pytest.fixture(scope="module")
def outcomes(bot: Bot) -> dict[str, list[Outcome]]:
    """What came of the questions, by their kind."""
    lines = enumerate(CASES.read_text(encoding="utf-8").splitlines(), start=1)
    cases: dict[str, list[Case]] = {}
    for number, line in lines:
        entry = json.loads(line)
        case = Case(Place(CASES, number), (entry["q"],), intents=tuple(entry["intents"]))
        cases.setdefault(entry["kind"], []).append(case)
    examiner = Examiner(bot)
    return {kind: examiner.examine(asked) for kind, asked in cases.items()}


def test_every_intent_has_five_examples_and_nothing_more(bot: Bot) -> None:
    own = [intent for intent in bot.knowledge.intents.values() if intent.place.path.parent == CLINIC]
    assert own
    assert {len(intent.examples) for intent in own} == {5}


def test_every_case_names_intents_that_are_served(bot: Bot, outcomes: dict[str, list[Outcome]]) -> None:
    wanted = {intent for judged in outcomes.values() for outcome in judged for intent in outcome.case.intents}
    assert wanted <= bot.knowledge.intents.keys()


def test_most_questions_get_their_answer_and_few_a_wrong_one(outcomes: dict[str, list[Outcome]]) -> None:
    judged = outcomes["answer"]
    verdicts = Counter(outcome.verdict for outcome in judged)
    wrong = [o for o in judged if o.verdict is Verdict.WRONG and o.asked.reply.kind is Kind.ANSWER]
    offered = sum(outcome.offered for outcome in judged)
    assert verdicts[Verdict.RIGHT] >= 0.65 * len(judged)
    assert verdicts[Verdict.RIGHT] + offered >= 0.83 * len(judged)
    assert len(wrong) <= 0.08 * len(judged)


@pytest.mark.parametrize(
    ("question", "intent", "said"),
    [
        ("phone number", "contact-details", "+44 20 7946 0123"),
        ("when are you open", "opening-hours", "Thursday"),
        ("parking", "parking", "four free spaces"),
        ("book", "booking", "https://quiet-ear.example/book"),
    ],
)
def test_what_clinic_yaml_says_is_answered_at_once(bot: Bot, question: str, intent: str, said: str) -> None:
    reply = bot.reply(question)
    assert reply.intents == (intent,)
    assert said in reply.text + "".join(action.href for action in reply.actions)


@pytest.mark.parametrize(
    ("message", "offered"),
    [
        ("the parrot sounds like a chainsaw since dad got his aid", "aid-benefit"),
        ("my drumming brother wears nothing on his ears", "hearing-protection"),
        ("nice one, now the moulds", "wax-signs"),
        ("the hoover sets off a shriek in my aid", "aid-whistles"),
        ("can I wear them under a motorbike helmet", "hearing-protection"),
    ],
)
def test_what_few_examples_do_not_show_is_offered_and_no_matter_of_talk(bot: Bot, message: str, offered: str) -> None:
    reply = bot.reply(message)
    assert reply.reason in (Reason.FEW_EXAMPLES, Reason.MISSING_WORD)
    assert offered in reply.offered


@pytest.mark.parametrize("message", ["asdkjhasd", "Hjkl sdfkjh??", "xjq vvbn wrtzp"])
def test_where_no_word_is_known_nothing_is_put_as_what_may_be_meant(bot: Bot, message: str) -> None:
    reply = bot.reply(message)
    assert (reply.kind, reply.reason, reply.offered) == (Kind.FALLBACK, Reason.UNKNOWN, ())


def test_what_is_far_from_sure_is_not_put_as_what_may_be_meant(bot: Bot) -> None:
    reply = bot.reply("the whooshing in my head at night")
    assert (reply.kind, reply.reason) == (Kind.FALLBACK, Reason.FEW_EXAMPLES)


@pytest.mark.parametrize(
    ("message", "kind"),
    [("hiya", Kind.SMALLTALK), ("ta very much", Kind.SMALLTALK), ("what is the capital of Peru", Kind.FALLBACK)],
)
def test_talk_stays_talk_beside_few_examples(bot: Bot, message: str, kind: Kind) -> None:
    reply = bot.reply(message)
    assert (reply.kind, reply.offered) == (kind, ())
