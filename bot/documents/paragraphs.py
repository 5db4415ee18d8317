"""Paragraphs out of lines: what runs over several lines is one block again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.documents.document import LIST_MARK, SENTENCE_ENDS, Block, Kind
from bot.documents.marks import answer_text, is_marked
from bot.documents.questions import has_mark, is_begun_as_question, looks_asked
from bot.documents.typography import ends_parted, joined

MAX_QUESTION_LINES = 4
MIN_WIDTH = 50  # letters of a full line; a text whose lines are all shorter was broken by hand


def whole_paragraphs(blocks: Sequence[Block], *, is_parted: bool) -> list[Block]:
    """`blocks` with those in one that a paragraph or an item of a list runs over.

    Where `is_parted`, as in Markdown, paragraphs are set apart from each other. Else each line may be one, and goes on
    where it ends in the middle of a sentence and the next word would not have had room in it.
    """
    width = max(MIN_WIDTH, *(len(block.text) for block in blocks)) if blocks else 0
    result: list[Block] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before and _runs_on(
            before, block, width, is_parted=is_parted, is_item=bool(LIST_MARK.match(result[-1].text))
        ):
            result[-1] = replace(result[-1], text=joined(result[-1].text, block.text))
        else:
            result.append(block)
    return result


def whole_questions(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with those in one that a question runs over, so that it can be known as one."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _question_end(blocks, at)
        text = blocks[at].text
        for block in blocks[at + 1 : end]:
            text = joined(text, block.text)
        result.append(replace(blocks[at], text=text))
        at = end
    return result


def _question_end(blocks: Sequence[Block], at: int) -> int:
    """The position after the question that begins with block `at`; after that block alone where none does."""
    first = blocks[at]
    if first.kind is not Kind.TEXT or not first.text[:1].isupper() or first.text.endswith(SENTENCE_ENDS):
        return at + 1
    for end in range(at + 1, min(at + MAX_QUESTION_LINES, len(blocks))):
        block = blocks[end]
        if block.kind is not Kind.TEXT or block.is_apart or _begins_anew(block.text) or ". " in block.text:
            return at + 1
        if has_mark(block.text):
            said = " ".join(part.text for part in blocks[at : end + 1])
            return end + 1 if looks_asked(said) and is_begun_as_question(said) and said.count("?") == 1 else at + 1
        if block.text.endswith(SENTENCE_ENDS):
            return at + 1
    return at + 1


def _runs_on(before: Block, block: Block, width: int, *, is_parted: bool, is_item: bool) -> bool:
    if Kind.TEXT is not before.kind or Kind.TEXT is not block.kind or _begins_anew(block.text):
        return False
    ended = before.text.endswith(SENTENCE_ENDS)
    if block.is_apart:
        is_over_break = before.page != block.page or ends_parted(before.text)  # of a page, or of a column
        return is_over_break and block.text[0].islower() and not ended
    if is_parted or ends_parted(before.text) or block.text[0].islower():
        return True
    return not ended and not is_item and len(before.text) + len(block.text.split()[0]) >= width


def _begins_anew(text: str) -> bool:
    return bool(LIST_MARK.match(text)) or is_marked(text) or answer_text(text) is not None
