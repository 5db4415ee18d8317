"""The language pack's files: what they say, and what is refused and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import IntentsError
from bot.triage.pack import Pack, load_pack
from tests.bot.triage.small_pack import FILES, NUMBERS, Mistake, assert_refused, write_pack

MISTAKES: dict[str, Mistake] = {
    "unknown context": ("rules.yaml", "contexts: [operated]", "contexts: [operatd]", "operatd", "no context"),
    "unknown lasting context": ("rules.yaml", "operated: [had", "operatd: [had", "operatd", "no context 'operatd'"),
    "unknown reply": ("rules.yaml", "sight, reply: call", "sight, reply: cal", "reply: cal,", "no reply 'cal'"),
    "a rule twice": ("rules.yaml", "id: sight", "id: face", "cannot > see", "rule 'face' stands twice"),
    "no triggers": ("rules.yaml", "[hot + face, flush], exc", "[], exc", "triggers: []", "nothing to know it by"),
    "half a context": (
        "rules.yaml",
        "see], contexts: [operated]",
        "see]",
        "id: sight",
        "needs both triggers_in_context and contexts",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, mistake: Mistake) -> None:
    assert_refused(tmp_path, mistake)


def test_a_text_that_a_language_has_not_is_english(pack: Pack) -> None:
    assert pack.reply("call", "es") == "Llame al {emergency_number}."
    assert pack.reply("advice", "es") == "Call {phone}."


@pytest.mark.parametrize("content", ["", "- a list\n", "rules: [\n", "\x00"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path, name: str, content: str) -> None:
    write_pack(tmp_path, {**FILES, name: content})
    with pytest.raises(IntentsError, match=rf"{name}:\d+: "):
        load_pack(tmp_path)


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntentsError, match=r"rules\.yaml"):
        load_pack(tmp_path)


def test_every_text_names_a_number_to_call_and_nothing_unknown() -> None:
    known = {*NUMBERS, "treatment"}
    for file in load_pack().languages.values():
        for text in file.replies.values():
            fields = set(re.findall(r"\{(.*?)\}", text))
            assert fields & set(NUMBERS)
            assert fields <= known
