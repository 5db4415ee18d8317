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
_AS_TEXT = "open it and save it as .docx"
_AS_TABLE = "open it and save it as .xlsx"
_AS_PAGES = "open it and save it as .pdf"
_PICTURE = ("is a picture", "have its words recognised, hold them against it, and save them as .docx")
_MAIL = ("is a mail", "save the words in it as .txt")
_ARCHIVE = ("is an archive", "unpack it and give each document that is in it")
_BOOK = ("is an electronic book", "save the words in it as .docx")
_UNREAD = {
    ".doc": (
        "is of Office's old form, or locked with a password",
        "open it and save it as .docx or .xlsx, without a password",
    ),
    ".docm": ("is a Word file with macros", _AS_TEXT),
    **dict.fromkeys((".odt", ".fodt"), ("is an OpenDocument file", "open it and save it as .docx or .xlsx")),
    ".rtf": ("is rich text", _AS_TEXT),
    ".pages": ("is a file of Apple's", "open it and export it as .docx or .xlsx"),
    ".ods": ("is an OpenDocument table", _AS_TABLE),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), ("is a set of slides", _AS_PAGES)),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".heic", ".bmp"), _PICTURE),
    **dict.fromkeys((".eml", ".msg"), _MAIL),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz"), _ARCHIVE),
    **dict.fromkeys((".epub", ".mobi"), _BOOK),
}
_UNREAD |= {".xls": _UNREAD[".doc"], ".numbers": _UNREAD[".pages"], ".key": _UNREAD[".pages"]}


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
    return ": ".join(_UNREAD.get(ending, ()))


def _packed_ending(path: Path, own: str) -> str:
    """The ending of an archive by what it holds; its own, where it cannot be opened or names a form without reader."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return own
    found = (ending for name, ending in _PACKED if any(map(name.match, names)))
    return next(found, own if own in _UNREAD else ".zip")
