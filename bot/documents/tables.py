"""Tables of questions and answers, as headings with text under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.documents.document import Line

Row = tuple[int, list[str]]

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_QUESTION_HEADS = {"q", "question", "questions", "faq", "frequently asked question", "patient question", "ask"}
_ANSWER_HEADS = {"a", "answer", "answers", "reply", "response", "our answer"}
_EMPTY = re.compile(r"^(nan|unnamed: ?\d+)?$", re.IGNORECASE)
QUESTION_LEVEL = 6  # below every heading that a person would give


def lines_without_tables(lines: Sequence[Line]) -> list[Line]:
    """`lines` with each Markdown table turned into headings and text (where it asks and answers) or plain text."""
    result: list[Line] = []
    rows: list[Row] = []
    for line in [*lines, Line("", 0)]:
        if line.text.lstrip().startswith("|"):
            if not _RULE.match(line.text):
                rows.append((line.number, _cells(line.text)))
            continue
        result += table_lines(rows)
        rows = []
        result.append(line)
    return result[:-1]


def table_lines(rows: Sequence[Row], *, is_faq: bool = False) -> list[Line]:
    """The rows as lines: where the table asks and answers, each question is a heading and its answer the text."""
    rows = [(number, cells) for number, cells in rows if not all(_EMPTY.match(cell) for cell in cells)]
    if not rows:
        return []
    heads = [cell.lower().rstrip(":").strip() for cell in rows[0][1]]
    question, answer = _columns(heads)
    has_heads = question is not None
    body = rows[1:] if has_heads else rows
    if not (has_heads or is_faq or _mostly_questions(body)):
        return [Line(": ".join(cell for cell in cells if not _EMPTY.match(cell)), number) for number, cells in rows]
    return list(_pairs(body, question or 0, 1 if answer is None else answer))


def _pairs(rows: Sequence[Row], question: int, answer: int) -> Iterator[Line]:
    for number, cells in rows:
        asked, said = (cells[column] if column < len(cells) else "" for column in (question, answer))
        if not _EMPTY.match(asked) and not _EMPTY.match(said):
            yield Line(asked, number, QUESTION_LEVEL)
            yield Line(said, number)


def _columns(heads: list[str]) -> tuple[int | None, int | None]:
    question = next((i for i, head in enumerate(heads) if head in _QUESTION_HEADS), None)
    answer = next((i for i, head in enumerate(heads) if head in _ANSWER_HEADS and i != question), None)
    if question is None or (answer is None and len(heads) != 2):
        return None, None
    return question, 1 - question if answer is None else answer


def _mostly_questions(rows: Sequence[Row]) -> bool:
    asked = sum(len(cells) == 2 and cells[0].endswith("?") for _, cells in rows)
    return asked * 2 > len(rows)


def _cells(text: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", text.strip().strip("|"))]
