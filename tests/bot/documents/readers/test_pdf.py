"""PDF files, made with reportlab: reading order, what pages repeat, and what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from bot.documents import DocumentError, read_document
from bot.documents.readers.pdf import SCANNED, UNSURE
from tests.bot.documents.sheets import asked, left_out

STYLES = getSampleStyleSheet()
SING = "Not on the first day, since the stitches may come loose when you open your mouth as wide as singers do."
DIVE = "Stay out of deep water for a month: the pressure hurts a fresh graft, however well it has healed till then."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "leaflet.pdf"


def built(path: Path, *parts: Flowable, frames: Sequence[Frame] = ()) -> Path:
    document = BaseDocTemplate(str(path), pagesize=A4) if frames else SimpleDocTemplate(str(path), pagesize=A4)
    if frames:
        document.addPageTemplates(PageTemplate(frames=list(frames)))
    document.build(list(parts))
    return path


def drawn(path: Path, *pages: Sequence[tuple[float, float, str]], size: int = 12, **options: Any) -> Path:
    """A file with words at places, in points from the left and the bottom."""
    canvas = Canvas(str(path), pagesize=A4, **options)
    for words in pages:
        canvas.setFont("Helvetica", size)
        for x, y, text in words:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: str, x: float = 60, top: float = 780, step: float = 16) -> list[tuple[float, float, str]]:
    return [(x, top - number * step, text) for number, text in enumerate(texts) if text]


def heading(text: str) -> Paragraph:
    return Paragraph(text, STYLES["Heading3"])


def body(text: str) -> Paragraph:
    return Paragraph(text, STYLES["BodyText"])


def test_headings_are_known_by_their_print_and_paragraphs_are_whole(path: Path) -> None:
    built(
        path,
        Paragraph("Your graft", STYLES["Title"]),
        heading("Singing"),
        body(SING * 3),
        heading("Diving"),
        body(DIVE),
    )
    assert asked(path) == {"Singing": [SING * 3], "Diving": [DIVE]}
    assert read_document(path).title == "Your graft"


def test_blank_lines_tell_headings_where_all_is_printed_alike(path: Path) -> None:
    drawn(path, lines("Eating", "", "Choose soft food for 24 hours.", "", "Can I smoke?", "", "Not for 72 hours."))
    assert asked(path) == {"Eating": ["Choose soft food for 24 hours."], "Can I smoke?": ["Not for 72 hours."]}


def test_a_question_may_run_over_two_lines(path: Path) -> None:
    drawn(path, lines("What should I do if one of my", "stitches comes out early?", "Ring us."))
    assert asked(path) == {"What should I do if one of my stitches comes out early?": ["Ring us."]}


def test_columns_are_read_one_after_the_other(path: Path) -> None:
    frames = [Frame(50, 60, 230, 720), Frame(315, 60, 230, 720)]
    built(path, heading("Can I sing?"), body(SING), FrameBreak(), heading("Can I dive?"), body(DIVE), frames=frames)
    assert asked(path) == {"Can I sing?": [SING], "Can I dive?": [DIVE]}


def test_columns_are_told_from_rows_though_their_lines_are_level(path: Path) -> None:
    left = lines("Can I sing?", "Not on the first day,", "nor loudly.", "Can I ski?", "Yes.")
    right = lines("Can I dive?", "Not before a month", "is over.", "Can I run?", "Soon.", x=320)
    drawn(path, [*left, *right])
    assert asked(path) == {
        "Can I sing?": ["Not on the first day, nor loudly."],
        "Can I ski?": ["Yes."],
        "Can I dive?": ["Not before a month is over."],
        "Can I run?": ["Soon."],
    }


@pytest.mark.parametrize("is_ruled", [True, False])
def test_a_table_of_questions_is_read_row_by_row(is_ruled: bool, path: Path) -> None:
    rules = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] * is_ruled
    table = Table([["Can I sing?", body(SING)], ["Can I dive?", body(DIVE)]], colWidths=[140, 300])
    table.setStyle(TableStyle([*rules, ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    built(path, Paragraph("Your graft", STYLES["Title"]), table)
    assert asked(path) == {"Can I sing?": [SING], "Can I dive?": [DIVE]}


def test_a_list_of_prices_is_read_row_by_row(path: Path) -> None:
    names = lines("Prices", "Crown", "Graft", "Cleaning")
    drawn(path, [*names, *lines("", "450 pounds", "80 pounds", "60 pounds", x=300)])
    assert asked(path) == {"How much does it cost?": ["Crown: 450 pounds", "Graft: 80 pounds", "Cleaning: 60 pounds"]}


def test_a_page_whose_order_cannot_be_known_is_left_to_a_person(path: Path) -> None:
    puzzle = [*lines("Wash", "Rest", "Sleep"), *lines("Soap", "Chair", "Bed", x=320)]
    drawn(path, lines("Can I sing?", "After a day."), puzzle)
    assert asked(path) == {"Can I sing?": ["After a day."]}
    assert {reason for _, reason in left_out(path)} == {UNSURE}
    assert {text for text, _ in left_out(path)} == {"Wash", "Rest", "Sleep", "Soap", "Chair", "Bed"}
    assert read_document(path).warnings == (f"page 2: {UNSURE}",)


def test_heads_feet_and_numbers_of_pages_are_left_out_and_said(path: Path) -> None:
    questions = ("Can I sing?", "Can I dive?", "Can I ski?")
    drawn(
        path,
        *(
            [
                (60, 815, "Harbour Lane Surgery"),
                *lines(question, f"Wait {number} days."),
                (280, 30, f"Page {number} of 3"),
            ]
            for number, question in enumerate(questions, 1)
        ),
    )
    assert asked(path) == {question: [f"Wait {number} days."] for number, question in enumerate(questions, 1)}
    assert left_out(path)[:2] == [
        ("Harbour Lane Surgery", "the head or foot of the pages"),
        ("Page 1 of 3", "the number or date of a page"),
    ]


def test_names_of_chapters_in_small_print_are_feet_that_part_no_sentence(path: Path) -> None:
    left = ("Can I sing?", "", "Sing after a week. Until then rest, and do not", "hum, as this loosens the stit-")
    right = (
        "ches of the wound.",
        "",
        "Can I dive?",
        "",
        "Stay out of deep water for a month, as",
        "the pressure hurts.",
    )
    canvas = Canvas(str(path), pagesize=A4)
    for chapter in ("Voice", "Sport", "Food"):
        canvas.setFont("Helvetica", 11)
        for x, y, text in (*lines(*left, x=40, top=700), *lines(*right, x=330, top=700)) if chapter == "Voice" else ():
            canvas.drawString(x, y, text)
        for x, y, text in lines("May I ski?", "", "Never.") if chapter == "Sport" else ():
            canvas.drawString(x, y, text)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 30, f"Chapter on {chapter}")
        canvas.showPage()
    canvas.save()
    assert asked(path) == {
        "Can I sing?": [
            "Sing after a week. Until then rest, and do not hum, as this loosens the stitches of the wound."
        ],
        "Can I dive?": ["Stay out of deep water for a month, as the pressure hurts."],
        "May I ski?": ["Never."],
    }
    reason = "the head or foot of the pages"
    assert left_out(path) == [(f"Chapter on {chapter}", reason) for chapter in ("Voice", "Sport", "Food")]


def test_lines_that_differ_in_digits_or_ask_are_no_heads(path: Path) -> None:
    drawn(path, *(lines("Can I sing?", f"Wait {days} days before a concert.") for days in (3, 5, 14, 21)))
    assert [answer for said in asked(path).values() for answer in said] == [
        f"Wait {days} days before a concert." for days in (3, 5, 14, 21)
    ]
    assert left_out(path) == []


def test_a_raised_mark_leads_to_its_note(path: Path) -> None:
    built(
        path,
        heading("Singing"),
        body("Do not sing for 36<super size=7>1</super> hours after the visit."),
        heading("Diving"),
        body("Never."),
        Spacer(1, 200),
        Paragraph("<super size=5>1</super> Ten days for tenors.", STYLES["Normal"].clone("note", fontSize=8)),
    )
    assert asked(path) == {
        "Singing": ["Do not sing for 36 hours after the visit.", "Ten days for tenors."],
        "Diving": ["Never."],
    }


def test_a_word_that_the_end_of_a_line_parts_is_whole_again(path: Path) -> None:
    drawn(
        path,
        lines(
            "Medicine",
            "",
            "You have to take all of your anti-",
            "biotics, even in the course of a long-",
            "term illness.",
        ),
    )
    assert asked(path) == {
        "Medicine": ["You have to take all of your antibiotics, even in the course of a long-term illness."]
    }


def test_mangled_letters_are_said_with_their_page(path: Path) -> None:
    drawn(path, lines("Can I sing?", "Yes."), lines("Can I dive?", "It has no beneXt, and it is di#cult."))
    (warning,) = read_document(path).warnings
    assert warning.startswith('letters look mangled on page 2, such as "beneXt"')


def test_a_page_that_is_a_picture_is_named(path: Path, tmp_path: Path) -> None:
    Image.new("RGB", (60, 80), "white").save(tmp_path / "scan.png")
    canvas = Canvas(str(path), pagesize=A4)
    for x, y, text in lines("Can I sing?", "After a day."):
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, *A4)
    canvas.save()
    assert asked(path) == {"Can I sing?": ["After a day."]}
    assert read_document(path).warnings == (f"page 2 is {SCANNED}",)


def test_a_locked_file_says_so(path: Path) -> None:
    drawn(path, lines("Can I sing?"), encrypt=pdfencrypt.StandardEncryption("open sesame"))
    with pytest.raises(DocumentError, match="locked with a password"):
        read_document(path)


def test_what_is_struck_or_white_is_left_out_and_said(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for x, y, text in lines("Can I sing?", "At once.", "After a day."):
        canvas.drawString(x, y, text)
    canvas.line(58, 768, 110, 768)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 700, "Ask Eve.")
    canvas.save()
    assert asked(path) == {"Can I sing?": ["After a day."]}
    assert left_out(path) == [("At once.", "struck through"), ("Ask Eve.", "hidden")]


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize(("angle", "place"), [(90, (0, -840)), (-90, (-840, 0)), (180, (-840, -840))])
def test_a_page_that_is_turned_as_a_whole_is_read(
    angle: int, place: tuple[int, int], rotation: int, path: Path
) -> None:
    canvas = Canvas(str(path), pagesize=(840, 840))
    canvas.setPageRotation(rotation)
    canvas.saveState()
    canvas.rotate(angle)
    canvas.translate(*place)
    for x, y, text in lines("Can I sing?", "", "After a day."):
        canvas.drawString(x, y, text)
    canvas.linkURL("https://choir.example", (60, 740, 130, 760), relative=1)
    canvas.restoreState()
    canvas.drawString(10, 10, "Leaf 4")
    canvas.save()
    assert asked(path) == {"Can I sing?": ["[After a day.](https://choir.example)"]}
    assert left_out(path) == [("Leaf 4", "turned text")]


@pytest.mark.parametrize(("angle", "place"), [(90, (300, -560)), (-90, (-700, 560)), (180, (-500, -300))])
def test_turned_text_is_said_the_way_it_is_read(angle: int, place: tuple[int, int], path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for x, y, text in lines("Can I sing?", "", "After a day."):
        canvas.drawString(x, y, text)
    canvas.rotate(angle)
    canvas.drawString(*place, "Not for children")
    canvas.save()
    assert asked(path) == {"Can I sing?": ["After a day."]}
    assert left_out(path) == [("Not for children", "turned text")]


def test_what_is_filled_in_in_a_form_is_said(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for x, y, text in lines("Can I sing?", "", "After a day."):
        canvas.drawString(x, y, text)
    canvas.acroForm.textfield(name="day", value="Monday", x=60, y=400)
    canvas.save()
    assert left_out(path) == [("Monday", "a field of a form")]


def test_a_link_keeps_its_address(path: Path) -> None:
    link = "<a href='https://clinic.example/days'>our calendar</a>"
    built(path, heading("Booking"), body(f"Choose a day on {link} and come."))
    assert asked(path) == {"Booking": ["Choose a day on [our calendar](https://clinic.example/days) and come."]}


def test_questions_without_answers_are_said(path: Path) -> None:
    drawn(path, lines("Can I sing?", "", "Can I dive?", "", "Can I ski?"))
    with pytest.raises(DocumentError, match="a question without an answer \\(3 times\\)"):
        read_document(path)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("style", ["BodyText", "Heading3"])
def test_a_long_list_of_questions_gives_each_its_own_answer(columns: int, style: str, path: Path) -> None:
    """Questions that run over lines, in bold or not, over several pages with heads, feet and lists."""
    expected: dict[str, list[str]] = {}
    parts: list[Flowable] = [Paragraph("Frequently asked questions", STYLES["Title"])]
    for number in range(24):
        question = f"What should I do if the skin around graft number {number} is still red after the first few days?"
        answer = f"Keep graft {number} cool. " + "Rest your arm and drink enough water in the days after it. " * (
            number % 3
        )
        expected[question] = [answer.strip(), f"- Call on day {number}"]
        item = ListItem(Paragraph(f"Call on day {number}", STYLES["BodyText"]))
        parts += [Paragraph(question, STYLES[style]), body(answer), ListFlowable([item], bulletType="bullet")]
    frames = [Frame(50 + 255 * number, 50, 510 / columns - 15, 740) for number in range(columns)]
    document = BaseDocTemplate(str(path), pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=_running))
    document.build(parts)
    assert asked(path) == expected


def _running(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 820, "Harbour Lane Surgery")
    canvas.drawCentredString(300, 25, str(document.page))


def test_what_stands_below_a_list_is_no_part_of_its_rows(path: Path) -> None:
    names = lines("When are you open?", "Weekdays", "Saturday", "Sunday", "", "Where are the lockers?")
    hours = lines("", "8 am to 6 pm", "10 am to 1 pm", "closed", x=250)
    drawn(path, [*names, *hours, *lines("They stand by the lift, on every floor of the house.", top=780 - 6 * 16)])
    assert asked(path) == {
        "When are you open?": ["Weekdays: 8 am to 6 pm", "Saturday: 10 am to 1 pm", "Sunday: closed"],
        "Where are the lockers?": ["They stand by the lift, on every floor of the house."],
    }


def test_a_table_without_rules_may_name_its_columns(path: Path) -> None:
    left = lines("Question", "Can I sing?", "Can I dive?")
    drawn(path, [*left, *lines("Answer", "After a day.", "Never.", x=250)])
    assert asked(path) == {"Can I sing?": ["After a day."], "Can I dive?": ["Never."]}


def test_a_note_in_small_print_needs_no_raised_mark(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for x, y, text in lines("Can I sing?", "", "Wait a few days and sing softly.", "", "Can I dive?", "Never again."):
        canvas.drawString(x, y, text)
    text = canvas.beginText(60, 764)
    text.textOut("Not for 36")
    text.setFont("Helvetica", 7)
    text.setRise(4)
    text.textOut("1")
    text.setRise(0)
    text.setFont("Helvetica", 12)
    text.textOut(" hours.")
    canvas.drawText(text)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 60, "1 Ten days for tenors.")
    canvas.save()
    assert asked(path) == {
        "Can I sing?": ["Not for 36 hours.", "Ten days for tenors.", "Wait a few days and sing softly."],
        "Can I dive?": ["Never again."],
    }


def test_a_table_without_lines_is_read_row_by_row(path: Path) -> None:
    rows = [("Room", "Morning", "Evening"), ("Blue", "7 to 9", "16 to 18"), ("Green", "8 to 10", "17 to 20")]
    cells = [
        (x, 640.0 - 18 * at, cell)
        for at, row in enumerate(rows)
        for x, cell in zip((60.0, 190.0, 330.0), row, strict=True)
    ]
    drawn(
        path,
        [
            (60.0, 720.0, "When may I visit?"),
            (60.0, 690.0, "Ring the bell at the gate."),
            *cells,
            (60.0, 540.0, "Bring nuts."),
        ],
    )
    assert asked(path) == {
        "When may I visit?": [
            "Ring the bell at the gate.",
            "Blue: Morning 7 to 9; Evening 16 to 18",
            "Green: Morning 8 to 10; Evening 17 to 20",
            "Bring nuts.",
        ]
    }


def test_a_row_whose_cells_stand_close_is_parted_as_the_others_are(path: Path) -> None:
    names = lines("Prices", "Crown", "Graft", "Crown and bridge")
    below = lines("You can pay by card, by bank transfer or at the desk when you have", "been treated.", top=700)
    drawn(path, [*names, *lines("", "450 pounds", "80 pounds", "900 pounds", x=163), *below])
    assert asked(path) == {
        "How much does it cost?": [
            "Crown: 450 pounds",
            "Graft: 80 pounds",
            "Crown and bridge: 900 pounds",
            "You can pay by card, by bank transfer or at the desk when you have been treated.",
        ]
    }


@pytest.mark.parametrize("degrees", [0, 38])
def test_what_is_printed_behind_or_across_the_text_is_left_out_whole(degrees: int, path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.saveState()
    canvas.setFont("Helvetica-Bold", 80)
    canvas.translate(90, 640)
    canvas.rotate(degrees)
    canvas.drawString(0, 0, "SAMPLE")
    canvas.restoreState()
    for at, text in enumerate(["May I hum?", "Softly.", "May I sing?", "After a week."]):
        canvas.setFont("Helvetica-Bold" if text.endswith("?") else "Helvetica", 12)
        canvas.drawString(100, 700 - 16 * at, text)
    canvas.save()
    assert asked(path) == {"May I hum?": ["Softly."], "May I sing?": ["After a week."]}
    assert left_out(path) == [("SAMPLE", "turned text" if degrees else "printed behind the text")]


def test_marks_of_a_list_that_are_drawn_part_its_items(path: Path) -> None:
    lines = [
        "For your first lesson, please bring these two things:",
        "a cup that does not break",
        "a towel",
        "See you.",
    ]
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 12)
    for at, text in enumerate(lines):
        canvas.drawString(100, 700 - 16 * at, text)
    for at in (1, 2):
        canvas.circle(88, 704 - 16 * at, 2, fill=1)
    canvas.save()
    (section,) = read_document(path).sections
    assert section.text.splitlines() == [lines[0], f"• {lines[1]}", f"• {lines[2]}", lines[3]]


def test_the_row_of_a_table_in_bold_names_its_columns(path: Path) -> None:
    table = Table([["Voice", "Fee"], ["Alto", "90"], ["Bass", "210"]])
    bold = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 1, colors.black), bold]))
    built(path, Paragraph("Voices", STYLES["Heading1"]), table)
    assert [section.text for section in read_document(path).sections] == ["Alto: 90\nBass: 210"]
