"""The marks by which documents tell a question and its answer apart: "Q1", "Q:", "Question 2.", "Frage:", "R :"."""

from __future__ import annotations

import re

from bot.documents.questions import is_begun_as_question

# The words in other languages, and the letters that stand for them there: P is "pregunta", R "réponse", O "odpowiedź".
_ASKS = r"frage|pregunta|pytanie|domanda|pergunta|soru|[fpds](?=[^?]*\?)"
_SAYS = r"antwort|respuesta|réponse|odpowiedź|risposta|resposta|cevap|yanıt"
_QUESTION = re.compile(
    rf"^(?:q(?:uestion)?\s*\d{{0,3}}\s*[:.)–—-]\s*|q(?:uestion )?\d{{1,3}}\s+|(?:{_ASKS})\s*\d{{0,3}}\s*:\s*)(?=\S)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^(?:a(?:nswer)?\s*\d{0,3}\s*[:.)–—-]\s*(?!m\b)|a(?:nswer )?\d{1,3}\s+"
    rf"|(?:{_SAYS}|[ro])\s*\d{{0,3}}\s*:\s*)(?=\S)",
    re.IGNORECASE,
)
_ANSWER_INSIDE = re.compile(rf"\s+(?:[ARO]\d{{0,3}}|(?i:answer|{_SAYS}))\s*[:.]\s+")
_BARE_QUESTION = re.compile(r"^Q(?:uestion)?\s+(?=[^\W\d_])")
_BARE_ANSWER = re.compile(r"^A(?:nswer)?\s+(?=[A-Z])")


def is_marked(text: str) -> bool:
    """Whether `text` begins with the mark of a question."""
    return without_question_mark(text) != text


def is_bare(text: str) -> bool:
    """Whether the mark of the question is a letter by itself: "Q Can I eat"."""
    return _QUESTION.match(text) is None and is_marked(text)


def without_question_mark(text: str) -> str:
    """`text` without the mark of a question before it."""
    if found := _QUESTION.match(text):
        return text[found.end() :]
    bare = _BARE_QUESTION.match(text)
    asked = text[bare.end() :] if bare else ""
    return asked if is_begun_as_question(asked) else text


def answer_text(text: str, *, is_bare: bool = False) -> str | None:
    """The text after the mark of an answer, or None where there is no such mark. `is_bare` takes "A Yes" as one."""
    found = _ANSWER.match(text) or (_BARE_ANSWER.match(text) if is_bare else None)
    return text[found.end() :] if found else None


def parted(text: str) -> tuple[str, str]:
    """A marked question without its mark, and the answer that stands on the same line, which may be empty."""
    question, *answer = _ANSWER_INSIDE.split(without_question_mark(text), maxsplit=1)
    return question.strip(), answer[0].strip() if answer else ""
