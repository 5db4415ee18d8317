"""Keep what was read of documents in files: `python -m bot.documents.shelf SHELF DOCUMENT...`.

Documents come from anywhere, and to read one may take any time and memory: it is best done in a process that ends.
"""

from __future__ import annotations

import hashlib
import pickle
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.content.stamp import stamp
from bot.documents.document import Document
from bot.documents.reading import read_document
from bot.errors import BotError

SECONDS = 120  # of a processor that reading one document may take
MOST = 1_000_000  # characters of one: answers are held against them while an editor waits

Outcome = Document | str  # a document, or what is wrong with it


def place(shelf: Path, path: Path) -> Path:
    """Return the file on the `shelf` for the document at `path` as it is now."""
    return shelf / hashlib.sha256(repr(stamp([path])).encode()).hexdigest()


def put(shelf: Path, path: Path, outcome: Outcome) -> None:
    """Keep what became of reading the document at `path`."""
    file = place(shelf, path)
    unfinished = file.with_name(f".{file.name}")
    unfinished.write_bytes(pickle.dumps(outcome))
    unfinished.replace(file)


def kept(shelf: Path, path: Path) -> Outcome:
    """Return what became of reading the document at `path`. Raises OSError where it was not read as it is now.

    The shelf must be a folder that nobody else can write to: whoever can, may have anything done.
    """
    outcome: Outcome = pickle.loads(place(shelf, path).read_bytes())
    return outcome


def read_all(shelf: Path, paths: Sequence[Path]) -> None:
    """Read the documents at `paths`, and keep each. The process ends at the first that takes too long to read."""
    for path in paths:
        with _bounded():
            outcome = _outcome(path)
        put(shelf, path, outcome)


@contextmanager
def _bounded() -> Iterator[None]:
    """End this process where what is inside takes more than SECONDS of a processor; lift that bound afterwards."""
    before, hard = resource.getrlimit(resource.RLIMIT_CPU)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, (before, hard))


def _outcome(path: Path) -> Outcome:
    try:
        document = read_document(path)
    except BotError as error:
        return str(error)
    if sum(len(block.text) for section in document.sections for block in section.blocks) > MOST:
        return f"{path}: holds more than {MOST:,} characters: split it in two"
    return document


if __name__ == "__main__":
    read_all(Path(sys.argv[1]), list(map(Path, sys.argv[2:])))
