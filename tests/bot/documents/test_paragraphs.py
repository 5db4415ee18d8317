"""Paragraphs and questions that run over lines."""

from __future__ import annotations

from bot.documents.document import Block
from bot.documents.paragraphs import whole_paragraphs, whole_questions


def lines(*texts: str, is_apart: bool = False) -> list[Block]:
    return [Block(text, line, is_apart=is_apart or line == 1) for line, text in enumerate(texts, 1)]


def test_a_line_goes_on_in_the_midst_of_a_sentence() -> None:
    full = "We sing on each day of the week but on the day of the "
    assert [block.text for block in whole_paragraphs(lines(full + "market", "in June."), is_parted=False)] == [
        f"{full}market in June."
    ]
    assert len(whole_paragraphs(lines("We sing.", "We hum."), is_parted=False)) == 2
    assert len(whole_paragraphs(lines("- We sing", "- We hum"), is_parted=True)) == 2


def test_a_parted_word_is_whole_again_over_the_break_of_a_page() -> None:
    before, after = Block("Take anti-", 1, page=1), Block("biotics.", 2, page=2)
    assert [block.text for block in whole_paragraphs([before, after], is_parted=False)] == ["Take antibiotics."]


def test_a_question_that_runs_over_lines_is_one() -> None:
    asked = lines("What should I do if the", "choir is away?", "Ring us.")
    assert [block.text for block in whole_questions(asked)] == ["What should I do if the choir is away?", "Ring us."]
    assert len(whole_questions(lines("Songs for all", "Can I hum?"))) == 2
