"""The marks by which documents tell a question and its answer apart: "Q1", "Q:", "Question 2.", "A1", "Answer:"."""

from __future__ import annotations

import re

_QUESTION = re.compile(r"^(?:q(?:uestion)?\s*\d{0,3}\s*[:.)–—-]\s*|q(?:uestion )?\d{1,3}\s+)(?=\S)", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:a(?:nswer)?\s*\d{0,3}\s*[:.)–—-]\s*|a(?:nswer )?\d{1,3}\s+)(?=\S)", re.IGNORECASE)
_ANSWER_INSIDE = re.compile(r"\s+(?:A\d{0,3}|Answer)\s*[:.]\s+")


def is_marked(text: str) -> bool:
    """Whether `text` begins with the mark of a question."""
    return _QUESTION.match(text) is not None


def without_question_mark(text: str) -> str:
    """`text` without the mark of a question before it."""
    return _QUESTION.sub("", text, count=1)


def answer_text(text: str) -> str | None:
    """The text after the mark of an answer, or None where there is no such mark."""
    return text[found.end() :] if (found := _ANSWER.match(text)) else None


def parted(text: str) -> tuple[str, str]:
    """A marked question without its mark, and the answer that stands on the same line, which may be empty."""
    question, *answer = _ANSWER_INSIDE.split(without_question_mark(text), maxsplit=1)
    return question.strip(), answer[0].strip() if answer else ""
