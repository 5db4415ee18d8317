"""Labelled messages are read whole, and what is wrong in their files is said with the line and how to mend it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bot.content import Knowledge, load_intents
from bot.errors import BotError
from tests.small_clinic import write_small_clinic
from tools.labelled import read_messages, read_questions

MESSAGES = {
    "{'text': 'no quotes'}": ":2: is no JSON: write one object a line",
    "[" * 100_000: ":2: is no JSON",
    "3": ":2: is empty or no mapping: it needs 'text'",
    '{"label": "calm"}': ":2: 'text' is missing: add it",
    '{"text": 3}': ":2: 'text' must be text but is '3': put it in quotes",
    '{"text": "ow", "label": "worried"}': ":2: 'label' is 'worried': use 'urgent', 'calm' or 'grey'",
    '{"text": "ow", "lable": "calm"}': ":2: unknown key 'lable': did you mean 'label'?",
}
QUESTIONS = {
    '{"kind": "answer", "intents": ["laser-what"]}': ":2: needs either 'q' with one message or 'turns' with several",
    '{"q": "hi", "turns": ["hi"], "kind": "far"}': ":2: needs either 'q' with one message or 'turns' with several",
    '{"q": " ", "kind": "far"}': ":2: needs either 'q' with one message or 'turns' with several",
    '{"q": "hi", "kind": "anser"}': ":2: 'kind' is 'anser': use one of answer, far",
    '{"q": "hi", "kind": "answer", "intents": ["laser-waht"]}': ":2: there is no intent 'laser-waht': name one of",
    '{"q": "hi", "kind": "answer", "all": [["laser-what"], ["cost"]]}': ":2: there is no intent 'cost': name one of",
    '{"q": "hi", "kind": "answer", "intents": "laser-what"}': ":2: 'intents' must be a list",
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return load_intents(write_small_clinic(tmp_path_factory.mktemp("labelled")))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "labelled.jsonl"


def test_messages_are_read_with_their_labels_and_blank_lines_are_passed_over(file: Path) -> None:
    lines = [{"text": "one\u2028line", "label": "grey"}, {"text": "what?"}]
    file.write_text("\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    assert [(message.text, message.label) for message in read_messages([file])] == [
        ("one\u2028line", "grey"),
        ("what?", None),
    ]


def test_questions_are_read_with_their_turns_and_right_intents(file: Path, knowledge: Knowledge) -> None:
    file.write_text(
        '{"q": "what", "intents": ["laser-what"]}\n'
        '{"turns": ["hello", "what, and how long?"], "all": [["laser-what"], ["laser-recovery"]]}\n',
        "utf-8",
    )
    one, two = read_questions([file], knowledge)
    assert (one.messages, one.right) == (("what",), ({"laser-what"},))
    assert (two.messages, two.right) == (("hello", "what, and how long?"), ({"laser-what"}, {"laser-recovery"}))


@pytest.mark.parametrize(("line", "problem"), MESSAGES.items())
def test_a_line_that_is_no_message_is_named(file: Path, line: str, problem: str) -> None:
    file.write_text(f'{{"text": "I am well"}}\n{line}\n', "utf-8")
    with pytest.raises(BotError, match=re.escape(f"{file}{problem}")):
        read_messages([file])


@pytest.mark.parametrize(("line", "problem"), QUESTIONS.items())
def test_a_line_that_is_no_question_is_named(file: Path, line: str, problem: str, knowledge: Knowledge) -> None:
    file.write_text(f'{{"q": "well", "kind": "far"}}\n{line}\n', "utf-8")
    with pytest.raises(BotError, match=re.escape(f"{file}{problem}")):
        read_questions([file], knowledge, ["answer", "far"])


def test_a_file_that_is_not_there_and_one_that_is_no_text_are_named(file: Path) -> None:
    with pytest.raises(BotError, match=re.escape(f"{file}: cannot be read (No such file or directory): name a file")):
        read_messages([file])
    file.write_bytes(b'{"text": "caf\xe9"}')
    with pytest.raises(BotError, match=re.escape(f"{file}: is no text in UTF-8: save it as UTF-8")):
        read_messages([file])
