"""Find the headings that a document does not mark, and leave as text what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.documents.document import LIST_MARK, SENTENCE_ENDS, Block, Kind
from bot.documents.marks import is_marked
from bot.documents.questions import has_mark, is_inverted
from bot.documents.table import QUESTION_LEVEL

PLAIN_LEVEL = 2
BOLD_LEVEL = 5  # of a line in bold throughout
MAX_HEADING_WORDS = 12
MAX_LOOSE_WORDS = 8  # of a heading that only the blank lines around it set apart
MAX_QUESTION_WORDS = 25
MAX_LABEL_WORDS = 4  # of a heading that ends in a colon
_SMALL_WORDS = 3


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, those that look like headings marked as guessed ones.

    Where the document marks headings itself, only questions are looked for.
    """
    only_questions = any(block.kind is Kind.HEADING and block.level < QUESTION_LEVEL for block in blocks)
    found: list[Block] = []
    for position, block in enumerate(blocks):
        before = found[-1] if found else None
        found.append(_guessed(block, before, blocks[position + 1 :], only_questions=only_questions))
    return _without_empty_guesses(found)


def _guessed(block: Block, before: Block | None, following: Sequence[Block], *, only_questions: bool) -> Block:
    if block.kind is not Kind.TEXT:
        return block
    if _is_question_line(block, before, following):
        text = LIST_MARK.sub("", block.text) if _is_bullet(block.text) else block.text
        return replace(block, text=text, kind=Kind.GUESSED, level=QUESTION_LEVEL)
    if (not only_questions or _is_capital(block)) and _is_heading(block, before, following):
        return replace(block, kind=Kind.GUESSED, level=PLAIN_LEVEL)
    return block


def _without_empty_guesses(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` without guesses, questions apart, under which nothing stands: they are text.

    A guessed heading right after a question is the question's answer. A line in bold that says something of what it
    names ("Crown: 450 pounds") is a guess, too.
    """
    found: list[Block] = []
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        before = found[-1] if found else None
        is_empty = following is None or (following.is_heading and following.level <= block.level)
        is_answer = before is not None and before.is_heading and has_mark(before.text)
        is_label = block.level == BOLD_LEVEL and _is_label(block.text)
        is_guess = (block.kind is Kind.GUESSED and block.level < QUESTION_LEVEL) or is_label
        found.append(replace(block, kind=Kind.TEXT, level=0) if is_guess and (is_empty or is_answer) else block)
    return found


def _could_follow(before: Block | None, block: Block) -> bool:
    """Whether a heading can stand after `before`: not in the middle of a sentence, nor as the first item of a list."""
    if before is None or before.is_heading or block.is_apart:
        return before is None or not before.text.endswith(":") or before.is_heading
    ended = before.text.endswith(SENTENCE_ENDS) and not before.text.endswith(":")
    return ended or bool(LIST_MARK.match(before.text))


def _is_question_line(block: Block, before: Block | None, following: Sequence[Block]) -> bool:
    text = block.text
    if is_marked(text) or (following and is_marked(following[0].text)) or not has_mark(text):
        return False
    asked = LIST_MARK.sub("", text)
    is_listed = _is_bullet(text) and (not following or _is_bullet(following[0].text))
    is_one = "?" not in asked[:-1] and ". " not in asked
    is_lower = block.is_apart and is_inverted(asked)  # as in a mail
    is_begun = asked[:1].isupper() or asked[:1] in "¿" or not asked[:1].isascii() or is_lower
    could_stand = _could_follow(before, block) or _is_answered(block, following)
    return is_one and is_begun and not is_listed and _is_short_question(asked) and could_stand


def _is_answered(block: Block, following: Sequence[Block]) -> bool:
    """Whether a question that stands apart has an answer below it: "here are our answers:" begins no list of such."""
    is_apart = block.is_apart and not LIST_MARK.match(block.text)
    return is_apart and bool(following) and not has_mark(following[0].text)


def _is_capital(block: Block) -> bool:
    """Whether the line is set apart by space and by capitals, as a heading that the document marks no otherwise."""
    return block.is_apart and block.text.isupper()


def _is_bullet(text: str) -> bool:
    return bool(LIST_MARK.match(text)) and not text.lstrip()[0].isdigit()


def _is_short_question(asked: str) -> bool:
    return len(asked.split()) <= MAX_QUESTION_WORDS


def _is_heading(block: Block, before: Block | None, following: Sequence[Block]) -> bool:
    text, words = block.text, block.text.split()
    after = following[0].text if following else ""
    could_be = after and not after[0].islower() and _could_follow(before, block) and _could_name(text)
    if not could_be:
        return False
    if text.endswith(":"):
        return len(words) <= MAX_LABEL_WORDS and block.is_apart
    if text.isupper() or (block.is_apart and len(words) <= MAX_LABEL_WORDS and _are_labels(following[:2])):
        return True
    ended = _paragraph_end(following).endswith(SENTENCE_ENDS)
    stands_alone = block.is_apart and following[0].is_apart and len(words) <= MAX_LOOSE_WORDS and ended
    return (_is_titled(words) and not _is_short(after)) or stands_alone


def _could_name(text: str) -> bool:
    """Whether `text` is short and written as a name is, not as a sentence, a list's item or a figure."""
    is_sentence = text.endswith((*SENTENCE_ENDS, ",")) and not text.endswith(":")
    is_begun = text[0].isupper() or text[0].isdigit()
    is_short = len(text.split()) <= MAX_HEADING_WORDS
    return is_begun and is_short and not (is_sentence or is_marked(text) or LIST_MARK.match(text) or _is_label(text))


def _is_label(text: str) -> bool:
    """Whether the line names a thing and what is said of it ("Crown: 450 pounds"), or ends in a figure."""
    name, colon, value = text.partition(": ")
    return bool(name and colon and value) or text[-1:].isdigit() or any(sign in text for sign in "£$€%")


def _are_labels(blocks: Sequence[Block]) -> bool:
    return len(blocks) > 1 and all(_is_label(block.text) for block in blocks)


def _paragraph_end(following: Sequence[Block]) -> str:
    """The last line of the next paragraph, which may run over several."""
    end = next((at for at, block in enumerate(following) if at and block.is_apart), len(following))
    return following[end - 1].text if following else ""


def _is_titled(words: Sequence[str]) -> bool:
    """Whether the words are capitalised like a title's: all but the small ones."""
    return all(word[:1].isupper() or not word[:1].isalpha() or len(word) <= _SMALL_WORDS for word in words)


def _is_short(after: str) -> bool:
    """Whether the text after a line is as short as it: a run of such lines is a list or an address, not headings."""
    return len(after.split()) <= MAX_LABEL_WORDS and not after.endswith(SENTENCE_ENDS) and not is_marked(after)
