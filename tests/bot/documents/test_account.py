"""Nothing vanishes: every word of any document is in a draft, or in the list of what was left out and why."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from bot.documents import DocumentError, read_document
from bot.documents.drafts import Taken, drafts_of
from bot.documents.folder import draft_into
from bot.text import normalise, tokens

# Lines as documents have them, each with words that stand nowhere else: {n} is the line's number.
LINES = st.sampled_from(
    [
        "",
        "# Headalpha{n}",
        "## Headbeta{n}",
        "## Does it hurt?",
        "### Sidenote{n}:",
        "**Boldline{n}**",
        "CAPITALS{n} HERE",
        "Can I do thing{n}?",
        "Q: Is marked{n} fine?",
        "A: Answered{n} so.",
        "Q Can I barely{n} go",
        "Prose{n} stands here in full.",
        "prose{n} goes on without",
        "Crown{n}: 450 pounds",
        "- item{n} of a list",
        "1. numbered{n} item",
        "| cell{n} | value{n} |",
        "| Is cell{n} asked? | valued{n}. |",
        "A [worded{n}](https://clinic.example/place{n}) link.",
        "~~struck{n}~~ and kept{n}.",
        "Figure{n} has a note,¹ too.",
        "¹ Noted{n} below.",
        "<!-- commented{n} -->",
        "Trusted Source",
    ]
)
DOCUMENTS = st.lists(LINES, min_size=1, max_size=25).map(
    lambda lines: [line.format(n=n) for n, line in enumerate(lines)]
)


def kept_words(path: Path) -> set[str]:
    """The words with numbers that the drafts of `path` and its account have."""
    document = read_document(path)
    drafts, account = drafts_of(document, Taken())
    kept = [word for d in drafts for text in (d.question, d.section, *d.source, *d.examples) for word in words(text)]
    named = [word for section in document.sections for text in (section.name, *section.within) for word in words(text)]
    said = [word for item in account.left_out for word in words(item.text)]
    return {*kept, *named, *said, *words(document.title)}


def words(text: str) -> list[str]:
    return [word for word in tokens(normalise(text)) if re.search(r"[a-z]+\d+$", word)]


@settings(deadline=None, max_examples=150)
@given(DOCUMENTS)
@pytest.mark.parametrize("form", ["md", "txt"])
def test_no_word_of_a_text_vanishes(form: str, tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("any") / f"sheet.{form}"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert_all_there(path, "\n".join(lines))


@settings(deadline=None, max_examples=40)
@given(
    DOCUMENTS, st.lists(st.sampled_from(["Heading 1", "Heading 2", "List Bullet", "Normal"]), min_size=25, max_size=25)
)
def test_no_word_of_a_word_file_vanishes(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], styles: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "sheet.docx"
    document = docx.Document()
    for line, style in zip(lines, styles, strict=False):
        document.add_paragraph(line, style=style)
    document.save(str(path))
    assert_all_there(path, "\n".join(lines))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(LINES, max_size=4), min_size=1, max_size=12))
def test_no_word_of_a_workbook_vanishes(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("any") / "sheet.xlsx"
    book = Workbook()
    cells = [[cell.format(n=100 * n + m) for m, cell in enumerate(row)] for n, row in enumerate(rows)]
    for row in cells:
        book.active.append(row)
    book.save(path)
    assert_all_there(path, "\n".join(cell for row in cells for cell in row))


PLACES = st.tuples(st.integers(0, 24), st.sampled_from([60, 60, 250, 320, 460]), st.sampled_from([8, 11, 11, 11, 15]))


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(LINES, PLACES), min_size=1, max_size=30, unique_by=lambda drawn: drawn[1][:2]))
def test_no_word_of_a_pdf_vanishes(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[str, tuple[int, int, int]]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "sheet.pdf"
    canvas = Canvas(str(path), pagesize=(3_000, 842))
    texts = [text.format(n=number) for number, (text, _) in enumerate(drawn)]
    # What overlaps on the page cannot be read: each line begins where those before it in its row have ended.
    ends: dict[int, float] = {}
    for text, (_, (row, x, size)) in sorted(zip(texts, drawn, strict=True), key=lambda item: item[1][1][:2]):
        canvas.setFont("Helvetica", size)
        begin = max(x, ends.get(row, 0.0))
        canvas.drawString(begin, 800 - 24 * row, text)
        ends[row] = begin + canvas.stringWidth(text, "Helvetica", size) + 6
    canvas.save()
    assert_all_there(path, "\n".join(text for text in texts if "https" not in text))


def assert_all_there(path: Path, text: str) -> None:
    try:
        there = kept_words(path)
    except DocumentError as error:
        if "holds no text" not in str(error):
            raise
        return
    assert set(words(text)) <= there


def test_the_account_of_a_page_in_no_sure_order_is_a_comment_that_yaml_reads(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(60, 700, "Keep it dry.")
    canvas.showPage()
    for at, (left, right) in enumerate((("Wash", "Soap"), ("Rest", "Chair"), ("Sleep", "Bed"))):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 700 - 20 * at, left)
        canvas.drawString(320, 700 - 20 * at, right)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(61 + canvas.stringWidth(left, "Helvetica", 12), 705 - 20 * at, "1")
    canvas.save()
    (drafted,), _ = draft_into(tmp_path / "clinic", [read_document(path)], date(2026, 12, 1))
    said = [str(item) for item in drafted.account.left_out]
    assert 'page 2: "Wash 1": the order of its columns cannot be known: copy its text by hand' in said


def test_the_account_is_counted_and_stands_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_text("## Lockers\nBy the lift.\n\n## Can I sing?\nYes.\n\n## Can I ski?\n\n~~No.~~\n", encoding="utf-8")
    _, account = drafts_of(read_document(path), Taken())
    assert account.comment() == [
        "# Account: 1 question, 1 section, 2 lines not used:",
        '#   - line 9: "No.": struck through',
        '#   - line 7: "Can I ski?": a question without an answer',
    ]
