"""The emergency detector: what is urgent, what must not, and that how a message is typed makes no difference."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content import load_intents
from bot.content.yaml_file import read_yaml
from bot.errors import BotError
from bot.triage import EmergencyDetector, Level
from bot.triage.classifier import Classifier
from bot.triage.pack import FOLDER, load_pack
from tests.bot.triage.small_pack import NUMBERS
from tests.serving import ROOT
from tools.labelled import read_messages
from tools.triage_voices import load_voices

INTENTS = ROOT / "intents"
PACK = load_pack()
LABELLED = list(load_voices().labelled())
DETECTOR = EmergencyDetector.load()
URGENT = [m for m, reply in LABELLED if reply and DETECTOR.assess(m).reason.startswith("rule ")]
"""Voices that a rule takes alone: what surrounds them, or how they are typed, must not matter."""
ENGLISH = [message for message in URGENT if message.isascii()]
UNHEARD = ROOT / "tests" / "data" / "emergencies.jsonl"
"""Messages of a writer who had seen no rule, labelled by them: they measure, and are never learnt from."""
TOLD_OVER_SEVERAL = ROOT / "tests" / "data" / "emergency_dialogues.jsonl"
"""Dialogues of another such writer, a line for each message with those before it: emergencies, and calm ones."""
FRAMES = read_yaml(ROOT / "tests" / "data" / "frames.yaml").data


def numbers_in(text: str) -> tuple[str, ...]:
    return tuple(name for name in re.findall(r"\{(\w+)\}", text) if name in NUMBERS)


def urgent(detector: EmergencyDetector, message: str) -> bool:
    return detector.assess(message).level is Level.URGENT


def test_the_voices_are_heard_as_they_are_labelled(detector: EmergencyDetector) -> None:
    assert [message for message, reply in LABELLED if urgent(detector, message) is not bool(reply)] == []


# By the rule that fires alone: what people say for the gravest signs, in words of different groups.
GRAVEST = {
    "breathing": [
        "I can't get any air in",
        "she is struggling to get air",
        "my husband cannot catch his breath",
        "he is gasping",
        "barely any air goes in",
        "I am suffocating",
        "it feels like I'm choking",
    ],
    "anaesthetic": [
        "metallic taste and ringing in my ears after the numbing injection",
        "had the local for my laser lipo, my muscles keep twitching and I feel drunk",
        "ringing ears and twitching after tumescent liposuction yesterday",
    ],
    "chest": [
        "he is clutching his chest",
        "a crushing weight on my chest",
        "an elephant sits on my ribs",
        "pressure behind my breastbone",
    ],
    "stroke": [
        "one side of my face droops",
        "her mouth hangs on one side and she slurs",
        "my left arm went limp and I can't speak",
    ],
    "sight": ["the nurse did near my eyelid and I can hardly see with it now"],
    "bleeding": [
        "the blood won't stop",
        "I've soaked three towels with blood",
        "blood is spurting from the cut",
        "it keeps coming through the bandage and on to the sheet",
        "mum's leg has leaked through two dressings and into her shoe",
    ],
    "pregnancy": [
        "31 weeks pregnant and I cannot feel him kick since last night",
        "my bub has stopped wriggling, 36 weeks gone",
        "fewer movements than usual",
        "my wife's waters broke and she is only six months along",
        "rompí aguas en la semana 30",
        "mi bebé no se mueve desde ayer, 34 semanas",
        "j'ai perdu les eaux à 31 semaines",
        "dziecko przestało się ruszać, 35 tydzień",
        "الجنين لا يتحرك منذ أمس",
    ],
    "seizure": ["my son is fitting", "she is convulsing on the floor"],
    "collapse": ["my wife passed out", "he won't wake up", "grandad keeled over"],
    "self-harm": [
        "I don't think I want to live",
        "I want to end it all",
        "I am going to hang myself",
        "everyone would be better off without me",
    ],
    "beaten": ["my husband hits me", "she slapped my face", "he won't let me have my phone"],
    "overdose": ["I took too many pills", "he swallowed a whole packet of paracetamol", "I've taken an overdose"],
}


@pytest.mark.parametrize(("rule", "message"), [(rule, said) for rule, all_said in GRAVEST.items() for said in all_said])
def test_the_gravest_signs_are_heard_by_their_rules(detector: EmergencyDetector, rule: str, message: str) -> None:
    assert detector.assess(message).reason == f"rule '{rule}'"


def test_of_a_writer_s_emergencies_that_nothing_was_learnt_from_most_are_heard(detector: EmergencyDetector) -> None:
    found = Counter((message.label, detector.assess(message.text).level) for message in read_messages([UNHEARD]))
    n_urgent, n_calm = (sum(found[label, level] for level in Level) for label in ("urgent", "calm"))
    assert found["urgent", Level.URGENT] >= 0.67 * n_urgent
    assert found["urgent", Level.NONE] <= 0.2 * n_urgent
    assert found["calm", Level.URGENT] <= 0.08 * n_calm


def test_of_emergencies_that_are_told_over_several_messages_most_are_heard(detector: EmergencyDetector) -> None:
    dialogues = [json.loads(line) for line in TOLD_OVER_SEVERAL.read_text(encoding="utf-8").splitlines()]
    found = Counter[tuple[str, Level]]()
    for dialogue in dialogues:
        before: frozenset[str] = frozenset()
        for message in dialogue["turns"]:
            assessment = detector.assess(message, before)
            before = assessment.lasting
        found[dialogue["label"], assessment.level] += 1
    n_urgent, n_calm = (sum(found[label, level] for level in Level) for label in ("urgent", "calm"))
    assert found["urgent", Level.URGENT] >= 0.65 * n_urgent
    assert found["calm", Level.URGENT] <= 0.04 * n_calm


INJURIES = ["burnt my leg on the exhaust, raw and weeping", "boiling soup went down on my chest", "lime in both eyes"]
HARMLESS = ["I burn easily in the sun", "can the laser burn me", "does the cream sting if it gets in the eye"]


@pytest.mark.parametrize("message", [*INJURIES, *HARMLESS])
def test_burns_and_what_gets_into_an_eye_are_told_from_talk_of_either(
    detector: EmergencyDetector, message: str
) -> None:
    assert (detector.assess(message).level is Level.NONE) == (message in HARMLESS)


@pytest.mark.parametrize("message", ["bp 195", "the upper number is 188 since breakfast", "systolic 200"])
def test_a_number_that_is_far_out_of_range_is_advised_on_by_itself(detector: EmergencyDetector, message: str) -> None:
    assert detector.assess(message).level is not Level.NONE


def test_no_voice_stands_twice() -> None:
    counts = Counter(message.casefold() for message, _ in LABELLED)
    assert [message for message, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", ["es", "fr", "pl", "ar"])
def test_every_language_has_its_voices_and_its_texts(detector: EmergencyDetector, language: str) -> None:
    found = [detector.assess(message) for message, reply in LABELLED if reply]
    assert sum(one.level is Level.URGENT and one.language == language for one in found) >= 10
    assert PACK.languages[language].replies.keys() == PACK.languages["en"].replies.keys()


@pytest.mark.parametrize("language", FRAMES["framed"])
def test_what_is_said_around_a_sign_does_not_hide_it(detector: EmergencyDetector, language: str) -> None:
    framed = FRAMES["framed"][language]
    messages = [frame.format(clause) for frame, clause in product(framed["frames"], framed["clauses"])]
    missed = [message for message in messages if detector.assess(message).level is Level.NONE]
    assert len(missed) <= 0.03 * len(messages), missed


def test_a_sign_that_nobody_has_is_no_emergency(detector: EmergencyDetector) -> None:
    frames, signs = FRAMES["unframed"]["frames"], FRAMES["unframed"]["signs"]
    messages = [frame.format(sign) for frame, sign in product(frames, signs)]
    called = [message for message in messages if urgent(detector, message)]
    assert len(called) <= 0.05 * len(messages), called


# The clinic's own questions are no emergencies


def questions() -> Iterator[tuple[str, str]]:
    for intent in load_intents(INTENTS).intents.values():
        yield from ((text, intent.id) for text in intent.utterances)


def test_no_question_that_the_clinic_answers_raises_the_alarm(detector: EmergencyDetector) -> None:
    asked = [text for text, _ in questions()]
    called = [text for text in asked if urgent(detector, text)]
    assert len(called) <= 0.004 * len(asked), called


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
    "invisible characters": lambda text: "\u00ad".join(text.replace(" ", "\u200b ")),
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_case_punctuation_and_spaces_change_nothing(detector: EmergencyDetector, typed: Callable[[str], str]) -> None:
    assert [message for message in URGENT[::4] if not urgent(detector, typed(message))] == []


TELLING = ("breathing", "seizure", "suicide", "overdose", "bleeding", "swallowed", "unconscious", "collapsed")
SLIPS: dict[str, Callable[[str], str]] = {
    "doubled": lambda word: word[: len(word) // 2] + word[len(word) // 2] + word[len(word) // 2 :],
    "dropped": lambda word: word[: len(word) // 2] + word[len(word) // 2 + 1 :],
    "swapped": lambda word: word[:2] + word[3] + word[2] + word[4:],
    "another letter": lambda word: word[:-2] + "w" + word[-1],
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_slips_in_any_telling_word_of_the_examples_change_next_to_nothing(
    detector: EmergencyDetector, slip: Callable[[str], str]
) -> None:
    telling = re.compile("|".join(rf"\b{word}\b" for word in TELLING) + r"|\b[a-z]{9,}\b")
    typed = [
        message[: word.start()] + slip(word[0]) + message[word.end() :]
        for message in map(str.lower, ENGLISH)
        for word in telling.finditer(message)
    ]
    missed = [message for message in typed if not urgent(detector, message)]
    assert len(typed) > 20
    assert len(missed) <= len(typed) * 0.11, missed


# Any message whatever

repeated = st.builds(lambda part, times: part * times, st.text(min_size=1, max_size=3), st.integers(1, 600))


@given(st.text(max_size=2000) | repeated)
@example("و" * 1000)  # "and", a thousand times: in Arabic it is one word with what follows
@settings(max_examples=300)
def test_any_text_is_assessed_and_answered_from_the_pack(detector: EmergencyDetector, text: str) -> None:
    found = detector.assess(text)
    if found.level is Level.URGENT:
        assert found.text == PACK.reply(found.reply or "", found.language)


@pytest.mark.parametrize(
    "before", ["Hello", "What does it cost", "My sister had it done in May", "No fever", "\U0001f600"]
)
def test_an_emergency_after_a_full_stop_is_seen_whatever_comes_before(detector: EmergencyDetector, before: str) -> None:
    messages = [f"{before}. {message}" for message in URGENT if len(message.split()) > 3]
    missed = [message for message in messages if not urgent(detector, message)]
    assert len(missed) <= 0.02 * len(messages), missed


def test_the_text_names_the_number_that_fits_first(detector: EmergencyDetector) -> None:
    assert numbers_in(detector.assess("my chest hurts").text) == ("emergency_number",)
    assert numbers_in(detector.assess("I want to kill myself").text) == ("crisis_line", "emergency_number")


@pytest.mark.parametrize("message", ["I want to kill myself", "quiero matarme", "je veux mourir", "chcę się zabić"])
def test_self_harm_has_its_own_words_and_number(detector: EmergencyDetector, message: str) -> None:
    found = detector.assess(message)
    assert found.reply == "self-harm"
    assert "{crisis_line}" in found.text


def test_self_harm_comes_before_every_other_rule(detector: EmergencyDetector) -> None:
    assert detector.assess("my chest hurts and I want to kill myself").reply == "self-harm"


# Kinds that were missed once, each with messages that stand in no file

DESPAIR = [
    "I'd love to be dead",
    "could I kill myself with insulin",
    "what's the quickest way to kill myself",
    "I would like to take my own life",
    "my cousin wants to kill herself",
]
BARE = ["SOS", "sos!!", "999", "Emergency", "help me please", "URGENT", "socorro", "au secours", "ratunku", "النجدة"]
COLLISIONS = [
    "they won't let me see the needle beforehand",
    "it's the craters the spots left me with",
    "do they use a glue gun",
    "I was on my feet for nine hours",
    "the arm skin just hangs since I got slim",
]
OTHERS_LONG_PAST = ["my stepfather died of a stroke", "her brother died from sepsis", "his aunt died after a seizure"]
FIGURES_OF_SPEECH = [
    "I could jump in front of a train, as people say",
    "if I read one more leaflet I'll throw myself off the roof",
]
ANIMALS = [
    "our hamster swallowed a capsule of vitamins and runs about",
    "my horse collapsed laughing, I mean the cat did",
]
LOOKS = ["the printer conked out again", "my face looks grey and worn since the winter"]
ORDINARY_WORDS = [
    "does it help with a squint",
    "our kitten was spayed",
    "I read faster than I speak",
    "the strobes on stage look like a storm",
]
IN_IMPERFECT_ENGLISH = [
    "tongue of my cousin is getting fat and she cannot pass saliva",
    "there is a press on chest of my father and left arm is without force, he sweat",
]


@pytest.mark.parametrize("message", [*OTHERS_LONG_PAST, *FIGURES_OF_SPEECH, *ANIMALS, *LOOKS, *ORDINARY_WORDS])
def test_what_is_somebody_s_past_a_figure_of_speech_or_an_animal_s_is_no_emergency(
    detector: EmergencyDetector, message: str
) -> None:
    assert not urgent(detector, message)


@pytest.mark.parametrize("message", IN_IMPERFECT_ENGLISH)
def test_an_emergency_is_heard_in_imperfect_english(detector: EmergencyDetector, message: str) -> None:
    assert urgent(detector, message)


def test_a_rule_that_matches_is_always_advised_on(detector: EmergencyDetector) -> None:
    found = detector.assess("there's a bit of green stuff on the plaster")
    assert found.level is Level.ADVICE
    assert "rule" in found.reason


COMPLICATIONS = [
    "the spot where they put it in leaks green matter and I have a fever",
    "I injected some filler I bought online into my chin by myself and now it is black",
]


@pytest.mark.parametrize("message", COMPLICATIONS)
def test_an_infection_with_fever_and_a_home_injection_gone_wrong_fire_alone(
    detector: EmergencyDetector, message: str
) -> None:
    assert detector.assess(message).reason.startswith("rule ")


def test_every_emergency_among_the_cases_is_heard(detector: EmergencyDetector) -> None:
    cases = read_yaml(ROOT / "tests" / "cases" / "emergencies.yaml").data
    missed = [case["ask"] for case in cases if case.get("kind") == "urgent" and not urgent(detector, case["ask"])]
    assert missed == []


def test_a_bite_is_no_animal_s_illness(detector: EmergencyDetector) -> None:
    assert urgent(detector, "a dog bit her face and the bleeding won't stop")


@pytest.mark.parametrize("message", DESPAIR)
def test_a_wish_to_die_is_heard_in_whatever_form(detector: EmergencyDetector, message: str) -> None:
    assert detector.assess(message).reply == "self-harm"


@pytest.mark.parametrize("message", BARE)
def test_a_bare_word_for_help_is_urgent(detector: EmergencyDetector, message: str) -> None:
    found = detector.assess(message)
    assert found.level is Level.URGENT
    assert numbers_in(found.text) == ("emergency_number", "crisis_line", "phone")


@pytest.mark.parametrize("message", COLLISIONS)
def test_words_that_only_collide_with_an_emergency_s_are_none(detector: EmergencyDetector, message: str) -> None:
    assert not urgent(detector, message)


def test_a_message_of_any_length_is_assessed_to_its_end(detector: EmergencyDetector) -> None:
    story = "I would like to know how long the results of this last and what it costs. " * 270
    assert len(story) > 19_000
    assert not urgent(detector, story)
    assert urgent(detector, story + "My husband cannot breathe.")


def test_the_threshold_can_be_moved() -> None:
    message = "one of my toes has gone a funny colour and I feel rough"
    likelihood = EmergencyDetector.load().assess(message).likelihood
    assert EmergencyDetector.load(threshold=likelihood).assess(message).level is Level.URGENT
    assert EmergencyDetector.load(threshold=likelihood + 0.01).assess(message).level is not Level.URGENT


def test_advice_names_the_clinic_and_the_emergency_number(detector: EmergencyDetector) -> None:
    found = detector.assess("I have had a stiff knee for a few days and it is a bit swollen")
    assert found.level is Level.ADVICE
    assert numbers_in(found.text) == ("phone", "emergency_number")
    assert "likelihood" in found.reason


def test_weights_of_other_features_or_word_vectors_are_refused(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    EmergencyDetector.load(tmp_path)
    replace(Classifier.load(tmp_path), fingerprint="another table of word vectors").save(tmp_path)
    with pytest.raises(BotError, match=r"classifier\.npz: .*tools\.learn_triage MESSAGES\.jsonl"):
        EmergencyDetector.load(tmp_path)


@pytest.mark.parametrize(
    "message",
    [
        "my dad won't let me go unless it's licensed",
        "will cling film pants after lipo do",
        "the letter with the price got through the letterbox another day",
        "is the scalp sprayed with everything at once",
        "call me now please",
        "I fit kitchens, is lifting a problem",
        "she drove home from her injections",
        "I find that hard to swallow, does it really melt fat",
        "my lungs are clear, the nurse listened",
        "can't breathe through my nose since a break years back",
    ],
)
def test_a_word_with_another_sense_raises_no_alarm(detector: EmergencyDetector, message: str) -> None:
    assert not urgent(detector, message)
