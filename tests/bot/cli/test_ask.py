"""`ask`: one question and its reply, for a person and for a program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from bot.cli import main
from bot.cli.show import WIDTH
from tests.bot.cli.terminal import RECOVERY, Capture, one_line_of_error

pytestmark = pytest.mark.slow  # each command starts a bot of its own


def test_ask_shows_answer_caveats_source_and_follow_ups(intents: str, capsys: Capture) -> None:
    assert main(["ask", RECOVERY, "--intents", intents]) == 0
    out = capsys.readouterr().out
    assert "Most people rest for a day or two." in out
    assert out.count("\n  ! ") == 2
    assert "Source: Leaflet: Recovery, Leaflet: FAQ. Reviewed 2026-11-23." in out
    assert "  1. What does the laser do?" in out
    assert max(map(len, out.splitlines())) <= WIDTH


def test_ask_json(intents: str, capsys: Capture) -> None:
    assert main(["ask", RECOVERY, "--json", "--intents", intents]) == 0
    reply = json.loads(capsys.readouterr().out)
    assert reply["kind"] == "answer"
    assert [answer["intent"] for answer in reply["answers"]] == ["laser-recovery"]


def test_ask_explain(intents: str, capsys: Capture) -> None:
    assert main(["ask", RECOVERY, "--explain", "--intents", intents]) == 0
    out = capsys.readouterr().out
    for part in ("read as      how long is the recovery", "meanings", "confidence", "known        1.00", "margin"):
        assert part in out
    assert re.search(r"1\. laser-recovery \(0\.\d\d\)\n     words     .*\w [+-]\d\.\d", out)
    assert re.search(r"\d+     How long is the recovery\?", out)


@pytest.mark.parametrize("question", ["?!", "\ud800", "x" * 5_000])
def test_ask_and_explain_take_any_message(intents: str, capsys: Capture, question: str) -> None:
    assert main(["ask", question, "--explain", "--intents", intents]) == 0
    assert "read as" in capsys.readouterr().out


def test_ask_without_question(intents: str, capsys: Capture) -> None:
    assert main(["ask", "--intents", intents]) == 2
    assert one_line_of_error(capsys) == "bot: there is no question: write it in quotes after 'ask', or give --jsonl"


def test_ask_jsonl(intents: str, capsys: Capture, say: Callable[[str], None]) -> None:
    say('{"q": "What does the laser do?"}\n\n{"turns": ["What does the laser do?", "How long is the recovery?"]}\n')
    assert main(["ask", "--jsonl", "--intents", intents]) == 0
    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reply["answers"][0]["intent"] for reply in replies] == ["laser-what", "laser-recovery"]
    assert [reply["text"] for reply in replies] == ["", ""]  # the answer says it all


BAD_LINES = {
    "what?": "line 1 is no JSON",
    "[" * 100_000: "line 1 is no JSON",
    '\n{"q": 3}': "line 2 has no question",
    "{}": "line 1 has no question",
    "[1]": "line 1 has no question",
    '{"turns": []}': "line 1 has no question",
    '{"turns": "text"}': "line 1 has no question",
    '{"turns": ["text", null]}': "line 1 has no question",
}


@pytest.mark.parametrize(("line", "message"), BAD_LINES.items(), ids=[line[:25] for line in BAD_LINES])
def test_ask_jsonl_with_a_bad_line(
    intents: str, capsys: Capture, say: Callable[[str], None], line: str, message: str
) -> None:
    say(line)
    assert main(["ask", "--jsonl", "--intents", intents]) == 2
    assert message in one_line_of_error(capsys)


def test_ask_jsonl_not_utf8(intents: str, capsys: Capture, say: Callable[[bytes], None]) -> None:
    say(b'{"q": "caf\xe9"}\n')
    assert main(["ask", "--jsonl", "--intents", intents]) == 2
    assert "is not UTF-8 text" in one_line_of_error(capsys)
