"""Intents changed, added and taken out in the text of their file, with its comments and its layout."""

from __future__ import annotations

import pytest

from bot.content.layout import LayoutError, appended, changed, moved, removed

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


def test_what_is_taken_out_takes_the_comment_right_above_it_along() -> None:
    assert removed(TEXT, 0) == TEXT[: TEXT.index("  # the first")] + TEXT[TEXT.index("  - id: sing") :]


@pytest.mark.parametrize(
    ("target", "moved_there"),
    [
        ("topic: new\nintents:\n", "  # the first\n  - id: hum      # softly\n    question: Can I hum?\n"),
        ("intents:\n- id: a\n  answer: b", "# the first\n- id: hum      # softly\n  question: Can I hum?\n"),
        ("intents:\n    - id: a\n", "    # the first\n    - id: hum      # softly\n      question: Can I hum?\n"),
        ("intents:\r\n  - id: a\r\n", "  # the first\r\n  - id: hum      # softly\r\n    question: Can I hum?\r\n"),
    ],
    ids=["a new file", "flush left, no last line's end", "further to the right", "as Windows ends lines"],
)
def test_an_intent_is_moved_with_its_comments_to_where_the_others_of_the_file_stand(
    target: str, moved_there: str
) -> None:
    after = moved(TEXT, 0, target)
    assert after.startswith(target)
    assert after.removeprefix(target).lstrip("\r\n").startswith(moved_there)
    assert after.rstrip("\r\n").endswith("answer: Softly.")


def test_what_stands_below_the_last_intent_stays_there() -> None:
    after = moved(TEXT, 1, "intents:\n  - id: a\n\n# the end\n")
    assert after == "intents:\n  - id: a\n  - id: sing\n    question: Can I sing?\n    answer: No.\n\n# the end\n"
