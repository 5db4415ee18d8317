"""CSV and TSV files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import read_document
from tests.bot.documents.sheets import asked, left_out, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("question,answer\nCan I smoke?,No.\n", [("Can I smoke?", 2)]),
        ("Can I smoke?;No.\nCan I run?;Yes, later.\n", [("Can I smoke?", 1), ("Can I run?", 2)]),
        ('Q\tA\n"Can I\nsmoke?"\tNo.\nCan I run?\tYes.\n', [("Can I smoke?", 2), ("Can I run?", 4)]),
        ("Topic,Question,Answer\nTeeth,Can I smoke?,No.\n,,\n", [("Can I smoke?", 2)]),
        ("Answer,Question\nNo.,Can I smoke?\n", [("Can I smoke?", 2)]),
        ("Our list,\nQuestion,Answer\nCan I smoke?,No.\n", [("Can I smoke?", 3)]),
    ],
)
def test_questions_are_found_with_their_lines(tmp_path: Path, text: str, expected: list[tuple[str, int]]) -> None:
    document = read_document(written(tmp_path / "faq.csv", text))
    assert [(section.name, section.line) for section in document.sections] == expected


def test_a_row_without_its_question_goes_on_with_the_answer_above(tmp_path: Path) -> None:
    path = written(tmp_path / "faq.csv", "Can I smoke?,No.\n,Rest.\nCan I run?,\n")
    assert asked(path) == {"Can I smoke?": ["No.", "Rest."]}
    assert left_out(path) == [("Can I run?", "a question without an answer")]


def test_an_answer_may_stand_a_row_below_its_question(tmp_path: Path) -> None:
    path = written(tmp_path / "faq.csv", "Can I smoke?,\n,No.\nCan I run?,\n,Later.\n")
    assert asked(path) == {"Can I smoke?": ["No."], "Can I run?": ["Later."]}


def test_four_columns_give_all_their_rows(tmp_path: Path) -> None:
    rows = "".join(f"Topic {n % 3},Can I do thing {n}?,Yes after {n} days.,ok\n" for n in range(9))
    path = written(tmp_path / "faq.csv", f"Category,Question,Answer,Notes\n{rows}")
    assert list(asked(path)) == [f"Can I do thing {n}?" for n in range(9)]
    assert left_out(path) == [(" | ".join(["ok"] * 9), "column 'Notes' is neither question nor answer")]


def test_questions_that_repeat_are_told_apart_by_a_column_of_any_name(tmp_path: Path) -> None:
    rows = "Piecze?;Trochę.;Krioterapia\nIle trwa?;Godzinę.;Krioterapia\nPiecze?;Tak, dwa dni.;Peeling\n"
    path = written(tmp_path / "faq.csv", f"Pytanie;Odpowiedź;Gabinet\n{rows}")
    assert asked(path) == {
        "Krioterapia: piecze?": ["Trochę."],
        "Ile trwa?": ["Godzinę."],
        "Peeling: piecze?": ["Tak, dwa dni."],
    }
    assert left_out(path) == []


def test_a_heading_may_say_more_than_what_its_column_holds(tmp_path: Path) -> None:
    rows = "Darf ich singen?;Ja, bald.;Singen erlaubt?\nWann darf ich tauchen;In 9 Tagen.;\n"
    path = written(tmp_path / "faq.csv", f"Oft gestellte Fragen;Unsere Antwort;Andere Formulierungen\n{rows}")
    assert asked(path) == {"Darf ich singen?": ["Ja, bald."], "Wann darf ich tauchen": ["In 9 Tagen."]}
