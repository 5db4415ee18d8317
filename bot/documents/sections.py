"""Split a document's lines into named sections, where headings are marked and where they only look so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise

from bot.documents.document import LIST_MARK, SENTENCE_ENDS, Line, Section
from bot.documents.markdown import markdown_lines
from bot.documents.marks import answer_text, is_marked, without_question_mark
from bot.documents.tables import QUESTION_LEVEL

PLAIN_LEVEL = 2
MAX_HEADING_WORDS = 12
MAX_LOOSE_WORDS = 8  # of a heading that only the blank lines around it set apart
MAX_QUESTION_WORDS = 25
MAX_LABEL_WORDS = 4  # of a heading that ends in a colon
OPENING = "Introduction"

_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]\s+")
_SMALL_WORDS = 3


def split_sections(lines: Sequence[Line]) -> tuple[str, tuple[Section, ...]]:
    """The document's title (empty where it gives none) and its sections, in order.

    Text before the first heading is a section by the name of "Introduction".
    """
    marked = markdown_lines(lines)
    has_headings = any(0 < line.level < QUESTION_LEVEL for line in marked)
    parts = list(_parts(list(_with_headings(marked, only_questions=has_headings))))
    title = _title(parts)
    sections = [
        Section(_name(head), head.number, head.level, tuple(_joined(body, is_markdown=has_headings)))
        for head, body in parts
    ]
    return title, tuple(section for section in sections if section.text)


def _parts(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    head, body = Line(OPENING, 1), list[Line]()
    for line in lines:
        if line.level:
            yield head, body
            head, body = line, []
        else:
            body.append(line)
    yield head, body


def _joined(lines: Sequence[Line], *, is_markdown: bool) -> list[Line]:
    """The lines with those in one that a paragraph or an item of a list runs over.

    In Markdown a blank line parts paragraphs; in plain text each line may be one.
    """
    result: list[Line] = []
    for line in lines:
        if result and _runs_on(result[-1].text, line.text, is_markdown=is_markdown):
            result[-1] = Line(f"{result[-1].text} {line.text}", result[-1].number)
        else:
            result.append(line)
    return result


def _runs_on(before: str, text: str, *, is_markdown: bool) -> bool:
    if not before or not text or LIST_MARK.match(text) or is_marked(text) or answer_text(text) is not None:
        return False
    return is_markdown or text[0].islower() or not (before.endswith(SENTENCE_ENDS) or LIST_MARK.match(before))


def _title(parts: list[tuple[Line, list[Line]]]) -> str:
    """The title, taken out of `parts` where it is a line by itself at the top or the one heading of the first level."""
    opening = [line for line in parts[0][1] if line.text]
    if len(opening) == 1 and len(parts) > 1 and not opening[0].text.endswith(SENTENCE_ENDS):
        parts[0][1].clear()
        return opening[0].text
    tops = [head for head, _ in parts if head.level == 1]
    if len(tops) == 1 and len(parts) > 2 and not opening and tops[0] is parts[1][0]:
        head, body = parts[1]
        parts[1] = (Line(OPENING, head.number, 1), body)
        return head.text
    return ""


def _name(head: Line) -> str:
    text = without_question_mark(_NUMBERING.sub("", head.text)).rstrip(":").strip()
    return _lowered(text) or OPENING


def _lowered(text: str) -> str:
    """A heading in capitals as a person would write it; an abbreviation alone is left as it is."""
    if not text.isupper() or (len(text) <= 4 and text.isalpha()):
        return text
    return text[:1] + text[1:].lower()


def _with_headings(lines: Sequence[Line], *, only_questions: bool) -> Iterator[Line]:
    """`lines`, those that look like headings with a level."""
    before = Line("", 0)
    for position, line in enumerate(lines):
        following = lines[position + 1 :]
        if line.level or not line.text:
            found = line
        elif _is_question_line(line.text, before, following):
            found = Line(line.text, line.number, QUESTION_LEVEL)
        elif not only_questions and _is_heading(line.text, before, following):
            found = Line(line.text, line.number, PLAIN_LEVEL)
        else:
            found = line
        yield found
        before = found


def _could_follow(before: Line) -> bool:
    """Whether a heading can stand after `before`: not in the middle of a sentence, nor as the first item of a list."""
    text = before.text
    ended = text.endswith(SENTENCE_ENDS) and not text.endswith(":")
    return not text or before.level > 0 or ended or bool(LIST_MARK.match(text))


def _next_text(following: Sequence[Line]) -> str:
    return next((line.text for line in following if line.text), "")


def _next_paragraph(following: Sequence[Line]) -> str:
    """The last line of the next paragraph, which may run over several."""
    filled = list(dropwhile(lambda line: not line.text, following))
    return next((a.text for a, b in pairwise([*filled, Line("", 0)]) if not b.text), "")


def _is_question_line(text: str, before: Line, following: Sequence[Line]) -> bool:
    if is_marked(text) or is_marked(_next_text(following)) or not text.endswith("?"):
        return False
    asked = LIST_MARK.sub("", text)
    is_one = "?" not in asked[:-1] and ". " not in asked
    return is_one and asked[:1].isupper() and len(asked.split()) <= MAX_QUESTION_WORDS and _could_follow(before)


def _is_heading(text: str, before: Line, following: Sequence[Line]) -> bool:
    after = _next_text(following)
    words = text.split()
    if not after or after[0].islower() or not _could_follow(before) or is_marked(text) or LIST_MARK.match(text):
        return False
    if len(words) > MAX_HEADING_WORDS or not (text[0].isupper() or text[0].isdigit()):
        return False
    if text.endswith(":"):
        return len(words) <= MAX_LABEL_WORDS and not before.text
    if text.endswith(SENTENCE_ENDS) or text.endswith(","):
        return False
    if text.isupper():
        return True
    ended = _next_paragraph(following).endswith(SENTENCE_ENDS)
    stands_alone = not before.text and len(words) <= MAX_LOOSE_WORDS and ended
    return (_is_titled(words) and not _is_short(after)) or stands_alone


def _is_titled(words: Sequence[str]) -> bool:
    """Whether the words are capitalised like a title's: all but the small ones."""
    return all(word[:1].isupper() or not word[:1].isalpha() or len(word) <= _SMALL_WORDS for word in words)


def _is_short(after: str) -> bool:
    """Whether the text after a line is as short as it: a run of such lines is a list or an address, not headings."""
    return len(after.split()) <= MAX_LABEL_WORDS and not after.endswith(SENTENCE_ENDS) and not is_marked(after)
