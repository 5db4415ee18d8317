"""Excel workbooks, made with openpyxl."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from bot.documents import passages, read_document
from bot.documents.readers.excel import as_shown
from tests.bot.documents.sheets import asked, left_out


def book(folder: Path, *rows: Sequence[Any]) -> tuple[Workbook, Path]:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(folder / "faq.xlsx")
    return workbook, folder / "faq.xlsx"


def test_a_cell_touched_far_away_is_no_part_of_the_sheet(tmp_path: Path) -> None:
    workbook, path = book(tmp_path, ("Question", "Answer"), ("Does it hurt?", "A little."))
    workbook.active["XFD900000"].font = Font(bold=True)
    workbook.save(path)
    assert asked(path) == {"Does it hurt?": ["A little."]}


@pytest.mark.parametrize(
    "heads",
    [
        ("Question", "Answer"),
        ("What clients ask", "How we reply"),
        ("Pregunta", "Respuesta"),
        ("Demande du patient", "Nous répondons"),
        ("Pytanie", "Odpowiedź"),
        ("السؤال", "الجواب"),
        ("Domanda del paziente", "Risposta"),
        ("Pergunta", "Resposta"),
        ("Soru", "Cevap"),
        ("שאלה", "תשובה"),
        ("Colour", "Shape"),
    ],
)
def test_the_heading_row_is_found_wherever_it_stands(heads: tuple[str, str], tmp_path: Path) -> None:
    _, path = book(tmp_path, ["Our desk's list"], [], heads, ["Can I sing?", "After a day."], ["May I dive?", "Never."])
    assert asked(path) == {"Can I sing?": ["After a day."], "May I dive?": ["Never."]}


def test_rows_that_begin_with_question_and_answer_are_pairs(tmp_path: Path) -> None:
    _, path = book(
        tmp_path, ["Q", "May I sing?"], ["A", "Softly."], ["A", "Not at night."], [None, None], ["Q", "May I hum?"]
    )
    assert asked(path) == {"May I sing?": ["Softly.", "Not at night."]}
    assert left_out(path) == [("May I hum?", "a question without an answer")]


def test_tables_beside_each_other_are_read_one_by_one(tmp_path: Path) -> None:
    _, path = book(
        tmp_path,
        ["Our list"],
        ["Question", "Answer", None, "Question", "Answer"],
        ["May I sing?", "Softly.", None, "May I hum?", "Gladly."],
        ["May I dive?", None, None, "May I row?", "At noon."],
        ["Kept by Ada"],
    )
    expected = {"May I sing?": ["Softly."], "May I hum?": ["Gladly."], "May I row?": ["At noon."]}
    assert {question: lines for question, lines in asked(path).items() if "?" in question} == expected
    assert left_out(path)[-2:] == [
        ("Kept by Ada", "a line below the table's rows"),
        ("May I dive?", "a question without an answer"),
    ]


def test_a_row_of_questions_over_a_row_of_answers_gives_a_pair_a_column(tmp_path: Path) -> None:
    _, path = book(tmp_path, ["Question", "May I sing?", "Lockers"], ["Answer", "Softly.", "By the lift."])
    assert asked(path) == {"May I sing?": ["Softly."], "Lockers": ["By the lift."]}


def test_questions_without_their_mark_stand_as_they_are_or_are_asked(tmp_path: Path) -> None:
    _, path = book(
        tmp_path, ["Patient asks", "What we say"], ["can I sunbathe", "Not for a month."], ["Lockers", "By the lift."]
    )
    assert asked(path) == {"Can I sunbathe?": ["Not for a month."], "Lockers": ["By the lift."]}


def test_names_and_what_is_said_of_them_need_no_headings(tmp_path: Path) -> None:
    _, path = book(
        tmp_path, ["Lockers", "They stand by the lift on each floor."], ["Lift", "It is out of order until May."]
    )
    assert list(asked(path)) == ["Lockers", "Lift"]


def test_other_wordings_become_examples(tmp_path: Path) -> None:
    _, path = book(
        tmp_path,
        ["Question", "Other wordings", "Answer"],
        ["Can I sing?", "singing\nis karaoke ok", "After a day."],
        ["Can I dive?", None, "Never."],
    )
    (sing, dive), _ = passages(read_document(path))
    assert (sing.also_asked, dive.also_asked) == (("singing", "is karaoke ok"), ())


def test_lines_of_a_cell_stay_lines(tmp_path: Path) -> None:
    _, path = book(tmp_path, ["Q", "A"], ["Can I sing?", "After a day.\nHum until then."])
    assert asked(path) == {"Can I sing?": ["After a day.", "Hum until then."]}


def test_a_topic_column_names_what_repeats(tmp_path: Path) -> None:
    _, path = book(
        tmp_path,
        ["Treatment", "Question", "Answer"],
        ["Peel", "Is it sore?", "It stings."],
        [None, "Can I sing?", "Yes."],
        ["Graft", "Is it sore?", "For a week."],
    )
    assert asked(path) == {
        "Peel: is it sore?": ["It stings."],
        "Can I sing?": ["Yes."],
        "Graft: is it sore?": ["For a week."],
    }


def test_what_is_neither_question_nor_answer_is_said(tmp_path: Path) -> None:
    _, path = book(
        tmp_path,
        ["Question", "Answer", "Checked by"],
        ["Can I sing?", "After a day.", "Eve"],
        ["Can I dive?", None, None],
    )
    assert left_out(path) == [
        ("Can I dive?", "a question without an answer"),
        ("Eve", "column 'Checked by' is neither question nor answer"),
    ]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.35, "0%", "35%"),
        (0.125, "0.0%", "12.5%"),
        (80, '"£"#,##0', "£80"),
        (1250.5, '#,##0.00 "zł"', "1,250.50 zł"),
        (1250, "[$€-2] #,##0", "€ 1,250"),
        (7, '0 "days"', "7 days"),
        (4, "000", "004"),
        (-3, "0;(0)", "(3)"),
        (1.5, "0.##", "1.5"),
        (1.0, "0.##", "1"),
        (3.0, "General", "3"),
        (date(2026, 5, 1), "DD/MM/YY", "1 May 2026"),
        (True, "General", "TRUE"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: Any, form: str, shown: str) -> None:
    assert as_shown(value, form) == shown


def test_formats_survive_in_a_workbook(tmp_path: Path) -> None:
    workbook, path = book(tmp_path, ["Question", "Answer"], ["How much is the deposit?", 0.35])
    workbook.active["B2"].number_format = "0%"
    workbook.save(path)
    assert asked(path) == {"How much is the deposit?": ["35%"]}


def test_what_is_hidden_or_struck_is_left_out_and_said(tmp_path: Path) -> None:
    workbook, path = book(tmp_path, ["Question", "Answer"], ["Can I sing?", "After a day."], ["Can I fly?", "Yes."])
    sheet = workbook.active
    sheet.append(["Can I swim?", "At once."])
    sheet["B4"].font = Font(strike=True)
    sheet["B2"] = CellRichText("After a day.", TextBlock(InlineFont(strike=True), " At once."))
    sheet.row_dimensions[3].hidden = True
    old = workbook.create_sheet("Old")
    old.append(["Can I ski?", "Yes."])
    old.sheet_state = "hidden"
    workbook.save(path)
    assert asked(path) == {"Can I sing?": ["After a day."]}
    assert left_out(path) == [
        ("Can I ski? Yes.", "a hidden sheet"),
        ("At once.", "struck through"),
        ("Can I fly? Yes.", "a hidden row"),
        ("At once.", "struck through"),
        ("Can I swim?", "a question without an answer"),
    ]


def test_a_hidden_column_is_said_though_merged_cells_reach_over_it(tmp_path: Path) -> None:
    heads = ["Domanda", "Altre formulazioni", "Note", "Risposta"]
    workbook, path = book(tmp_path, ["Il nostro elenco"], heads, ["Quando nuoto?", "posso nuotare", "ok", "Mai."])
    sheet = workbook.active
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["C"].hidden = True
    workbook.save(path)
    assert asked(path) == {"Quando nuoto?": ["Mai."]}
    assert left_out(path) == [
        ("Note", "hidden column C"),
        ("ok", "hidden column C"),
        ("Il nostro elenco", "a line above the table's columns"),
    ]


def test_a_cell_that_is_merged_over_rows_says_the_same_in_each_however_wide(tmp_path: Path) -> None:
    pairs = [["Can I sing?", "", "After a day."], ["Can I hum?"], ["Can I ski?", "", "Never."]]
    workbook, path = book(tmp_path, ["Question", "", "Answer", ""], *pairs)
    for area in ("C2:D3", "C4:D9", "A2:B2"):
        workbook.active.merge_cells(area)
    workbook.save(path)
    assert asked(path) == {"Can I sing?": ["After a day."], "Can I hum?": ["After a day."], "Can I ski?": ["Never."]}
    assert left_out(path) == []


def test_a_formula_without_its_value_is_said(tmp_path: Path) -> None:
    _, path = book(tmp_path, ["Question", "Answer"], ["Can I sing?", "After a day."], ["How much is it?", "=40*2"])
    assert ("=40*2", "a formula whose value is not saved: open it in Excel and save it") in left_out(path)


def test_sheets_name_what_repeats(tmp_path: Path) -> None:
    workbook, path = book(tmp_path, ["Question", "Answer"], ["Is it sore?", "It stings."])
    workbook.active.title = "Peel"
    for row in (["Question", "Answer"], ["Is it sore?", "For a week."]):
        workbook["Graft"].append(row) if "Graft" in workbook else workbook.create_sheet("Graft").append(row)
    workbook.save(path)
    assert asked(path) == {"Peel: is it sore?": ["It stings."], "Graft: is it sore?": ["For a week."]}


def test_a_list_of_pairs_may_have_a_title_more_lines_and_other_labels(tmp_path: Path) -> None:
    rows = [["Questions to the choir"], ["Q:", "May I sing?"], ["A:", "Softly."], ["", "Not at night."]]
    _, path = book(tmp_path, *rows, ["Checked", "Kim"], ["Q:", "May I hum?"], ["A:", "Yes."], ["Checked", "Jo"])
    assert asked(path) == {"May I sing?": ["Softly.", "Not at night."], "May I hum?": ["Yes."]}
    assert ("Kim | Jo", "column 'Checked' is neither question nor answer") in left_out(path)


@pytest.mark.parametrize(
    ("cells", "is_taken"),
    [
        (("humming at home; can one hum", "sing in bed; voice back when"), True),
        (("Ask Kim; look it up", "Jo knows; see the board"), False),  # notes of the office
        (("hum; home", "song; bed"), False),  # words for a search
        (("may be shortened by whoever has the time for it", "as is"), False),
    ],
)
def test_a_column_of_lists_of_what_people_type_holds_wordings_whatever_it_is_called(
    cells: tuple[str, str], is_taken: bool, tmp_path: Path
) -> None:
    heads = ("Question", "Answer", "People")
    _, path = book(tmp_path, heads, ("May I hum?", "Yes.", cells[0]), ("May I sing?", "No.", cells[1]))
    found = [passage.also_asked for passage in passages(read_document(path))[0]]
    assert found == ([tuple(cell.split("; ")) for cell in cells] if is_taken else [(), ()])
