"""Documents of every form, read into the same named sections of numbered statements."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.documents import DocumentError, draft_into, read_document, read_documents
from bot.documents.prose import prose_sentences
from bot.documents.readers.markdown import read_text
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
    return [section.name for section in split_sections(read_text(text))[1]]


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
    (section,) = read_document(plain).sections_named(name)
    assert section.line == 3


def test_sections_of_one_heading_are_told_apart() -> None:
    assert names("# Uses\nFat.\n# Other\nNone.\n# Uses\nPain.") == ["Uses", "Other", "Other: uses"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\n\n## One\ntext\n\n## Two ##\ntext", ["One", "Two"]),
        ("One\n---\ntext\n\nTwo\n---\ntext", ["One", "Two"]),
        ("**One**\n\ntext here.\n\n**Two:**\n\nmore text.", ["One", "Two"]),
        ("1. First steps\n\nDo this.\n\n2) Later\n\nDo that.", ["Introduction"]),
        ("## 1. First steps\nDo this.\n## 2.1) Later\nDo that.", ["First steps", "Later"]),
        ("## 1.2 First steps\nDo this.\n## 2.5 ml a day\nDo that.", ["First steps", "2.5 ml a day"]),
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


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_the_same_sheet_is_the_same_in_every_form(form: str) -> None:
    document = read_document(AFTERCARE / f"aftercare.{form}")
    plain = read_document(AFTERCARE / "aftercare.md")
    assert document.title == "After your tooth extraction"
    assert {section.name for section in document.sections} == {section.name for section in plain.sections}
    for section in plain.sections:
        (same,) = document.sections_named(section.name)
        assert [s.text for s in same.statements] == [s.text for s in section.statements]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_as_windows_saves_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sheet.txt"
    path.write_bytes("EATING\nDon’t eat – yet.\n".encode(encoding))
    assert read_document(path).sections[0].text == "Don’t eat – yet."


def packed(*names: str) -> bytes:
    """An archive of files with these names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def test_of_a_folder_the_documents_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a folder: name the documents in it"):
        read_document(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("sheet.xyz", b"x", "use a file that ends in .csv, .docx"),
        ("sheet.odt", b"x", "is an OpenDocument file: open it and save it as .docx or .xlsx"),
        ("Letter.MSG", b"From: reception\n\nBring your card.", "is a mail in Outlook's own form: save it as .eml"),
        ("numbers.pages", b"PK\x03\x04", "is a file of Apple's: open it and export it as .docx"),
        ("folder.zip", b"PK\x03\x04", "is an archive: unpack it"),
        ("none.docx", b"", "holds no text, as it is empty: save it again"),
        ("card.txt", b"\xef\xbb\xbf<!DOCTYPE html>\n<p>Bring it.</p>", "a .html file by what is in it: give it a name"),
        ("card.docx", b"\n%PDF-1.7\n", "a .pdf file by what is in it: give it a name that ends in .pdf"),
        ("card.md", packed("[Content_Types].xml", "word/document.xml"), "a .docx file by what is in it"),
        ("card.doc", packed("[Content_Types].xml", "word/document.xml"), "give it a name that ends in .docx"),
        ("card.csv", packed("[Content_Types].xml", "xl/workbook.xml"), "a .xlsx file by what is in it"),
        ("card.docm", packed("word/document.xml", "word/vbaProject.bin"), "is a Word file with macros"),
        ("card.pages", packed("preview.jpg"), "is a file of Apple's"),
        ("card.pdf", packed("ppt/presentation.xml"), "is a set of slides: open it and save it as .pdf"),
        ("card.docx", packed("mimetype", "content.xml"), "is an OpenDocument file"),
        ("card.html", packed("META-INF/container.xml", "one.xhtml"), "is an electronic book"),
        ("card.xlsx", packed("one.txt", "two.txt"), "is an archive: unpack it"),
        ("card.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is of Office's old form, or locked with a password: open"),
        ("card.docx", rb"{\rtf1\ansi Bring your card.}", "is rich text: open it and save it as .docx"),
        ("faq.json", b'[{"title": "May I sing?"}]', "holds another program's data: export it there as .csv"),
        ("faq.mht", b"MIME-Version: 1.0\n", "is a web page with all its files: open it in a browser"),
        ("card.md", b"\x89PNG\r\n\x1a\n", "is a picture: have its words recognised"),
        ("card.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a picture"),
        ("missing.txt", None, "is no file: check its name"),
        ("blank.txt", b"  \n \n", "holds no text"),
        ("sheet.docx", b"this is not a Word file", "is no readable .docx file"),
        ("sheet.xlsx", b"PK\x03\x04 and then nothing", "is no readable .xlsx file"),
        ("sheet.pdf", b"%PDF-1.4 and then nothing", "is no readable .pdf file"),
        ("faq.csv", b"Can I smoke?\n", "line 1 has one column: it needs two"),
        ("(!).txt", b"HEADING\nText.\n", "has no letter or digit"),
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
    monkeypatch.delitem(sys.modules, "bot.documents.readers.word", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
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


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Dental Aftercare (v2)", "dental-aftercare-v2"),
        ("Dr. Lane's sheet", "dr-lane-s-sheet"),
        ("Hygiène à la maison", "hygiene-a-la-maison"),
        ("Уход за зубами", "ukhod-za-zubami"),
        ("2026-11-30", "document-2026-11-30"),
        ("2026", "document-2026"),
        ("off", "document-off"),
    ],
)
def test_any_file_name_gives_a_name_that_answers_can_cite(tmp_path: Path, stem: str, name: str) -> None:
    path = tmp_path / f"{stem}.md"
    path.write_text("# Sheet\n\n## Can I eat?\n\nSoft food.\n", encoding="utf-8")
    document = read_document(path)
    assert document.name == name
    draft_into(tmp_path / "clinic", [document], date(2026, 11, 24))
    [draft] = load_intents(tmp_path / "clinic").drafts
    assert draft.sources[0].document == name
