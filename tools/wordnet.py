"""WordNet's database, as Debian's package wordnet-base installs it; the manual page wndb describes its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.errors import BotError

FOLDER = Path("/usr/share/wordnet")

Senses = Mapping[str, list[str]]


def read_wordnet(name: str) -> str:
    """Return the text of a file of WordNet, such as "data.noun". Raises BotError where it is not there."""
    try:
        return (FOLDER / name).read_text(encoding="latin-1")
    except OSError as error:
        raise BotError(f"{error.filename}: {error.strerror}: install Debian's package wordnet-base") from None


def senses(index: str) -> Senses:
    """Return the offsets of each word's synsets in an index file, the commonest sense first."""
    entries = (line.split() for line in index.splitlines() if not line.startswith(" "))
    return {fields[0]: fields[-int(fields[2]) :] for fields in entries}
