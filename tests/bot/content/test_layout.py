"""Intents changed, added and taken out in the text of their file, with its comments and its layout."""

from __future__ import annotations

import pytest

from bot.content.layout import LayoutError, appended, changed, removed

TEXT = """\
# ours
topic: songs
intents:
  # the first
  - id: hum      # softly
    question: Can I hum?
    answer: Softly.
  - id: sing
    question: Can I sing?
    answer: No.
"""


def test_what_is_changed_is_all_that_changes() -> None:
    assert changed(TEXT, 1, {"answer": "Yes: loudly."}) == TEXT.replace("answer: No.", "answer: 'Yes: loudly.'")
    assert changed(TEXT, 0, {"answer": None}) == TEXT.replace("    answer: Softly.\n", "")
    assert changed(TEXT, 0, {}) == TEXT


def test_an_intent_is_added_at_the_end_and_taken_out_again() -> None:
    more = appended(TEXT, {"id": "rest", "question": "Can I rest?"})
    assert more == f"{TEXT}  - id: rest\n    question: Can I rest?\n"
    assert removed(more, 2) == TEXT


@pytest.mark.parametrize("text", ["topic: songs\n", "intents: {}\n"])
def test_a_text_without_a_list_of_intents_is_refused(text: str) -> None:
    with pytest.raises(LayoutError):
        appended(text, {"id": "rest"})
