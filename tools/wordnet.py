"""WordNet's database, as Debian's package wordnet-base installs it; the manual page wndb describes its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.errors import BotError

FOLDER = Path("/usr/share/wordnet")

Senses = Mapping[str, list[str]]


class Pointer(NamedTuple):
    """What leads from a synset to another: its symbol, such as "!" from a word to its opposite, and where it leads.

    `word` and `other` number the words that it joins, from 1; both are 0 where it joins whole synsets.
    """

    symbol: str
    synset: str
    word: int
    other: int


@dataclass(frozen=True, slots=True)
class Synset:
    """Words of one meaning, the number of their lexicographer file, and what stands for the meaning: its gloss."""

    file: str
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    gloss: str


def read_wordnet(name: str) -> str:
    """Return the text of a file of WordNet, such as "data.noun". Raises BotError where it is not there."""
    try:
        return (FOLDER / name).read_text(encoding="latin-1")
    except OSError as error:
        raise BotError(f"{error.filename}: {error.strerror}: install Debian's package wordnet-base") from None


def synsets(data: str) -> dict[str, Synset]:
    """Return the synsets of a data file by their offsets."""
    return {line[:8]: _synset(line) for line in data.splitlines() if line[:1].isdigit()}


def _synset(line: str) -> Synset:
    head, _, gloss = line.partition(" | ")
    fields = head.split()
    first = 5 + 2 * int(fields[3], 16)
    words = tuple(word.split("(")[0] for word in fields[4 : first - 1 : 2])
    pointers = [fields[at : at + 4] for at in range(first, first + 4 * int(fields[first - 1]), 4)]
    joined = (Pointer(symbol, to, int(ends[:2], 16), int(ends[2:], 16)) for symbol, to, _, ends in pointers)
    return Synset(fields[1], words, tuple(joined), gloss.strip())


def senses(index: str) -> Senses:
    """Return the offsets of each word's synsets in an index file, the commonest sense first."""
    entries = (line.split() for line in index.splitlines() if not line.startswith(" "))
    return {fields[0]: fields[-int(fields[2]) :] for fields in entries}
