"""Tables: pairs of questions and answers, or one statement a row."""

from __future__ import annotations

from bot.documents.document import Reading
from bot.documents.table import lays_out, table_blocks, unfolded
from bot.documents.table_columns import Row


def read(*cells: list[str], is_faq: bool = False) -> tuple[list[tuple[str, bool]], list[str]]:
    """What the table says, each with whether it asks; and what is left out."""
    reading = Reading()
    found = table_blocks([Row(at, row) for at, row in enumerate(cells, 1)], reading, is_faq=is_faq)
    return [(block.text, block.is_heading) for block in found], [item.text for item in reading.left_out]


PAIR = [("Can I hum?", True), ("Softly.", False)]


def test_a_table_that_asks_gives_its_pairs_in_whatever_form() -> None:
    assert read(["Question", "Answer"], ["Can I hum?", "Softly."]) == (PAIR, [])
    assert read(["Question", "Can I hum?"], ["Answer", "Softly."])[0] == PAIR
    assert read(["Q", "A", "Q", "A"], ["Can I hum?", "Softly.", "Can I sing?", "No."])[0] == [
        *PAIR,
        ("Can I sing?", True),
        ("No.", False),
    ]


def test_any_other_table_gives_a_statement_a_row() -> None:
    assert read(["Crown", "3 days"], ["Graft", "none"])[0] == [("Crown: 3 days", False), ("Graft: none", False)]


def test_steps_that_begin_like_questions_are_none() -> None:
    rows = [["Song", "When to stop", "When to go on"], ["Hum", "Five days before", "-"], ["Aria", "Do not stop", "-"]]
    assert not any(is_asked for _, is_asked in read(*rows)[0])


def test_a_row_that_the_file_calls_the_head_names_the_columns() -> None:
    three = [Row(1, ["Song", "Stop", "Go on"], is_head=True), Row(2, ["Hum", "early", "late"])]
    two = [Row(1, ["Song", "Stop"], is_head=True), Row(2, ["Hum", "early"])]
    reading = Reading()
    assert [block.text for block in table_blocks(three, reading)] == ["Hum: Stop early; Go on late"]
    assert [block.text for block in table_blocks(two, reading)] == ["Hum: early"]
    assert [item.text for item in reading.left_out] == ["Song, Stop, Go on", "Song, Stop"]


def test_what_is_neither_question_nor_answer_is_said() -> None:
    heads = ["Question", "Answer", "Note"]
    assert read(heads, ["Can I hum?", "Softly.", "mine"], ["Can I sing?", "", ""]) == (PAIR, ["Can I sing?", "mine"])


def test_a_table_within_a_cell_gives_a_row_for_each_of_its_rows() -> None:
    assert [row.cells for row in unfolded(1, ["Crown", ["office: 3 days", "sport: 7 days"]])] == [
        ["Crown", "office: 3 days"],
        ["Crown", "sport: 7 days"],
    ]
    assert lays_out([["A long text that names nothing at all, but says a good deal of it", None]])
    assert not lays_out([["Crown", None]])


def test_a_place_is_counted_as_the_document_counts() -> None:
    rows = [Row(4, ["Question", "Answer", "Note"]), Row(5, ["Can I hum?", "Softly.", "mine"])]
    for where, place in (
        ({}, "line 5"),
        ({"where": "row"}, "row 5"),
        ({"where": "sheet 'Songs' row"}, "sheet 'Songs' row 5"),
    ):
        reading = Reading()
        table_blocks(rows, reading, **where)
        assert [item.place for item in reading.left_out] == [place]
