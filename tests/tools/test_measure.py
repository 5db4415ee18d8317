"""What became of labelled messages, counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue import Bot
from tests.small_clinic import write_learnt_clinic
from tools.measure import judge, table

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
def test_each_kind_is_judged(bot: Bot, case: dict[str, Any], expected: str) -> None:
    assert judge(bot, case) == expected


def test_shares_are_of_their_own_kind() -> None:
    counts = Counter({"answer: right": 3, "answer: wrong": 1, "far: fallback": 2})
    assert "75.0%" in table(counts)
    assert "100.0%" in table(counts)
    assert "(30.1% to 95.4%; 3 of 4)" in table(counts)
