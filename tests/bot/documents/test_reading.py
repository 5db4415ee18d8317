"""Documents of every form, read into the same named sections of numbered statements."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from bot.content import load_intents
from bot.documents import DocumentError, draft_into, read_document, read_documents

AFTERCARE = Path(__file__).parents[2] / "data" / "aftercare"


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


def test_of_a_folder_the_documents_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a folder: name the documents in it"):
        read_document(tmp_path)


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
