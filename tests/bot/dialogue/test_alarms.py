"""Emergencies by rule and by likeness: the voices that were learnt from, and others, and the files."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from bot.content import Kind
from bot.content.yaml_file import read_yaml
from bot.dialogue import Bot
from bot.dialogue.alarms import LIKENESS, MIN_WORDS, SURE, Alarms
from bot.errors import IntentsError
from bot.nlu import IntentClassifier
from bot.triage import CALM, load_door, load_rules, load_voices
from tests.serving import ROOT
from tests.small_clinic import write_small_clinic

INTENTS = ROOT / "intents"
FRAMES = read_yaml(ROOT / "tests" / "data" / "frames.yaml").data

# Of these, no rule knows the signs, and no file holds the messages.
UNHEARD_OF = [
    "she is making gurgling noises and her lips are a funny colour",
    "my heart is going like a drum and I can't stop shaking",
    "mum keeps sliding off the chair and dribbling since the jabs",
]

# What a clinic might add, which nobody says anywhere else.
SAID = [f"{who} flange has gone wobbly {when}" for who in ("my", "his", "mum's") for when in ("now", "again", "today")]


@pytest.fixture(scope="module")
def alarms(assistant: Bot) -> Alarms:
    return assistant.alarms


def test_every_voice_is_heard_or_left_in_peace(alarms: Alarms) -> None:
    voices = load_voices(INTENTS, load_rules(INTENTS))
    got = {m: found and found.reply for ms in voices.urgent.values() for m in ms for found in [alarms.check(m)]}
    assert {m: got[m] for reply, ms in voices.urgent.items() for m in ms if got[m] != reply} == {}
    assert [m for ms in voices.calm.values() for m in ms if alarms.check(m)] == []


def test_no_question_that_the_clinic_answers_is_like_an_emergency(assistant: Bot, alarms: Alarms) -> None:
    utterances = [text for intent in assistant.knowledge.intents.values() for text in intent.utterances]
    assert [text for text in utterances if alarms.check(text)] == []


@pytest.mark.parametrize("message", UNHEARD_OF)
def test_an_emergency_that_no_rule_knows_is_heard_by_its_likeness(assistant: Bot, alarms: Alarms, message: str) -> None:
    assert load_door(INTENTS).check(message) is None
    found = alarms.check(message)
    assert (found and found.rule) == LIKENESS
    assert assistant.reply(message).kind is Kind.URGENT


def test_a_sign_that_nobody_has_is_like_no_emergency(alarms: Alarms) -> None:
    signs, frames = FRAMES["unframed"]["signs"], FRAMES["unframed"]["frames"]
    assert [m for frame, sign in product(frames, signs) if alarms.check(m := frame.format(sign))] == []


def test_without_voices_the_rules_alone_are_heard(tmp_path: Path) -> None:
    assistant = Bot.load(write_small_clinic(tmp_path / "intents"), ["k" * 32])
    assert assistant.learnt.ear is None
    assert assistant.reply("I can't breathe").kind is Kind.URGENT
    assert assistant.reply(UNHEARD_OF[0]).kind is not Kind.URGENT


def test_what_a_clinic_adds_is_learnt(tmp_path: Path) -> None:
    folder = write_small_clinic(tmp_path / "intents")
    voices = "".join(f"    - {text}\n" for text in SAID)
    (folder / "emergency-voices.yaml").write_text(f"urgent:\n  emergency:\n{voices}calm: {{}}\n")
    assistant = Bot.load(folder, ["k" * 32])
    assert assistant.reply("His flange has gone wobbly now!").kind is Kind.URGENT
    assert assistant.learnt.ear
    assert (
        assistant.learnt.ear.match(assistant.matcher.parser.parse("her flange has gone all wobbly")).best == "emergency"
    )
    assert assistant.reply("how long is recovery").kind is not Kind.URGENT


def test_what_was_held_back_is_heard_half_the_time_and_the_clinics_questions_never(assistant: Bot) -> None:
    """Of emergencies that it never saw, likeness alone hears about half."""
    rules = load_rules(INTENTS)
    voices = [*dict(load_voices(INTENTS, rules).examples(rules)).items()]
    asked = [(text, CALM) for intent in assistant.knowledge.intents.values() for text in intent.utterances]
    told = [*voices, *asked]
    ear = IntentClassifier.learn_shares([one for at, one in enumerate(told) if at % 5], assistant.matcher.parser)
    held_out = [(ear.parser.parse(text), label) for text, label in told[::5] if len(text.split()) >= MIN_WORDS]
    heard = [(1 - ear.shares(message)[CALM] > SURE, label) for message, label in held_out]
    urgent = [is_heard for is_heard, label in heard if label != CALM]
    calm = [is_heard for is_heard, label in heard if label == CALM]
    assert sum(urgent) > 0.4 * len(urgent) > 100
    assert sum(calm) < 0.01 * len(calm)


def test_emergencies_in_other_words_for_a_reply_that_is_gone_raise_nothing_else(tmp_path: Path) -> None:
    """While what changed is not learnt yet, the ear that is gone on with may know replies that are there no longer."""
    folder = write_small_clinic(tmp_path / "intents")
    voices = "urgent:\n  emergency: [help me]\n  other:\n" + "".join(f"    - {text}\n" for text in SAID)
    rules = (folder / "emergency.yaml").read_text()
    (folder / "emergency.yaml").write_text(rules.replace("replies:\n", "replies:\n  other: {en: Call.}\n"))
    (folder / "emergency-voices.yaml").write_text(voices)
    before = Bot.load(folder, ["k" * 32])
    (folder / "emergency.yaml").write_text(rules)
    (folder / "emergency-voices.yaml").write_text("urgent:\n  emergency: [help me]\n")
    after = Bot.load(folder, ["k" * 32], before.learnt)
    assert after.is_behind
    assert [after.reply(text).kind for text in SAID if after.reply(text).kind is Kind.URGENT] == []


def test_a_message_without_a_word_raises_an_alarm_in_english() -> None:
    assert load_door(INTENTS).alarm(LIKENESS, "emergency", "\U0001f198").language == "en"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("urgent:\n  emergenzy:\n    - help\n", "emergency-voices.yaml:2: there is no reply 'emergenzy'"),
        ("", "emergency-voices.yaml:1: is empty: it needs 'urgent' and 'calm'"),
        ("urgnt: {}\n", "emergency-voices.yaml:1: "),
    ],
)
def test_a_voices_file_at_fault_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    folder = write_small_clinic(tmp_path / "intents")
    (folder / "emergency-voices.yaml").write_text(text)
    with pytest.raises(IntentsError) as raised:
        Bot.load(folder, ["k" * 32])
    assert said in str(raised.value)


def test_the_reply_is_in_the_language_of_the_message() -> None:
    door = load_door(INTENTS)
    assert door.alarm(LIKENESS, "emergency", "mi mujer está muy mal y se pone azul").language == "es"
    assert door.alarm(LIKENESS, "emergency", "my wife is in a bad way").language == "en"
