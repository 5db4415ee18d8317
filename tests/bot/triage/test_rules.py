"""The emergency rules as data: what they may say, what is refused and where, and what each part of them does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content import load_intents
from bot.errors import IntentsError
from bot.triage import EmergencyDetector, EmergencyRules, load_door
from tests.small_clinic import write_small_clinic

SMALL = """\
replies:
  call: {en: "Call {emergency_number}.", es: "Llame al {emergency_number}."}
words:
  hot: {en: [hot, boiling, on fire], es: [caliente], any: ['39..41']}
  face: {en: [face, cheeks], es: [cara]}
  cannot: {en: [cant, can not, blur]}
  see: {en: [see, seeing, blur]}
  op: {en: [op, surgery]}
  denial: {en: ['no', not, never]}
  still: {en: [a, the]}
  or: {en: [or]}
  but: {en: [but]}
  asks: {en: [can it make]}
  gone: {en: [gone away]}
  ago: {en: [years ago]}
  joke: {en: [lol]}
  flush: {en: [blush*, burn/burns up]}
  cold: {en: [cold]}
  mine: {en: [mine]}
  question-mark: {any: ['?']}
contexts:
  operated: [op]
  own: [mine]
misspelt: [boiling, surgery, cheeks]
glue: [is, my]
ordinary: [boding]
fillers: [really]
greetings: [hi]
quiet:
  - {name: denied, cues: [denial], over: list, through: [still], joined_by: [or], until: [but]}
  - {name: asked, cues: [asks], over: rest, until: [but], grace: 1, unless_context: [own]}
  - {name: gone, cues: [gone], over: before}
  - {name: ago, cues: [ago], over: sentence, until: [but]}
  - {name: joke, cues: [joke + flush], over: itself}
  - {name: opening, cues: [see], over: rest, opening: true}
  - {name: wondered, cues: [face > question-mark], over: itself, unless_context: [own]}
rules:
  - {id: face, reply: call, signs: [hot + face, flush], unless: [joke + hot], must_trigger: [x], must_not_trigger: [y]}
  - {id: sight, reply: call, signs_in_context: [cannot > see], context: [operated], reach: 2,
     must_trigger: [x], must_not_trigger: [y]}
  - {id: cold, reply: call, signs: [cold + face|op], signs_in_context: [cold], context: [operated], reach: 2,
     must_trigger: [x], must_not_trigger: [y]}
"""

RAISED = {
    "one group near another": "my face is hot",
    "in any order": "so hot, all my cheeks",
    "a phrase": "face on fire",
    "a filler inside a phrase": "my face is on really fire",
    "a stem": "she is blushing",
    "alternatives": "he burns up",
    "a word of any language": "my face, 39",
    "a number in a range": "my face, 40",
    "a number with decimals": "my face, 39.4",
    "a number with a comma": "my face, 40,9",
    "the first of two groups": "a cold face",
    "the second of two groups": "cold op",
    "a weak sign in its context": "had surgery last week. now so very cold",
    "misspelt": "my chekes are hot",
    "two slips in a long word": "my face is boilign",
    "drawn out": "my face is hooooot",
    "run together": "mycheeks are hot",
    "in order, with its context": "i cant see since the op",
    "in order, where one word stands for two terms": "since the op i cant blur",
    "its context in another sentence": "had surgery. now i cant see",
    "apart from an apostrophe": "had surgery. now i can 't see",
    "another language": "tengo la cara caliente",
    "a denial that ends": "not my feet but my face is hot",
    "a denial of something else": "no feet. my face is hot",
    "a question that ends": "can it make feet cold but my face is hot",
    "the past that ends": "years ago it was well but my face is hot",
    "a joke elsewhere": "lol. my face is hot",
    "an opening that is none": "hi my feet see, my face is hot",
    "a question mark elsewhere": "is it? my face is hot",
    "asked about, and one's own": "can it make my face hot? mine is",
}
QUIET = {
    "nothing": "",
    "one group alone": "my face",
    "too far apart": "hot is how i like my tea in the morning with my own face",
    "another sentence": "it is hot. my face",
    "out of order": "see what i cant since the op",
    "without its context": "i cant see",
    "beyond the rule's own reach": "since the op i cant go to the shop to see",
    "a phrase that breaks off": "my face is on",
    "a phrase broken by a word": "my face on top fire",
    "a phrase across sentences": "my face is on. fire",
    "an ordinary word": "my face is boding",
    "denied": "no hot face",
    "denied with what carries on": "not the hot face",
    "a list denied": "no hot or boiling face",
    "a list over a comma": "no blushing, hot or boiling face",
    "an unknown word in the list": "no spots or hot face",
    "asked about": "can it make my face hot",
    "a question by its mark alone": "the face is hot?!",
    "gone": "the hot face has gone away",
    "long ago": "my face was hot years ago",
    "the joke's own words": "lol i blush",
    "harmless in its sentence": "my face is hot lol",
    "an opening after a greeting": "hi see my face is hot",
    "a short word misspelt": "my face is ht",
    "a number below the range": "my face, 38.9",
    "a number above the range": "my face, 41.5",
    "thousands": "my face, 39,000",
    "neither of two groups": "cold feet",
    "a weak sign without its context": "now so very cold",
    "too many fillers inside a phrase": "my face is on really really really really really fire",
    "letters alone": "s s t m",
}


def small(change: Callable[[dict[str, Any]], object] = lambda _: None) -> EmergencyRules:
    data = yaml.safe_load(SMALL)
    change(data)
    return EmergencyRules.model_validate(data)


@pytest.fixture(scope="module")
def door() -> EmergencyDetector:
    return EmergencyDetector(small())


@pytest.mark.parametrize("message", RAISED.values(), ids=RAISED)
def test_it_fires(door: EmergencyDetector, message: str) -> None:
    assert door.check(message) is not None


@pytest.mark.parametrize("message", QUIET.values(), ids=QUIET)
def test_it_is_quiet(door: EmergencyDetector, message: str) -> None:
    assert door.check(message) is None


def test_the_reply_is_in_the_language_of_the_message_or_else_in_english() -> None:
    def only_english(data: dict[str, Any]) -> None:
        del data["replies"]["call"]["es"]

    spanish = "tengo la cara caliente"
    told = [EmergencyDetector(rules).check(spanish) for rules in (small(), small(only_english))]
    assert [alarm and alarm.text for alarm in told] == ["Llame al {emergency_number}.", "Call {emergency_number}."]


def test_the_first_rule_that_fires_gives_the_reply(door: EmergencyDetector) -> None:
    alarm = door.check("since the op i cant see and my face is hot")
    assert alarm is not None
    assert alarm.rule == "face"


# What is refused

MISTAKES: dict[str, tuple[str, str, str, str]] = {
    "unknown group in a sign": (
        "signs: [hot + face, flush]",
        "signs: [hot + fase]",
        "hot + fase",
        "there is no word group 'fase'",
    ),
    "unknown group in a context": ("operated: [op]", "operated: [opp]", "[opp]", "there is no word group 'opp'"),
    "unknown group in a cue": ("cues: [asks]", "cues: [ask]", "cues: [ask]", "there is no word group 'ask'"),
    "unknown group in until": ("over: rest, until: [but]", "over: rest, until: [bt]", "[bt]", "no word group 'bt'"),
    "both orders": ("[cannot > see]", "[cannot > see + hot]", "see + hot", "'cannot > see + hot' mixes > and +"),
    "unknown context": ("context: [operated]", "context: [operatd]", "operatd", "there is no context 'operatd'"),
    "unknown reply": ("id: sight, reply: call", "id: sight, reply: cal", "reply: cal,", "there is no reply 'cal'"),
    "a rule twice": ("id: sight", "id: face", "reach: 2", "rule 'face' stands twice"),
    "no English": ('en: "Call', 'fr: "Call', "Llame", "reply 'call' has no text in English"),
    "unknown placeholder": (
        "Llame al {emergency_number}",
        "Llame al {emergency_numbr}",
        "emergency_numbr",
        "there is no placeholder {emergency_numbr}: use {clinic}, {crisis_line}, {emergency_number}, {phone}",
    ),
    "unknown key": ("reach: 2", "reech: 2", "reech", "unknown key 'reech': did you mean 'reach'?"),
    "reach too far": ("reach: 2", "reach: 200", "reach: 200", "'reach'"),
    "no examples": ("must_trigger: [x], must_not_trigger: [y]}\n", "must_not_trigger: [y]}\n", "id: face", "missing"),
    "unknown over": ("over: sentence", "over: sentense", "sentense", "'over': Input should be 'itself', 'list'"),
    "bad group name": ("  hot: ", "  Hot Stuff: ", "Hot Stuff", "use lower-case letters"),
    "no signs": (
        "signs: [hot + face, flush], unless",
        "signs: [], unless",
        "signs: []",
        "rule 'face' has no sign to know it by",
    ),
    "context without its signs": (
        "signs_in_context: [cannot > see]",
        "signs: [cannot > see]",
        "context: [operated], reach: 2,",
        "rule 'sight' needs both signs_in_context and context, or neither",
    ),
    "a range upside down": ("39..41", "41..39", "41..39", "no number lies in '41..39': write the lower number first"),
    "unknown group after a bar": ("cold + face|op", "cold + face|opp", "opp", "there is no word group 'opp'"),
    "unknown context in a quiet": ("context: [own]", "context: [owm]", "[owm]", "there is no context 'owm'"),
}


@pytest.mark.parametrize(("old", "new", "line_with", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, line_with: str, message: str
) -> None:
    assert old in SMALL
    spoilt = SMALL.replace(old, new, 1)
    path = tmp_path / "emergency.yaml"
    path.write_text(spoilt, encoding="utf-8")
    line = next(number for number, text in enumerate(spoilt.splitlines(), 1) if line_with in text)
    with pytest.raises(IntentsError) as refused:
        load_door(tmp_path)
    found = [str(finding) for finding in refused.value.diagnostics]
    assert any(text.startswith(f"{path}:{line}: ") and message in text for text in found), found


@pytest.mark.parametrize("content", ["", "- a list\n", "rules: [\n", "\x00"])
def test_a_file_that_is_no_rules_is_refused_with_its_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "emergency.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(IntentsError, match=r"emergency\.yaml:\d+: "):
        load_door(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntentsError, match=r"emergency\.yaml"):
        load_door(tmp_path)


def test_a_door_is_not_made_from_rules_with_a_problem() -> None:
    def rename(data: dict[str, Any]) -> None:
        data["rules"][0]["reply"] = "shout"

    with pytest.raises(ValueError, match="there is no reply 'shout'"):
        EmergencyDetector(small(rename))


def test_the_rules_say_which_numbers_and_languages_they_need() -> None:
    assert small().placeholders() == {"emergency_number"}
    assert small().languages() == {"en", "es"}


@pytest.mark.parametrize("key", ["emergency_number", "crisis_line", "phone"])
@pytest.mark.parametrize("value", [None, '""', "ask reception"])
def test_without_a_number_to_call_nothing_is_served(tmp_path: Path, key: str, value: str | None) -> None:
    folder = write_small_clinic(tmp_path / "intents")
    clinic = folder / "clinic.yaml"
    lines = [line for line in clinic.read_text(encoding="utf-8").splitlines() if not line.startswith(key)]
    clinic.write_text("\n".join([*lines, *([f"{key}: {value}"] if value else [])]), encoding="utf-8")
    with pytest.raises(IntentsError, match=rf"clinic\.yaml:\d+: .*{key}"):
        load_intents(folder)
