"""Documents for tests, made with the libraries by which offices' programs make theirs; and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.documents import passages, read_document
from bot.documents.document import LeftOut


def asked(path: Path) -> dict[str, list[str]]:
    """Each question that the document at `path` answers, with the lines of the answer."""
    return {passage.question: list(passage.lines) for passage in passages(read_document(path))[0]}


def left_out(path: Path) -> list[tuple[str, str]]:
    """What is left out of the document at `path`, with the reasons."""
    document = read_document(path)
    return [(item.text, item.reason) for item in all_left_out(path, document.left_out)]


def all_left_out(path: Path, of_document: Sequence[LeftOut]) -> list[LeftOut]:
    """What was left out in reading and in looking for questions."""
    return [*of_document, *passages(read_document(path))[1]]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """The new file `path` with `text`."""
    path.write_bytes(text.encode(encoding))
    return path
