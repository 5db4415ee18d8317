"""The marks by which documents tell a question and its answer apart."""

from __future__ import annotations

import pytest

from bot.documents.marks import answer_text, is_bare, is_marked, parted, without_question_mark


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Q: Can I hum?", "Can I hum?"),
        ("Q12 Can I hum?", "Can I hum?"),
        ("Question 2. Can I hum?", "Can I hum?"),
        ("Q Can I hum", "Can I hum"),
        ("Q10 enzymes help.", "enzymes help."),
        ("Quiet songs are best.", "Quiet songs are best."),
        ("Q fever is rare.", "Q fever is rare."),
        ("Q : Puis-je fredonner ?", "Puis-je fredonner ?"),
        ("Frage: Darf ich summen?", "Darf ich summen?"),
        ("P: ¿Puedo tararear?", "¿Puedo tararear?"),
        ("D: drive of the ward's computer.", "D: drive of the ward's computer."),
    ],
)
def test_a_question_is_known_by_its_mark(text: str, asked: str) -> None:
    assert without_question_mark(text) == asked
    assert is_marked(text) is (asked != text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A: No.", "No."),
        ("Answer 3: No.", "No."),
        ("A3 No.", "No."),
        ("A No.", None),
        ("R : Non.", "Non."),
        ("Antwort: Nein.", "Nein."),
        ("O: Nie.", "Nie."),
    ],
)
def test_an_answer_is_known_by_its_mark(text: str, answer: str | None) -> None:
    assert answer_text(text) == answer


def test_a_letter_by_itself_is_a_mark_beside_another() -> None:
    assert is_bare("Q Can I hum")
    assert answer_text("A Softly", is_bare=True) == "Softly"
    assert parted("Q: Can I hum? A: Softly.") == ("Can I hum?", "Softly.")
