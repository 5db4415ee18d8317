"""Files that are not what they are called, or have no reader."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.documents import DocumentError, read_document


def packed(*names: str) -> bytes:
    """An archive of files with these names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


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
