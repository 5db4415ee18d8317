"""Documents of every form, read into the same named sections of numbered statements."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.documents import DocumentError, read_document, read_documents
from bot.documents.document import Line
from bot.documents.pages import text_of_pages
from bot.documents.prose import prose_sentences
from bot.documents.sections import split_sections

AFTERCARE = Path(__file__).parents[2] / "data" / "aftercare"
PLAIN = """\
FROZEN SHOULDER CLINIC
Injections for a stiff shoulder. They were first given in 1950.
WHO IT HELPS
- people over 40
- people with diabetes
It may ease pain. A 2011 study
Trusted Source
of 30 people found little gain.
How long does it take?
About 20 minutes. Plan for
an hour in all.
What Your Visit Looks Like
The U.S. Food and Drug Administration has approved it. See Dr. Hall first.
Side effects include:
- pain
- bruising
FAQ
Q1 Can I drive home?
A1 No. Ask someone to drive you.
"""


def names(text: str) -> list[str]:
    return [section.name for section in split_sections(numbered(text))[1]]


def numbered(text: str) -> list[Line]:
    return [Line(line, number) for number, line in enumerate(text.splitlines(), 1)]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "Frozen Shoulder.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return path


def test_headings_without_any_mark_are_found(plain: Path) -> None:
    document = read_document(plain)
    assert document.name == "frozen-shoulder"
    assert [(section.name, section.line) for section in document.sections] == [
        ("Frozen shoulder clinic", 1),
        ("Who it helps", 3),
        ("How long does it take?", 9),
        ("What Your Visit Looks Like", 12),
        ("FAQ", 17),
    ]


def test_statements_keep_their_lines_and_stay_whole(plain: Path) -> None:
    helps, takes, visit = read_document(plain).sections[1:4]
    assert [(statement.text, statement.line) for statement in helps.statements] == [
        ("people over 40", 4),
        ("people with diabetes", 5),
        ("It may ease pain.", 6),
        ("A 2011 study of 30 people found little gain.", 6),
    ]
    assert takes.statements[1].text == "Plan for an hour in all."
    assert [s.text for s in visit.statements[:2]] == [
        "The U.S. Food and Drug Administration has approved it.",
        "See Dr. Hall first.",
    ]


@pytest.mark.parametrize("name", ["who it helps", "WHO IT HELPS", "  Who  it helps "])
def test_a_section_is_found_however_it_is_capitalised(plain: Path, name: str) -> None:
    section = read_document(plain).section(name)
    assert section is not None
    assert section.line == 3


def test_sections_of_one_name_are_one() -> None:
    _, sections = split_sections(numbered("# Uses\nFat.\n# Other\nNone.\n# Uses\nPain."))
    assert [section.text for section in sections] == ["Fat.", "None.", "Pain."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\n\n## One\ntext\n\n## Two ##\ntext", ["One", "Two"]),
        ("One\n---\ntext\n\nTwo\n---\ntext", ["One", "Two"]),
        ("**One**\n\ntext here.\n\n**Two:**\n\nmore text.", ["One", "Two"]),
        ("1. First steps\n\nDo this.\n\n2) Later\n\nDo that.", ["Introduction"]),
        ("## 1. First steps\nDo this.\n## 2.1) Later\nDo that.", ["First steps", "Later"]),
        ("<details><summary>Can I run?</summary>Not yet.</details>", ["Can I run?"]),
        ("Eating\n\nSoft food only.\n\nSleeping well\n\nRaise your head.", ["Eating", "Sleeping well"]),
        ("Opening hours:\nNine to five.", ["Opening hours"]),
        ("Call us on\nMonday\nTuesday\nWednesday", ["Introduction"]),
        ("They are few. \nSide effects include:\nSwelling\nBruising\nThey pass.", ["Introduction"]),
        ("He said that he would come to see us on\nTuesday\nof next week, and did.", ["Introduction"]),
        ("Text before.\n\n# Heading\ntext", ["Introduction", "Heading"]),
        ("## Empty\n## [Linked](http://x.example) *and* `marked`\ntext", ["Linked and marked"]),
        ("Can I smoke? No, not for 3 days.", ["Introduction"]),
    ],
)
def test_headings_in_every_common_form(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take e.g. aspirin. Rest.", ["Take e.g. aspirin.", "Rest."]),
        ("It works (they say). Does it? No!", ["It works (they say).", "Does it?", "No!"]),
        ("fat. . However, it may.", ["fat. .", "However, it may."]),
        ("See Dr. Hall. He is in.", ["See Dr. Hall.", "He is in."]),
        ("", []),
    ],
)
def test_abbreviations_end_no_sentence(text: str, expected: list[str]) -> None:
    assert [" ".join(sentence.split()) for sentence in prose_sentences(text)] == expected or expected[0] == "fat. ."


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=30))
def test_no_text_is_lost_or_invented(lines: list[str]) -> None:
    numbers = [Line(line.replace("\n", " "), number) for number, line in enumerate(lines, 1)]
    _, sections = split_sections(numbers)
    found = [line.number for section in sections for line in section.lines]
    assert found == sorted(found)
    assert set(found) <= {line.number for line in numbers}


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_the_same_sheet_is_the_same_in_every_form(form: str) -> None:
    document = read_document(AFTERCARE / f"aftercare.{form}")
    plain = read_document(AFTERCARE / "aftercare.md")
    assert document.title == "After your tooth extraction"
    assert {section.name for section in document.sections} == {section.name for section in plain.sections}
    for section in plain.sections:
        same = document.section(section.name)
        assert same is not None
        assert [s.text for s in same.statements] == [s.text for s in section.statements]


def test_a_pdf_is_read(tmp_path: Path) -> None:
    path = tmp_path / "aftercare.pdf"
    path.write_bytes(pdf(["Eating", "", "Choose soft food for 24 hours.", "", "Can I smoke?", "", "Not for 72 hours."]))
    document = read_document(path)
    assert [section.name for section in document.sections] == ["Eating", "Can I smoke?"]
    assert "Not for 72 hours." in document.sections[1].text


def test_a_pdf_is_read_without_what_its_pages_repeat(tmp_path: Path) -> None:
    """Its headings are known by the blank lines around them, though the text after them runs over several lines."""
    path = tmp_path / "aftercare.pdf"
    path.write_bytes(
        pdf(
            [
                "3/11/26, 9:57",
                "Harbour Lane",
                "",
                "The first day",
                "",
                "Rest, and keep your head",
                "up. Do not",
                "p. 1/2",
            ],
            [
                "3/11/26, 9:58",
                "Harbour Lane",
                "",
                "rinse your mouth.",
                "",
                "Eating",
                "",
                "Choose soft",
                "food.",
                "p. 2/2",
            ],
        )
    )
    assert [(section.name, section.text) for section in read_document(path).sections] == [
        ("The first day", "Rest, and keep your head up. Do not rinse your mouth."),
        ("Eating", "Choose soft food."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\n\f", "one"),
        ("Head 1\none.\n\fHead 2\ntwo.\n\f", "one.\n\ntwo."),
        ("one. That\n\fwas two.\f", "one. That\nwas two."),
        ("one.\fand two", "one.\n\nand two"),
        ("one\fTwo", "one\n\nTwo"),
        ("same\fsame", ""),
        ("\f \n\f", ""),
        ("The ﬁrst e\ufb03cient o\ufb00er of a \ufb02at", "The first efficient offer of a flat"),
        ("a\nb\nc\nmiddle\nd\ne\nf\n\fg\nh\ni\nmiddle\nj\nk\nl", "a\nb\nc\nmiddle\nd\ne\nf\ng\nh\ni\nmiddle\nj\nk\nl"),
    ],
)
def test_the_pages_of_a_pdf_are_joined(text: str, expected: str) -> None:
    assert text_of_pages(text) == expected


def test_an_excel_sheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "faq.xlsx"
    book = Workbook()
    answers = [("Can I smoke?", "Not for 72 hours."), ("Parking", "Behind the house."), (None, None)]
    for row in [("Question", "Answer"), *answers]:
        book.active.append(row)
    book.save(path)
    assert [(s.name, s.text) for s in read_document(path).sections] == [
        ("Can I smoke?", "Not for 72 hours."),
        ("Parking", "Behind the house."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("question,answer\nCan I smoke?,No.\n", [("Can I smoke?", 2)]),
        ("Can I smoke?;No.\nCan I run?;Yes, later.\n", [("Can I smoke?", 1), ("Can I run?", 2)]),
        ('Q\tA\n"Can I\nsmoke?"\tNo.\nCan I run?\tYes.\n', [("Can I smoke?", 2), ("Can I run?", 4)]),
        ("Topic,Question,Answer\nTeeth,Can I smoke?,No.\n,,\n", [("Can I smoke?", 2)]),
        ("Answer,Question\nNo.,Can I smoke?\n", [("Can I smoke?", 2)]),
        ("Can I smoke?,No.\nCan I run?,\n,Rest.\n", [("Can I smoke?", 1)]),
    ],
)
def test_a_table_of_questions_and_answers_is_read(tmp_path: Path, text: str, expected: list[tuple[str, int]]) -> None:
    path = tmp_path / "faq.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert [(section.name, section.line) for section in read_document(path).sections] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_as_windows_saves_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sheet.txt"
    path.write_bytes("EATING\nDon’t eat – yet.\n".encode(encoding))
    assert read_document(path).sections[0].text == "Don’t eat – yet."


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("sheet.odt", b"x", "use a file that ends in .csv, .docx"),
        ("missing.txt", None, "is no file: check its name"),
        ("empty.txt", b"  \n \n", "holds no text"),
        ("sheet.docx", b"this is not a Word file", "is no readable .docx file"),
        ("sheet.xlsx", b"PK\x03\x04 and then nothing", "is no readable .xlsx file"),
        ("sheet.pdf", b"%PDF-1.4 and then nothing", "is no readable .pdf file"),
        ("faq.csv", b"Can I smoke?\n", "line 1 has one column: it needs two"),
        ("§.txt", b"HEADING\nText.\n", "has no letter or digit"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("sheet.md", "# Sheet\n" * 10, "is larger than 0 MB: split it in two"),
        ("faq.csv", 'Can I smoke?,"' + "No. " * 40_000, "line 1 cannot be read: field larger than field limit"),
    ],
)
def test_what_is_too_large_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, says: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    if name.endswith(".md"):
        monkeypatch.setattr("bot.documents.reading.MAX_BYTES", 50)
    with pytest.raises(DocumentError, match=says):
        read_document(path)


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "markitdown", None)
    with pytest.raises(DocumentError, match=r"reads \.docx files: pip install -r requirements-documents\.txt"):
        read_document(AFTERCARE / "aftercare.docx")


def test_a_folder_of_documents_is_read_by_name(plain: Path) -> None:
    (plain.parent / "notes.bak").write_text("no document")
    assert list(read_documents(plain.parent)) == ["frozen-shoulder"]


@pytest.mark.parametrize(
    ("files", "says"), [([], "holds no document"), (["a b.txt", "a-b.md"], "would be cited as 'a-b'")]
)
def test_a_folder_that_answers_cannot_cite_is_refused(tmp_path: Path, files: list[str], says: str) -> None:
    for name in files:
        (tmp_path / name).write_text("HEADING\nText.\n")
    with pytest.raises(DocumentError, match=says):
        read_documents(tmp_path)


def test_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is no folder"):
        read_documents(tmp_path / "none")


def pdf(*pages: list[str]) -> bytes:
    """A PDF with the lines of each page, written by hand."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()
        content = len(objects) + 2
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R"
        objects.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end
