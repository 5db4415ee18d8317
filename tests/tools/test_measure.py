"""What became of labelled messages, counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue import Bot
from tests.small_clinic import write_learnt_clinic
from tools.labelled import read_questions
from tools.measure import KINDS, judge, main, table

WHAT, RECOVERY = "What does the laser do?", "How long is the recovery?"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    return Bot.load(Path(write_learnt_clinic(tmp_path_factory.mktemp("measured") / "intents")), ["k" * 32])


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"q": WHAT, "kind": "answer", "intents": ["laser-what"]}, "answer: right"),
        ({"q": WHAT, "kind": "answer", "intents": ["laser-recovery"]}, "answer: wrong"),
        ({"turns": [RECOVERY, WHAT], "kind": "followup", "intents": ["laser-what"]}, "followup: right"),
        ({"q": f"{WHAT} {RECOVERY}", "kind": "multi", "all": [["laser-what"], ["laser-recovery"]]}, "multi: right"),
        ({"q": WHAT, "kind": "near-oos", "intents": []}, "near: answered"),
        ({"q": "zyx quux plugh", "kind": "far"}, "far: fallback"),
        ({"q": "I can't breathe", "kind": "urgent"}, "urgent: right"),
        ({"q": WHAT, "kind": "emergency"}, "emergency: answer"),
    ],
)
def test_each_kind_is_judged(bot: Bot, case: dict[str, Any], expected: str, tmp_path: Path) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text(json.dumps(case), "utf-8")
    [question] = read_questions([file], bot.knowledge, KINDS)
    assert judge(bot, question) == expected


def test_a_line_that_is_no_question_is_named(
    small_clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "labelled.jsonl"
    file.write_text('{"q": "what", "kind": "reply"}\n', "utf-8")
    with pytest.raises(SystemExit) as end:
        main(["--clinic", str(small_clinic), str(file)])
    assert end.value.code == 2
    assert f"{file}:1: 'kind' is 'reply': use one of answer" in capsys.readouterr().err


def test_shares_are_of_their_own_kind() -> None:
    counts = Counter({"answer: right": 3, "answer: wrong": 1, "far: fallback": 2})
    assert "75.0%" in table(counts)
    assert "100.0%" in table(counts)
    assert "(30.1% to 95.4%; 3 of 4)" in table(counts)
