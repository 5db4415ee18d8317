"""Messages in voices of their own, which measure the bot: none of them may become an example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.text import match_key
from tests.serving import ROOT

VOICES = sorted((ROOT / "tests" / "data" / "voices").glob("*.jsonl"))


@pytest.mark.parametrize("path", VOICES, ids=lambda path: path.stem)
def test_no_measuring_message_is_an_example(path: Path) -> None:
    examples = {
        match_key(text) for intent in load_intents(ROOT / "intents").intents.values() for text in intent.utterances
    }
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(cases) >= 150
    long = [case["q"] for case in cases if len(case.get("q", "").split()) > 6]
    assert [message for message in long if match_key(message) in examples] == []
