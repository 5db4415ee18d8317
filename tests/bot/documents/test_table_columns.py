"""Which columns of a table ask and answer, whatever they are called."""

from __future__ import annotations

import pytest

from bot.documents.table_columns import Row, find_columns, role_of


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Patient asks", "question"),
        ("What we say", "answer"),
        ("Frage", "question"),
        ("Antwort", "answer"),
        ("Autres formulations", "wording"),
        ("Thema", "topic"),
        ("Can I hum?", ""),
        ("Price", ""),
    ],
)
def test_a_column_s_name_says_what_it_holds(head: str, role: str) -> None:
    assert role_of(head) == role


def test_the_names_may_stand_below_a_title() -> None:
    rows = [Row(1, ["Our list"]), Row(2, ["Topic", "Question", "Answer"]), Row(3, ["Songs", "Can I hum?", "Softly."])]
    columns = find_columns(rows, is_faq=False)
    assert columns is not None
    assert (columns.question, columns.answers, columns.topics, columns.start) == (1, (2,), (0,), 2)
    assert (columns.head(1), columns.head(7)) == ("'Question'", "8")


def test_a_table_that_asks_nothing_has_none() -> None:
    rows = [Row(1, ["Crown", "3 days"]), Row(2, ["Graft", "none"])]
    assert find_columns(rows, is_faq=False) is None
    assert find_columns([Row(1, ["Can I hum?"])], is_faq=True) is None
