"""Read a document of any form that clinics use into numbered lines of Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from bot.documents.document import Document, DocumentError, Line
from bot.documents.pages import text_of_pages
from bot.documents.sections import split_sections
from bot.documents.tables import Row, table_lines

INSTALL = "pip install -r requirements-documents.txt"
MAX_BYTES = 25_000_000


def read_document(path: Path) -> Document:
    """Read `path`, whose ending tells its form. Raises DocumentError where it cannot be read."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise DocumentError(path, f"cannot be read: use a file that ends in {', '.join(sorted(_READERS))}")
    if not path.is_file():
        raise DocumentError(path, "is no file: check its name and folder")
    if path.stat().st_size > MAX_BYTES:
        raise DocumentError(path, f"is larger than {MAX_BYTES // 1_000_000} MB: split it in two")
    title, sections = split_sections(reader(path))
    if not sections:
        raise DocumentError(path, "holds no text: where its pages are pictures, save them as text first")
    return Document(document_name(path), path, title or _spoken(path.stem), sections)


def read_documents(folder: Path) -> dict[str, Document]:
    """All documents in `folder`, by name. Raises DocumentError: for no folder, none in it, or two of one name."""
    if not folder.is_dir():
        raise DocumentError(folder, "is no folder: give the folder that holds the clinic's documents")
    documents: dict[str, Document] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in _READERS:
            continue
        document = read_document(path)
        if first := documents.get(document.name):
            raise DocumentError(path, f"would be cited as '{document.name}', as {first.path} is: rename one of them")
        documents[document.name] = document
    if not documents:
        raise DocumentError(folder, f"holds no document: put one there that ends in {', '.join(sorted(_READERS))}")
    return documents


def document_name(path: Path) -> str:
    """The name that answers cite the document by: "Dental Aftercare (v2).docx" gives "dental-aftercare-v2"."""
    name = "-".join(re.findall(r"[a-z0-9]+", path.stem.lower()))[:60].strip("-")
    if not name:
        raise DocumentError(path, "has no letter or digit in its name that answers could cite it by: rename it")
    return name


def _spoken(stem: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", stem))
    return words[:1].upper() + words[1:]


def _numbered(text: str) -> list[Line]:
    return [Line(line.rstrip(), number) for number, line in enumerate(text.splitlines(), 1)]


def _text(path: Path) -> str:
    data = path.read_bytes()
    # Word saves "plain text" as UTF-16 or in the Windows code page, and editors cannot be expected to know that.
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _read_text(path: Path) -> list[Line]:
    return _numbered(_text(path))


def _read_csv(path: Path) -> list[Line]:
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        start = 1
        for cells in reader:
            rows.append((start, [" ".join(cell.split()) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise DocumentError(path, f"line {reader.line_num} cannot be read: {error}") from None
    for number, cells in rows:
        if any(cells) and len(cells) < 2:
            raise DocumentError(path, f"line {number} has one column: it needs two, a question and its answer")
    return table_lines(rows, is_faq=True)


def _library(path: Path, name: str) -> ModuleType:
    try:
        return import_module(name)
    except ImportError:
        raise DocumentError(path, f"needs a library that reads {path.suffix} files: {INSTALL}") from None


def _converted(path: Path, converter: str, content: bytes) -> str:
    """`content` as Markdown, by that converter alone: MarkItDown's own guess would read a broken file as plain text."""
    library = _library(path, "markitdown")
    converters = _library(path, "markitdown.converters")
    try:
        info = library.StreamInfo(extension=path.suffix.lower())
        return str(getattr(converters, converter)().convert(io.BytesIO(content), info).markdown)
    except library.MissingDependencyException:
        raise DocumentError(path, f"needs a library that reads {path.suffix} files: {INSTALL}") from None
    except Exception as error:  # the formats' own libraries raise whatever they like
        problem = f"is no readable {path.suffix} file ({type(error).__name__}): open it and save it anew"
        raise DocumentError(path, problem) from None


def _read_docx(path: Path) -> list[Line]:
    return _numbered(_converted(path, "DocxConverter", path.read_bytes()))


def _read_pdf(path: Path) -> list[Line]:
    return _numbered(text_of_pages(_converted(path, "PdfConverter", path.read_bytes())))


def _read_xlsx(path: Path) -> list[Line]:
    return _numbered(_converted(path, "XlsxConverter", path.read_bytes()))


def _read_html(path: Path) -> list[Line]:
    _library(path, "bs4")
    prepared = import_module("bot.documents.web_page").prepared
    return _numbered(_converted(path, "HtmlConverter", prepared(path.read_bytes()).encode()))


_READERS: dict[str, Callable[[Path], list[Line]]] = {
    ".txt": _read_text,
    ".md": _read_text,
    ".markdown": _read_text,
    ".csv": _read_csv,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
    ".xlsx": _read_xlsx,
    ".html": _read_html,
    ".htm": _read_html,
}
