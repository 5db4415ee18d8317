"""The emergency door: what must raise it, what must not, and that how a message is typed makes no difference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content import load_intents
from bot.content.yaml_file import read_yaml
from bot.triage import EmergencyDetector, EmergencyRules, load_door
from tests.serving import ROOT

INTENTS = ROOT / "intents"
RULES = EmergencyRules.model_validate(read_yaml(INTENTS / "emergency.yaml").data)
MUST = [(message, rule.id) for rule in RULES.rules for message in rule.must_trigger]
MUST_NOT = [(message, rule.id) for rule in RULES.rules for message in rule.must_not_trigger]
ENGLISH = [message for message, _ in MUST if message.isascii()]
ALARMING = st.sampled_from([message for message, _ in MUST])


@pytest.fixture(scope="module")
def door() -> EmergencyDetector:
    return load_door(INTENTS)


@pytest.mark.parametrize(("message", "rule"), MUST)
def test_what_must_raise_the_alarm_does(door: EmergencyDetector, message: str, rule: str) -> None:
    alarm = door.check(message)
    assert alarm is not None
    assert alarm.rule == rule


@pytest.mark.parametrize("message", [message for message, _ in MUST_NOT])
def test_what_must_not_raise_the_alarm_does_not(door: EmergencyDetector, message: str) -> None:
    assert door.check(message) is None


def test_there_are_enough_examples_and_none_stands_twice() -> None:
    assert min(len(MUST), len(MUST_NOT)) >= 150
    counts = Counter(message.casefold() for message, _ in MUST + MUST_NOT)
    assert [message for message, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", ["es", "fr", "pl", "ar"])
def test_every_language_has_its_examples_and_its_replies(door: EmergencyDetector, language: str) -> None:
    alarms = [door.check(message) for message, _ in MUST]
    assert sum(alarm is not None and alarm.language == language for alarm in alarms) >= 20
    assert all(language in texts for texts in RULES.replies.values())


VOICES = read_yaml(INTENTS / "emergency-voices.yaml").data
FRAMES = read_yaml(ROOT / "tests" / "data" / "frames.yaml").data


@pytest.mark.parametrize(("reply", "messages"), VOICES["urgent"].items(), ids=VOICES["urgent"])
def test_what_needs_a_human_now_is_heard_in_many_voices(
    door: EmergencyDetector, reply: str, messages: list[str]
) -> None:
    """By the rules alone; what they miss is to be heard by its likeness (`test_alarms.py`), and must be little."""
    replies = {message: alarm.reply for message in messages if (alarm := door.check(message))}
    assert {message: got for message, got in replies.items() if got != reply} == {}
    assert len(replies) >= 0.97 * len(messages)


@pytest.mark.parametrize("messages", VOICES["calm"].values(), ids=VOICES["calm"])
def test_what_only_sounds_like_an_emergency_is_left_in_peace(door: EmergencyDetector, messages: list[str]) -> None:
    assert {message: alarm.rule for message in messages if (alarm := door.check(message))} == {}


@pytest.mark.parametrize("language", FRAMES["framed"])
def test_what_is_said_around_a_sign_does_not_hide_it(door: EmergencyDetector, language: str) -> None:
    framed = FRAMES["framed"][language]
    messages = [frame.format(clause) for frame, clause in product(framed["frames"], framed["clauses"])]
    assert [message for message in messages if door.check(message) is None] == []


def test_a_sign_that_nobody_has_leaves_the_door_shut(door: EmergencyDetector) -> None:
    messages = [
        frame.format(sign) for frame, sign in product(FRAMES["unframed"]["frames"], FRAMES["unframed"]["signs"])
    ]
    assert {message: alarm.rule for message in messages if (alarm := door.check(message))} == {}


# The clinic's own questions are no emergencies


def questions() -> Iterator[tuple[str, str]]:
    for intent in load_intents(INTENTS).intents.values():
        yield from ((text, intent.id) for text in intent.utterances)


def test_no_question_that_the_clinic_answers_raises_the_alarm(door: EmergencyDetector) -> None:
    alarms = {text: alarm.rule for text, _ in questions() if (alarm := door.check(text))}
    assert alarms == {}


# What is now, and what is not: every symptom in every frame

SYMPTOMS = [
    "chest pain",
    "trouble breathing",
    "a high fever",
    "a seizure",
    "a stroke",
    "pus",
    "severe pain",
    "hives",
    "blurred vision",
    "a swollen tongue",
    "red streaks",
    "heavy bleeding",
]
PRESENT = [
    "I have {} since my injections",
    "my wife has {} after her treatment",
    "is it normal that I have {} since the injections yesterday",
]
QUIET = {
    "denied": [
        "no {} after my injections",
        "I don't have {}, just a bruise after the injections",
        "had lipo, all good, without {}",
        "no redness or {} after the treatment",
    ],
    "past": ["I had {} years ago", "when I was a child I had {}"],
    "supposed": [
        "what if I get {} after the injections",
        "what happens if I have {} after lipo",
        "I'm scared of {} after the treatment",
    ],
    "general": [
        "can it cause {}",
        "is {} a side effect of mesotherapy",
        "what is the risk of {} after lipo",
        "does liposuction lead to {}",
        "how likely is {}",
    ],
    "heard": ["I read about {} after lipo", "my friend said someone had {} from it"],
}


@pytest.mark.parametrize(("frame", "symptom"), list(product(PRESENT, SYMPTOMS)))
def test_a_symptom_that_someone_has_raises_the_alarm(door: EmergencyDetector, frame: str, symptom: str) -> None:
    assert door.check(frame.format(symptom)) is not None


@pytest.mark.parametrize("frame", [frame for frames in QUIET.values() for frame in frames])
def test_a_symptom_denied_past_supposed_or_asked_about_does_not(door: EmergencyDetector, frame: str) -> None:
    assert [symptom for symptom in SYMPTOMS if door.check(frame.format(symptom))] == []


@pytest.mark.parametrize(
    "message",
    [
        "no fever but I can't breathe",
        "I fainted years ago at a jab. now my chest hurts",
        "I read about fever after lipo. my throat is closing up",
        "what if I faint? she just collapsed",
        "can it cause swelling? my lips are swelling up",
    ],
)
def test_what_is_quiet_in_one_part_does_not_hide_what_another_part_says(door: EmergencyDetector, message: str) -> None:
    assert door.check(message) is not None


# How it is typed makes no difference

TYPED: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "titles": str.title,
    "swapped case": str.swapcase,
    "exclaimed": lambda text: text + "!!!",
    "trailing off": lambda text: f"...{text}....",
    "emoji": lambda text: text + " 😭😭",
    "wide spaces": lambda text: text.replace(" ", "   "),
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "greeted": lambda text: "hi, " + text,
    "invisible characters": lambda text: text.replace(" ", "\u200b "),
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_case_punctuation_and_spaces_change_nothing(door: EmergencyDetector, typed: Callable[[str], str]) -> None:
    assert [message for message, _ in MUST if door.check(typed(message)) is None] == []


@pytest.mark.parametrize("sign", ["fever", "swelling", "breathing", "collapsed", "seizure", "unconscious", "overdose"])
@pytest.mark.parametrize("slip", ["doubled", "dropped", "swapped"])
def test_a_slip_of_the_finger_changes_nothing(door: EmergencyDetector, sign: str, slip: str) -> None:
    said = {
        "fever": "I have a {} since my injections",
        "swelling": "my lips are {} up",
        "breathing": "I have trouble {}",
        "collapsed": "my wife has {}",
        "seizure": "she is having a {}",
        "unconscious": "he is {}",
        "overdose": "I have taken an {}",
    }[sign]
    middle = len(sign) // 2
    typo = {
        "doubled": sign[:middle] + sign[middle] + sign[middle:],
        "dropped": sign[:middle] + sign[middle + 1 :],
        "swapped": sign[:middle] + sign[middle + 1] + sign[middle] + sign[middle + 2 :],
    }[slip]
    assert door.check(said.format(typo)) is not None


SLIPS: dict[str, Callable[[str], str]] = {
    "doubled": lambda word: word[: len(word) // 2] + word[len(word) // 2] + word[len(word) // 2 :],
    "dropped": lambda word: word[: len(word) // 2] + word[len(word) // 2 + 1 :],
    "swapped": lambda word: word[:2] + word[3] + word[2] + word[4:],
    "another letter": lambda word: word[:-2] + "w" + word[-1],
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_slips_in_any_telling_word_of_the_examples_change_next_to_nothing(
    door: EmergencyDetector, slip: Callable[[str], str]
) -> None:
    telling = re.compile("|".join(rf"\b{word}\b" for word in RULES.misspelt if len(word) >= 6) + r"|\b[a-z]{9,}\b")
    typed = [
        message[: word.start()] + slip(word[0]) + message[word.end() :]
        for message in map(str.lower, ENGLISH)
        for word in telling.finditer(message)
    ]
    missed = [message for message in typed if door.check(message) is None]
    assert len(typed) > 300
    assert len(missed) <= len(typed) * 0.03, missed


# Any message whatever

FIELD = re.compile(r"\{[a-z_]+\}")


repeated = st.builds(lambda part, times: part * times, st.text(min_size=1, max_size=3), st.integers(1, 600))


@given(st.text(max_size=2000) | repeated)
@example("و" * 1000)  # "and", a thousand times: in Arabic it is one word with what follows
@settings(max_examples=300)
def test_any_text_is_read_without_an_error_and_answered_from_the_file(door: EmergencyDetector, text: str) -> None:
    alarm = door.check(text)
    assert alarm is None or alarm.text == RULES.replies[alarm.reply][alarm.language]


@given(st.text(max_size=60), ALARMING)
@settings(max_examples=100)
def test_an_alarm_after_a_full_stop_is_seen_whatever_comes_before(
    door: EmergencyDetector, before: str, message: str
) -> None:
    assert door.check(f"{before}. {message}") is not None


@given(ALARMING)
def test_the_reply_is_the_rule_s_own_in_the_language_of_the_message(door: EmergencyDetector, message: str) -> None:
    alarm = door.check(message)
    assert alarm is not None
    assert alarm.reply == next(rule.reply for rule in RULES.rules if rule.id == alarm.rule)
    assert alarm.text == RULES.replies[alarm.reply][alarm.language]


def test_every_reply_names_a_number_to_call() -> None:
    texts = [text for texts in RULES.replies.values() for text in texts.values()]
    assert [text for text in texts if not {"{emergency_number}", "{crisis_line}"} & set(FIELD.findall(text))] == []


@pytest.mark.parametrize("message", ["I want to kill myself", "quiero matarme", "je veux mourir", "chcę się zabić"])
def test_self_harm_has_its_own_words_and_number(door: EmergencyDetector, message: str) -> None:
    alarm = door.check(message)
    assert alarm is not None
    assert alarm.reply == "self-harm"
    assert "{crisis_line}" in alarm.text
    assert alarm.text not in RULES.replies["emergency"].values()


def test_self_harm_comes_before_every_other_rule(door: EmergencyDetector) -> None:
    alarm = door.check("my chest hurts and I want to kill myself")
    assert alarm is not None
    assert alarm.rule == "self-harm"
