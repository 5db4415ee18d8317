"""Read a document of any form that clinics use."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

from bot.content.ids import plain_words, unmistakable
from bot.documents.document import Document, DocumentError, Reading
from bot.documents.file_kind import true_ending, unread
from bot.documents.sections import split_sections
from bot.documents.typography import mangled

INSTALL = "pip install -r requirements-documents.txt"
MAX_BYTES = 25_000_000

# The form of each ending: its reader is the module of that name in bot/documents/readers.
_FORMS = {
    ".txt": "markdown",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "csv",
    ".docx": "word",
    ".pdf": "pdf",
    ".xlsx": "excel",
    ".html": "html",
    ".htm": "html",
    ".eml": "mail",
}


def read_document(path: Path) -> Document:
    """Read `path`, whose ending tells its form. Raises DocumentError where it cannot be read."""
    reading = _read(path, _form(path))
    title, sections = split_sections(reading)
    if not sections:
        raise DocumentError(path, _why_empty(reading))
    warnings = (*reading.warnings, *_letters(reading))
    name = document_name(path)
    return Document(name, path, title or _spoken(path.stem), sections, tuple(reading.left_out), warnings)


def read_documents(folder: Path) -> dict[str, Document]:
    """All documents in `folder`, by name. Raises DocumentError: for no folder, none in it, or two of one name."""
    if not folder.is_dir():
        raise DocumentError(folder, "is no folder: give the folder that holds the clinic's documents")
    documents: dict[str, Document] = {}
    for path in document_files(folder):
        document = read_document(path)
        if first := documents.get(document.name):
            raise DocumentError(path, f"would be cited as '{document.name}', as {first.path} is: rename one of them")
        documents[document.name] = document
    if not documents:
        raise DocumentError(folder, f"holds no document: put one there that ends in {', '.join(sorted(_FORMS))}")
    return documents


def document_files(folder: Path) -> list[Path]:
    """The files in `folder` whose ending is that of a document, in order; not what systems and editors leave there."""
    found = (path for path in folder.iterdir() if path.suffix.lower() in _FORMS)
    return sorted(path for path in found if not path.name.startswith((".", "~$")))


def document_name(path: Path) -> str:
    """The name that answers cite the document by: "Dental Aftercare (v2).docx" gives "dental-aftercare-v2"."""
    name = unmistakable("-".join(plain_words(path.stem)), "document")[:60].strip("-")
    if not name:
        raise DocumentError(path, "has no letter or digit in its name that answers could cite it by: rename it")
    return name


def _form(path: Path) -> str:
    """The form of the file at `path`. Raises DocumentError for none, and for one whose ending says another thing."""
    if path.is_dir():
        raise DocumentError(path, "is a folder: name the documents in it, one or more")
    if not path.is_file():
        raise DocumentError(path, "is no file: check its name and folder")
    size = path.stat().st_size
    if not size:
        raise DocumentError(path, "holds no text, as it is empty: save it again")
    if size > MAX_BYTES:
        raise DocumentError(path, f"is larger than {MAX_BYTES // 1_000_000} MB: split it in two")
    ending = true_ending(path)
    form = _FORMS.get(ending)
    if form is None:
        known = f"cannot be read: use a file that ends in {', '.join(sorted(_FORMS))}"
        raise DocumentError(path, unread(ending) or known)
    if form != _FORMS.get(path.suffix.lower()):
        raise DocumentError(path, f"is a {ending} file by what is in it: give it a name that ends in {ending}")
    return form


def _read(path: Path, form: str) -> Reading:
    try:
        reading: Reading = import_module(f"bot.documents.readers.{form}").read(path)
    except DocumentError:
        raise
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("bot"):
            raise
        raise DocumentError(path, f"needs a library that reads {path.suffix} files: {INSTALL}") from None
    except MemoryError:
        raise DocumentError(path, "takes too much memory to read: split it in two") from None
    except Exception as error:  # the formats' own libraries raise whatever they like
        problem = f"is no readable {path.suffix} file ({type(error).__name__}): open it and save it anew"
        raise DocumentError(path, problem) from error
    return reading


def _why_empty(reading: Reading) -> str:
    """What a document without text holds instead."""
    if not reading.left_out:
        return "holds no text: where its pages are pictures, save them as text first"
    reasons = Counter(f"{item.place}: {item.reason}" for item in reading.left_out)
    said = [f"{reason} ({count} times)" if count > 1 else reason for reason, count in reasons.most_common(5)]
    return f"holds no text that can be used: {'; '.join(said)}"


def _letters(reading: Reading) -> list[str]:
    """A warning for each page or document whose letters are not those that were printed."""
    found: dict[str, str] = {}
    for block in reading.blocks:
        for word in mangled([block.text]):
            found.setdefault(f"on page {block.page}" if block.page else f"on line {block.line}", word)
    return [
        f'letters look mangled {place}, such as "{word}": hold the drafts against it' for place, word in found.items()
    ]


def _spoken(stem: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", stem))
    return words[:1].upper() + words[1:]
