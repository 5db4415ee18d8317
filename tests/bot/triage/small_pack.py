"""A small language pack for the tests of this room: its files, and what messages match in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.errors import IntentsError
from bot.triage.pack import load_pack
from bot.triage.reader import Reader

NUMBERS = ("phone", "emergency_number", "crisis_line")  # of the clinic's, that a text may name
RULES = """\
contexts:
  operated: [op]
lasting:
  operated: [had > op]
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
  had: [had]
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
Mistake = tuple[str, str, str, str, str]
"""The file, what is replaced in it, by what, a part of the line that is named then, and a part of what is said."""
FILES = {"rules.yaml": RULES, "en.yaml": ENGLISH, "es.yaml": SPANISH, "elsewhere.yaml": ELSEWHERE}


def write_pack(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def matching(reader: Reader, message: str) -> list[str]:
    return [rule.id for rule in reader.read(message).matching]


def each_message(matched: Mapping[str, str], unmatched: Mapping[str, str]) -> pytest.MarkDecorator:
    """Try a test with each `message` of two tables, by its name, and whether a rule `matches` it."""
    tables = ((matched, True), (unmatched, False))
    rows = [pytest.param(text, matches, id=name) for table, matches in tables for name, text in table.items()]
    return pytest.mark.parametrize(("message", "matches"), rows)


def assert_refused(folder: Path, mistake: Mistake) -> None:
    """Check that the pack with this mistake is refused, with the file and the line of it."""
    name, old, new, line_with, message = mistake
    assert old in FILES[name]
    spoilt = FILES[name].replace(old, new, 1)
    write_pack(folder, {**FILES, name: spoilt})
    line = next(number for number, text in enumerate(spoilt.splitlines(), 1) if line_with in text)
    with pytest.raises(IntentsError) as refused:
        load_pack(folder)
    found = [str(finding) for finding in refused.value.diagnostics]
    assert any(text.startswith(f"{folder / name}:{line}: ") and message in text for text in found), found
