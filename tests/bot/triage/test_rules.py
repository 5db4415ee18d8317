"""The emergency rules as data: what they may say, what is refused and where, and what each part of them does."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import IntentsError
from bot.triage import modifiers
from bot.triage.pack import Pack, load_pack
from bot.triage.reader import Reader, Reading

RULES = """\
contexts:
  operated: [op]
fillers: [really, hi]
modifiers:
  - {name: denied, cues: [denial], direction: list, through: [still, or]}
  - {name: asked, cues: [asks], direction: forward, terminated_by: [but], exceptions: [mine]}
  - {name: gone, cues: [gone], direction: both}
  - {name: ago, cues: [ago], direction: both, terminated_by: [but]}
  - {name: joke, cues: [joke + flush], direction: itself}
  - {name: opening, cues: [see], direction: forward, opening: true}
  - {name: wondered, cues: [face > question-mark], direction: itself, exceptions: [mine]}
rules:
  - {id: face, reply: call, triggers: [hot + face, flush], exceptions: [joke + hot]}
  - {id: sight, reply: call, triggers_in_context: [cannot > see], contexts: [operated]}
  - {id: cold, reply: call, triggers: [cold + face|op], triggers_in_context: [cold], contexts: [operated]}
  - {id: alone, reply: call, triggers: [mine], whole_message: true}
  - {id: asked-too, reply: call, triggers: [end-it], heeds: [denied]}
told: [ago, op]
"""
ENGLISH = """\
replies: {call: "Call {emergency_number}.", advice: "Call {phone}."}
words:
  hot: [hot, boiling, on fire, '39..41']
  question-mark: ['?']
  face: [face, cheeks]
  cannot: [cant, can not, blur]
  see: [see, seeing, blur]
  op: [op, surgery]
  denial: ['no', not, never]
  still: [a, the]
  or: [or]
  but: [but]
  asks: [can it make]
  gone: [gone away]
  ago: [years ago]
  joke: [lol]
  flush: [blush*, burn/burns up]
  cold: [cold]
  mine: [mine]
  end-it: [end it]
"""
SPANISH = """\
replies: {call: "Llame al {emergency_number}."}
words:
  hot: [caliente]
  face: [cara]
  cold: [chee*]
"""
ELSEWHERE = """\
de: {say: "{emergency_number}!", words: [hilfe]}
"""
FILES = {"rules.yaml": RULES, "en.yaml": ENGLISH, "es.yaml": SPANISH, "elsewhere.yaml": ELSEWHERE}

MATCHING = {
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
    "a plural that is not listed": "had surgerys. now i cant see",
    "two slips in a long word": "my face is boilign",
    "drawn out": "my face is hooooot",
    "in order, with its context": "i cant see since the op",
    "where one word stands for two terms": "since the op i cant blur",
    "its context in another sentence": "had surgery. now i cant see",
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
    "too far apart": "hot is how i like my tea in the morning and with it i wash my own face",
    "another sentence": "it is hot. my face",
    "out of order": "see what i cant since the op",
    "without its context": "i cant see",
    "a phrase that breaks off": "my face is on",
    "a phrase broken by a word": "my face on top fire",
    "a phrase across sentences": "my face is on. fire",
    "an ordinary word": "my face is toiling",
    "denied": "no hot face",
    "denied with what carries on": "not the hot face",
    "a list denied": "no hot or boiling face",
    "asked about": "can it make my face hot",
    "a question by its mark alone": "the face is hot?!",
    "gone": "the hot face has gone away",
    "long ago": "my face was hot years ago",
    "the joke's own words": "lol i blush",
    "harmless in its sentence": "my face is hot lol",
    "an opening": "see my face is hot",
    "a short word misspelt": "my face is ht",
    "a number below the range": "my face, 38.9",
    "a number above the range": "my face, 41.5",
    "neither of two groups": "cold feet",
    "a weak sign without its context": "now so very cold",
    "too many fillers inside a phrase": "my face is on really really really really really fire",
    "letters alone": "s s t m",
}


def write_pack(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(write_pack(tmp_path_factory.mktemp("pack"), FILES))


@pytest.fixture(scope="module")
def reader(pack: Pack) -> Reader:
    return Reader(pack)


def matching(reader: Reader, message: str) -> list[str]:
    return [rule.id for rule in reader.read(message).matching]


def named(reading: Reading, kind: str) -> set[str]:
    return {name for one, name in reading.features if one == kind}


@pytest.mark.parametrize("message", MATCHING.values(), ids=MATCHING)
def test_a_rule_matches(reader: Reader, message: str) -> None:
    assert matching(reader, message)


@pytest.mark.parametrize("message", QUIET.values(), ids=QUIET)
def test_no_rule_matches(reader: Reader, message: str) -> None:
    assert matching(reader, message) == []


def test_words_are_read_in_the_language_of_their_message(reader: Reader) -> None:
    assert matching(reader, "tengo la cara caliente") == ["face"]
    assert matching(reader, "no cara caliente but can not see, never mine") == []
    assert reader.read("tengo la cara caliente").language == "es"
    assert reader.read("my face is hot").language == "en"


def test_a_slip_of_an_english_word_is_heard_where_another_language_has_such_a_word(reader: Reader) -> None:
    assert matching(reader, "hot cheeka") == ["face"]


def test_a_text_that_a_language_has_not_is_english(pack: Pack) -> None:
    assert pack.reply("call", "es") == "Llame al {emergency_number}."
    assert pack.reply("advice", "es") == "Call {phone}."


def test_the_rules_that_match_stand_in_their_order(reader: Reader) -> None:
    assert matching(reader, "since the op i cant see and my face is hot") == ["face", "sight"]


def test_what_a_modifier_silences_is_told_as_such(reader: Reader) -> None:
    assert named(reader.read("no hot face"), "modifier") == {"denied"}
    assert named(reader.read("no hot face"), "silenced") == {"face"}
    assert named(reader.read("no, hot face"), "silenced") == set()


def test_a_rule_for_whole_messages_takes_nothing_else(reader: Reader) -> None:
    assert matching(reader, "hi really mine!") == ["alone"]
    assert matching(reader, "mine hurts") == []


def test_a_rule_heeds_its_own_modifiers_alone(reader: Reader) -> None:
    assert matching(reader, "can it make me end it") == ["asked-too"]
    assert matching(reader, "never end it") == []


def test_what_is_only_weighed_is_named_wherever_it_stands(reader: Reader) -> None:
    assert named(reader.read("my face is fine. the op is soon"), "told") == {"op"}


# What is refused

MISTAKES: dict[str, tuple[str, str, str, str, str]] = {
    "unknown group in a trigger": ("rules.yaml", "[hot + face, flush]", "[hot + fase]", "fase", "no word group 'fase'"),
    "unknown group in a context": ("rules.yaml", "operated: [op]", "operated: [opp]", "[opp]", "no word group 'opp'"),
    "unknown group in a cue": ("rules.yaml", "cues: [asks]", "cues: [ask]", "cues: [ask]", "no word group 'ask'"),
    "unknown group after a bar": ("rules.yaml", "face|op", "face|opp", "face|opp", "no word group 'opp'"),
    "both orders": ("rules.yaml", "[cannot > see]", "[cannot > see + hot]", "see + hot", "mixes > and +"),
    "unknown group that is told": ("rules.yaml", "told: [ago, op]", "told: [ago, opp]", "opp", "no word group 'opp'"),
    "unknown moment to fire": (
        "rules.yaml",
        "sight, reply: call",
        "sight, fires_alone: no, reply: call",
        "no,",
        "'always'",
    ),
    "unknown context": ("rules.yaml", "contexts: [operated]", "contexts: [operatd]", "operatd", "no context"),
    "unknown reply": ("rules.yaml", "sight, reply: call", "sight, reply: cal", "reply: cal,", "no reply 'cal'"),
    "a rule twice": ("rules.yaml", "id: sight", "id: face", "cannot > see", "rule 'face' stands twice"),
    "unknown key": ("rules.yaml", "fillers:", "filers:", "filers", "unknown key 'filers': did you mean"),
    "unknown direction": ("rules.yaml", "direction: both", "direction: booth", "booth", "'direction': Input should be"),
    "no triggers": ("rules.yaml", "[hot + face, flush], exc", "[], exc", "triggers: []", "nothing to know it by"),
    "half a context": (
        "rules.yaml",
        "see], contexts: [operated]",
        "see]",
        "id: sight",
        "needs both triggers_in_context and contexts",
    ),
    "bad group name": ("en.yaml", "  hot: ", "  Hot Stuff: ", "Hot Stuff", "use lower-case letters"),
    "a range upside down": ("en.yaml", "39..41", "41..39", "41..39", "'hot' has no number in '41..39'"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, mistake: tuple[str, str, str, str, str]) -> None:
    name, old, new, line_with, message = mistake
    assert old in FILES[name]
    spoilt = FILES[name].replace(old, new, 1)
    write_pack(tmp_path, {**FILES, name: spoilt})
    line = next(number for number, text in enumerate(spoilt.splitlines(), 1) if line_with in text)
    with pytest.raises(IntentsError) as refused:
        load_pack(tmp_path)
    found = [str(finding) for finding in refused.value.diagnostics]
    assert any(text.startswith(f"{tmp_path / name}:{line}: ") and message in text for text in found), found


@pytest.mark.parametrize("content", ["", "- a list\n", "rules: [\n", "\x00"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path, name: str, content: str) -> None:
    write_pack(tmp_path, {**FILES, name: content})
    with pytest.raises(IntentsError, match=rf"{name}:\d+: "):
        load_pack(tmp_path)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntentsError, match=r"rules\.yaml"):
        load_pack(tmp_path)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=12))
def test_ranges_that_overlap_are_one(pairs: list[tuple[int, int]]) -> None:
    ranges = [range(start, start + length) for start, length in pairs]
    joined = modifiers._joined(ranges)
    assert {at for one in joined for at in one} == {at for one in ranges for at in one}
    assert all(one.stop < following.start for one, following in pairwise(joined))
