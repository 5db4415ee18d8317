"""What a file is, by its first bytes or else its name's ending, and what to do with one that has no reader."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_HEAD = 1_024  # bytes at a file's start that tell what it is
_SIGNATURES = (
    (re.compile(rb".{0,1000}?%PDF-", re.DOTALL), ".pdf"),
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), ".doc"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avi)", re.DOTALL), ".png"),
    (re.compile(rb"7z\xbc\xaf|Rar!|\x1f\x8b"), ".zip"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE), ".html"),
)
# What an archive holds, and the form of document that is such an archive.
_PACKED = (
    (re.compile(r"word/vbaProject"), ".docm"),
    (re.compile(r"word/"), ".docx"),
    (re.compile(r"xl/"), ".xlsx"),
    (re.compile(r"ppt/"), ".pptx"),
    (re.compile(r"META-INF/container\.xml|.*\.opf"), ".epub"),
    (re.compile(r"content\.xml"), ".odt"),
    (re.compile(r"Index(?:/|\.zip)"), ".pages"),
)
# The forms without a reader, by their endings: what a file of each is, and what to do with it.
_FORMS = (
    (".doc .xls", "is of Office's old form, or locked with a password: open it and save it without, as .docx or .xlsx"),
    (".docm", "is a Word file with macros: open it and save it as .docx"),
    (".odt .ods", "is an OpenDocument file: open it and save it as .docx or .xlsx"),
    (".rtf", "is rich text: open it and save it as .docx"),
    (".pages .numbers", "is a file of Apple's: open it and export it as .docx or .xlsx"),
    (".ppt .pptx .odp .key", "is a set of slides: open it and save it as .pdf"),
    (
        ".png .jpg .jpeg .gif .tif .tiff .webp .heic .bmp",
        "is a picture: have its words recognised, and save them as .docx",
    ),
    (".msg", "is a mail in Outlook's own form: save it as .eml, or the words in it as .txt"),
    (".mht .mhtml", "is a web page with all its files: open it in a browser and save it as .html"),
    (".json .xml", "holds another program's data: export it there as .csv, .xlsx or .html"),
    (".zip .7z .rar .gz", "is an archive: unpack it and give each document that is in it"),
    (".epub .mobi", "is an electronic book: save the words in it as .docx"),
)
_UNREAD = {ending: said for endings, said in _FORMS for ending in endings.split()}


def true_ending(path: Path) -> str:
    """The ending that a file's first bytes ask for; its own in lower case, where they tell nothing."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    own = path.suffix.lower()
    if head.startswith(b"PK\x03\x04"):
        return _packed_ending(path, own)
    return next((ending for signature, ending in _SIGNATURES if signature.match(head)), own)


def unread(ending: str) -> str:
    """What a file of that ending is and what to do with it; empty for an ending that is not known."""
    return _UNREAD.get(ending, "")


def _packed_ending(path: Path, own: str) -> str:
    """The ending of an archive by what it holds; its own, where it cannot be opened or names a form without reader."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return own
    found = (ending for name, ending in _PACKED if any(map(name.match, names)))
    return next(found, own if own in _UNREAD else ".zip")
