"""What a document answers: its questions in every common form, and the prose around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import passages, read_document
from bot.documents.examples import first_examples
from bot.text import normalise


def asked(text: str, tmp_path: Path) -> list[tuple[str, str]]:
    path = tmp_path / "sheet.md"
    path.write_text(text, encoding="utf-8")
    return [(passage.question, " ".join(passage.lines)) for passage in passages(read_document(path))[0]]


@pytest.mark.parametrize(
    "text",
    [
        "FAQ\nQ1 Can I smoke?\nA1 No, not yet.",
        "FAQ\nQ: Can I smoke?\nA: No, not yet.",
        "FAQ\nQ. Can I smoke? A. No, not yet.",
        "FAQ\nQuestion 1: Can I smoke?\nAnswer 1: No, not yet.",
        "FAQ\n**Q: Can I smoke?**\n\nA: No, not yet.",
        "FAQ\nQ1) Can I\nsmoke?\nA1) No, not yet.",
        "## Q: Can I smoke?\n\nA: No, not yet.",
        "FAQ\nCan I smoke?\nNo, not yet.",
        "1. Can I smoke?\nNo, not yet.",
        "**Can I smoke?**\n\nNo, not yet.",
        "## Can I Smoke?\n\nNo, not yet.",
        "Can I smoke? No, not yet.",
        "<details>\n<summary>Can I smoke?</summary>\n\nNo, not yet.\n\n</details>",
        "| Question | Answer |\n| --- | --- |\n| Can I smoke? | No, not yet. |",
        "| Can I smoke? | No, not yet. |\n| --- | --- |",
    ],
)
def test_questions_in_every_common_form_are_found(text: str, tmp_path: Path) -> None:
    assert [(normalise(question), answer) for question, answer in asked(text, tmp_path)] == [
        ("can i smoke?", "No, not yet.")
    ]


def test_prose_around_questions_is_kept_apart(tmp_path: Path) -> None:
    text = "## Smoking\nIt slows healing.\n\nQ: Can I smoke?\nA: No.\n\nIt is bad.\nQ: Never?\nA: Later.\n"
    assert asked(text, tmp_path) == [
        ("Smoking", "It slows healing."),
        ("Can I smoke?", "No. It is bad."),
        ("Never?", "Later."),
    ]


def test_what_is_asked_without_an_answer_is_left_out(tmp_path: Path) -> None:
    text = "Q1 Can I smoke?\nQ2 Can I run?\nA2 Later.\nIs it sore? A little.\nIt passes.\nWill it last? No.\n"
    assert asked(f"FAQ\n{text}", tmp_path) == [
        ("Can I run?", "Later. Is it sore? A little. It passes. Will it last? No.")
    ]
    assert asked(f"FAQ\n{text.partition('Later.')[2].strip()}", tmp_path) == [
        ("Is it sore?", "A little. It passes."),
        ("Will it last?", "No."),
    ]


def test_a_question_that_the_answer_asks_again_is_another_wording(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_text("FAQ\nQ1 How long do results last?\nA1 How long will it last? 3 months.\n", encoding="utf-8")
    ((passage,), _) = passages(read_document(path))
    assert passage.also_asked == ("How long will it last?",)
    assert first_examples([passage]) == [("how long will it last",)]
