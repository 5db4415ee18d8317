"""What looks right in a YAML file and is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import load_intents
from tests.bot.content.spoiling import spoil


@pytest.mark.parametrize("text", ["a day or two.  # after a walk", "'a day #2'", '"room #4"', "a day#2"])
def test_a_remark_that_was_meant_and_a_quoted_text_are_no_trap(folder: Path, text: str) -> None:
    spoil(folder / "laser.yaml", "Most people rest for a day or two.", text)
    said = load_intents(folder).intents["laser-recovery"].answer
    assert said == text.partition("  #")[0].strip("'\"")


def test_a_list_in_a_folded_text_and_a_dash_within_a_sentence_are_no_trap(folder: Path) -> None:
    text = "|\n      Rest:\n      - a day – or two\n      – no sport"
    spoil(folder / "laser.yaml", "Most people rest for a day or two.", text)
    assert load_intents(folder).intents["laser-recovery"].answer == "Rest:\n- a day – or two\n– no sport"
