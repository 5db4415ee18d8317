"""Word files, made with python-docx."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from bot.documents import DocumentError, read_document
from tests.bot.documents.sheets import asked, left_out


def saved(document: Any, folder: Path) -> Path:
    path = folder / "sheet.docx"
    document.save(path)
    return path


def add_footnote(document: Any, paragraph: Any, text: str) -> None:
    """Put a footnote's mark at the end of `paragraph`, and the note into the part where Word keeps them."""
    blob = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        f"<w:footnote w:id='1'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    run = paragraph.add_run()
    run._r.append(reference)


def add_link(document: Any, paragraph: Any, words: str, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def test_a_heading_that_repeats_is_named_by_the_one_above(tmp_path: Path) -> None:
    document = docx.Document()
    for treatment, pain in (("Lip filler", "It stings."), ("Skin peel", "It burns for 4 minutes.")):
        document.add_heading(treatment, 1)
        document.add_heading("Is it painful?", 2)
        document.add_paragraph(pain)
    assert asked(saved(document, tmp_path)) == {
        "Lip filler: is it painful?": ["It stings."],
        "Skin peel: is it painful?": ["It burns for 4 minutes."],
    }


def test_words_with_others_above_them_are_read_with_these(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Food", 1)
    ruby = "<w:ruby><w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase></w:ruby>"
    paragraph = document.add_paragraph("Eat ")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{ruby.format('soft', 'mochi')}</w:r>"))
    assert asked(saved(document, tmp_path)) == {"Food": ["Eat mochi (soft)"]}


@pytest.mark.parametrize("style", ["Caption", "Intense Quote"])
def test_what_a_style_prints_bold_that_is_for_text_is_no_heading(style: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Sport", 1)
    document.add_paragraph("A patient on day 5", style=style)
    document.add_paragraph("No running for 5 days.")
    assert asked(saved(document, tmp_path)) == {"Sport": ["A patient on day 5", "No running for 5 days."]}


def test_a_footnote_stands_with_its_sentence(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Sport", 1)
    add_footnote(document, document.add_paragraph("No running for 5 days"), "Ten days after a graft.")
    document.add_heading("Food", 1)
    document.add_paragraph("Eat soft food.")
    assert asked(saved(document, tmp_path)) == {
        "Sport": ["No running for 5 days", "Ten days after a graft."],
        "Food": ["Eat soft food."],
    }


@pytest.mark.parametrize(
    ("raised", "said"), [("2", "Rest 36 hours."), ("th", "Rest 36th hours."), ("*", "Rest 36 hours.")]
)
def test_a_raised_mark_is_no_part_of_the_figure(raised: str, said: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Rest", 1)
    paragraph = document.add_paragraph("Rest 36")
    paragraph.add_run(raised).font.superscript = True
    paragraph.add_run(" hours.")
    assert asked(saved(document, tmp_path)) == {"Rest": [said]}


def test_a_power_of_a_unit_stays(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Dose", 1)
    paragraph = document.add_paragraph("Use 4 units per cm")
    paragraph.add_run("2").font.superscript = True
    assert asked(saved(document, tmp_path)) == {"Dose": ["Use 4 units per cm²"]}


def test_what_is_struck_or_hidden_is_left_out_and_said(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("Old wording", 2).font.strike = True
    document.add_heading("Smoking", 1)
    paragraph = document.add_paragraph("Wait a week.")
    paragraph.add_run(" Smoke at once.").font.strike = True
    paragraph.add_run(" Ask Eve.").font.hidden = True
    paragraph.add_run(" Or don't.", style="Old wording")
    path = saved(document, tmp_path)
    assert asked(path) == {"Smoking": ["Wait a week."]}
    assert left_out(path) == [
        ("Smoke at once.", "struck through"),
        ("Ask Eve.", "hidden"),
        ("Or don't.", "struck through"),
    ]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Smoking", 1)
    paragraph = document.add_paragraph("Wait ")
    for tag, text_tag, text in (("w:del", "w:delText", "two weeks"), ("w:ins", "w:t", "three weeks")):
        change, run, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        said.text = text
        run.append(said)
        change.append(run)
        paragraph._p.append(change)
    path = saved(document, tmp_path)
    assert asked(path) == {"Smoking": ["Wait three weeks"]}
    assert left_out(path) == [("two weeks", "deleted in tracked changes")]


def test_each_row_of_a_table_is_a_statement_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Time off", 1)
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(
        table.rows, (("Graft", "2 weeks"), ("Crown", "none"), ("", "1 day if it aches")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert asked(saved(document, tmp_path)) == {
        "Time off": ["Graft: 2 weeks", "Crown: none", "Crown: 1 day if it aches"]
    }


def test_a_table_of_questions_and_answers_is_one_of_pairs(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Can I sing?", "After a day."), ("Can I dive?", "Never.")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    assert asked(saved(document, tmp_path)) == {"Can I sing?": ["After a day."], "Can I dive?": ["Never."]}


def test_a_link_keeps_its_address(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Booking", 1)
    add_link(document, document.add_paragraph("Choose a day on "), "our calendar", "https://clinic.example/days")
    assert asked(saved(document, tmp_path)) == {
        "Booking": ["Choose a day on [our calendar](https://clinic.example/days)"]
    }


def test_numbered_questions_are_asked_and_lists_are_lists(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Can I sing?", style="List Number")
    document.add_paragraph("After a day, but not:")
    document.add_paragraph("loudly", style="List Bullet")
    document.add_paragraph("for long", style="List Bullet")
    assert asked(saved(document, tmp_path)) == {"Can I sing?": ["After a day, but not:", "- loudly", "- for long"]}


def test_heads_feet_and_pictures_are_said_to_be_left_out(tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    picture = tmp_path / "tooth.png"
    Image.new("RGB", (8, 8), "white").save(picture)
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "Harbour Lane, 2026"
    document.add_heading("Food", 1)
    document.add_paragraph("Eat soup.")
    document.add_picture(str(picture))
    assert left_out(saved(document, tmp_path)) == [
        ("a picture", "what a picture shows is not read"),
        ("Harbour Lane, 2026", "the head or foot of the pages"),
    ]


def test_a_soft_hyphen_and_a_hyphen_that_does_not_break_are_read_as_meant(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Medicine", 1)
    document.add_paragraph("Take para\u00adcetamol 4\u20115 hours apart.")
    assert asked(saved(document, tmp_path)) == {"Medicine": ["Take paracetamol 4-5 hours apart."]}


def test_a_paragraph_of_very_many_runs_is_read_in_time(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Can I walk?", 1)
    paragraph = document.add_paragraph()._p
    for _ in range(20_000):
        run = OxmlElement("w:r")
        run.append(text := OxmlElement("w:t"))
        text.text = "walk."
        paragraph.append(run)
    path = saved(document, tmp_path)
    started = time.process_time()
    read_document(path)
    assert time.process_time() - started < 8


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with pytest.raises(DocumentError, match="locked with a password"):
        read_document(path)


def test_items_are_numbered_as_their_style_says(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("How do I rinse?", 1)
    for step in ("Fill the cup.", "Swirl.", "Spit."):
        document.add_paragraph(step, style="List Number")
    assert asked(saved(document, tmp_path)) == {"How do I rinse?": ["1. Fill the cup.", "2. Swirl.", "3. Spit."]}


def test_a_bold_line_that_says_something_of_what_it_names_is_text(tmp_path: Path) -> None:
    document = docx.Document()
    for text, is_bold in (("What do I pay?", True), ("Inlay: 90 pounds", True), ("Pin: 40 pounds", True)):
        document.add_paragraph().add_run(text).bold = is_bold
    document.add_paragraph().add_run("Can I pay later?").bold = True
    document.add_paragraph("Yes, within a month.")
    assert asked(saved(document, tmp_path)) == {
        "What do I pay?": ["Inlay: 90 pounds", "Pin: 40 pounds"],
        "Can I pay later?": ["Yes, within a month."],
    }


def test_a_link_that_is_a_field_keeps_its_address(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Where do I book?", 1)
    paragraph = document.add_paragraph("Use ")
    code = f'<w:instrText {nsdecls("w")}> HYPERLINK "https://clinic.example/slots" </w:instrText>'
    marks = {kind: f"<w:fldChar {nsdecls('w')} w:fldCharType='{kind}'/>" for kind in ("begin", "separate", "end")}
    for part in (marks["begin"], code, marks["separate"], f"<w:t {nsdecls('w')}>the list</w:t>", marks["end"]):
        run = paragraph.add_run()
        run._r.append(parse_xml(part))
    paragraph.add_run(" today.")
    said = ["Use [the list](https://clinic.example/slots) today."]
    assert asked(saved(document, tmp_path)) == {"Where do I book?": said}


def test_a_table_whose_cells_hold_headings_only_lays_the_page_out(tmp_path: Path) -> None:
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, question, answer in ((left, "May I hum?", "Softly."), (right, "May I sing?", "After nine days.")):
        cell.paragraphs[0].add_run(question).bold = True
        cell.add_paragraph(answer)
    assert asked(saved(document, tmp_path)) == {"May I hum?": ["Softly."], "May I sing?": ["After nine days."]}


def test_a_table_with_bold_names_and_long_cells_stays_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Rest", 1)
    table = document.add_table(rows=2, cols=2)
    for row, (name, said) in zip(table.rows, (("Hand", "2 days"), ("Foot", "9 days")), strict=True):
        row.cells[0].paragraphs[0].add_run(name).bold = True
        row.cells[1].text = said
        row.cells[1].add_paragraph("at home")
    assert asked(saved(document, tmp_path)) == {"Rest": ["Hand: 2 days at home", "Foot: 9 days at home"]}


def add_table(cell: Any, *rows: tuple[str, ...]) -> None:
    """Put a table into a cell, as Word does: with an empty paragraph after it."""
    table = cell.add_table(len(rows), len(rows[0]))
    for row, said in zip(table.rows, rows, strict=True):
        for inner, text in zip(row.cells, said, strict=True):
            inner.text = text


def test_a_table_in_a_cell_keeps_its_rows_and_their_name(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Going back to work", 1)
    table = document.add_table(2, 2)
    for row, name in zip(table.rows, ("Implant", "Crown"), strict=True):
        row.cells[0].text = name
    add_table(table.cell(0, 1), ("Desk", "1 day"), ("Building site", "8 days"))
    table.cell(1, 1).text = "the same day"
    assert asked(saved(document, tmp_path)) == {
        "Going back to work": ["Implant: Desk: 1 day", "Implant: Building site: 8 days", "Crown: the same day"]
    }


def test_a_table_in_an_answer_keeps_its_rows(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, said in zip(table.rows, ("Question", "May I go to work?", "May I sing?"), strict=True):
        row.cells[0].text = said
    table.cell(0, 1).text, table.cell(2, 1).text = "Answer", "After 4 days."
    table.cell(1, 1).text = "That depends:"
    add_table(table.cell(1, 1), ("Desk", "1 day"), ("Building site", "8 days"))
    assert asked(saved(document, tmp_path)) == {
        "May I go to work?": ["That depends:", "Desk: 1 day", "Building site: 8 days"],
        "May I sing?": ["After 4 days."],
    }


def test_a_table_around_tables_only_lays_the_page_out(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    add_table(table.cell(0, 0), ("Question", "Answer"), ("May I sing?", "After 4 days."))
    add_table(table.cell(0, 1), ("Question", "Answer"), ("May I dive?", "After 5 weeks."))
    assert asked(saved(document, tmp_path)) == {"May I sing?": ["After 4 days."], "May I dive?": ["After 5 weeks."]}


def add_xml(document: Any, xml: str) -> None:
    """Put an element at the end of the text, before the page's own settings."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(re.sub(r"(?<=\w)(?=/?>)", f" {nsdecls('w')}", xml, count=1)))


def cell(text: str) -> str:
    return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_cells_and_rows_in_content_controls_are_read_and_deleted_rows_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Waiting", 1)
    control = f"<w:tr><w:sdt><w:sdtContent>{cell('Swimming')}</w:sdtContent></w:sdt>{cell('2 weeks')}</w:tr>"
    within = f"<w:sdt><w:sdtContent><w:tr>{cell('Flying')}{cell('3 days')}</w:tr></w:sdtContent></w:sdt>"
    gone = f"<w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr>{cell('Smoking')}{cell('1 hour')}</w:tr>"
    add_xml(document, f"<w:tbl>{control}{within}{gone}</w:tbl>")
    path = saved(document, tmp_path)
    assert asked(path) == {"Waiting": ["Swimming: 2 weeks", "Flying: 3 days"]}
    assert left_out(path) == [("Smoking 1 hour", "deleted in tracked changes")]


def test_a_letterhead_in_a_table_and_that_of_even_pages_are_said_to_be_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Rest", 1)
    document.add_paragraph("Rest for a day.")
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.header.add_table(1, 1, docx.shared.Inches(2)).cell(0, 0).text = "Night line 555"
    section.even_page_footer.paragraphs[0].text = "Hill Clinic"
    said = ["Hill Clinic", "Night line 555"]
    assert left_out(saved(document, tmp_path)) == [(line, "the head or foot of the pages") for line in said]


def test_a_file_put_in_whole_and_what_a_picture_is_said_to_show_are_left_out_and_said(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Rest", 1)
    document.add_paragraph("Rest for a day.")
    add_xml(document, "<w:altChunk/>")
    drawing = parse_xml(f"<w:drawing {nsdecls('w')}><docPr descr='A raised heel'/></w:drawing>")
    document.add_paragraph("As here.").runs[0]._r.append(drawing)
    assert left_out(saved(document, tmp_path)) == [
        ("a file", "put in as it is: open the document and save it anew"),
        ("A raised heel", "what a picture shows is not read"),
    ]


@pytest.mark.parametrize(("slash", "said"), [("/", "Take 2 1/2 tablets."), ("⁄", "Take 2 1⁄2 tablets.")])
def test_a_raised_figure_over_another_is_counted(slash: str, said: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Dose", 1)
    paragraph = document.add_paragraph("Take 2")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(slash)
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run(" tablets.")
    assert asked(saved(document, tmp_path)) == {"Dose": [said]}


def test_a_title_with_a_footnote_is_the_title_alone(tmp_path: Path) -> None:
    document = docx.Document()
    add_footnote(document, document.add_heading("Your new lens", 0), "Printed in spring.")
    document.add_heading("Rest", 1)
    document.add_paragraph("Rest for a day.")
    path = saved(document, tmp_path)
    assert read_document(path).title == "Your new lens"
    assert left_out(path) == [("Printed in spring.", "a note to which nothing leads")]


def test_what_follows_a_table_of_pairs_is_no_part_of_its_last_answer(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Food", 1)
    document.add_paragraph("Eat soft things.")
    document.add_heading("Sport", 1)
    table = document.add_table(2, 2)
    for at, text in enumerate(("May I swim?", "After a week.", "May I run?", "After a day.")):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("Bring shoes.")
    assert asked(saved(document, tmp_path)) == {
        "Food": ["Eat soft things."],
        "Sport": ["Bring shoes."],
        "May I swim?": ["After a week."],
        "May I run?": ["After a day."],
    }


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_row_that_names_the_columns_is_known_by_its_mark_or_its_bold_print(is_marked: bool, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Prices", 1)
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(table.rows, [("Voice", "Fee"), ("Alto", "90"), ("Bass", "210")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].add_run(text).bold = text in ("Voice", "Fee") and not is_marked
    if is_marked:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    path = saved(document, tmp_path)
    assert [section.text for section in read_document(path).sections] == ["Alto: 90\nBass: 210"]
    assert left_out(path) == [("Voice, Fee", "the names of the columns")]
