"""Text as the rest of the house wants it: normalised, in tokens, in sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What NFKC and casefold would tear apart, or leave as it is: "´" becomes a space and an accent, "İ" an i and a dot.
_FOLDED = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "ŉ": "'n", "“": '"', "”": '"', "İ": "i"})
_LONGEST_CHARACTER = 18  # so many characters at most stand for one
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s\"')]+(?=\S)|\s*\n+\s*")


def normalise(text: str) -> str:
    """Fold `text` to one form: NFKC, lower case, straight quotes, single spaces, nothing unprintable.

    Any string is taken, lone surrogates and control characters included; they become spaces. A text of characters that
    stand for many ("ﷺ" is eighteen) is cut where it grows to more than about twice its length.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold()[: 2 * len(text) + _LONGEST_CHARACTER]
    printable = folded if folded.isprintable() else "".join(c if c.isprintable() else " " for c in folded)
    return " ".join(printable.split())


def normalise_lines(text: str) -> str:
    """Normalise each line of `text` by itself, so that a line break still ends a sentence."""
    return "\n".join(filter(None, map(normalise, text.splitlines())))


def collapse_blanks(text: str) -> str:
    """`text` with one space for each run of blanks within a line, and one line break for each run of lines' ends.

    A reader sees no difference, and no pattern that looks past blanks can be kept busy with a thousand of them.
    """
    return "\n".join(" ".join(words) for line in text.splitlines() if (words := line.split()))


def phrase(text: str) -> str:
    """`text` as a known phrase is found again: normalised, with or without the marks at its end."""
    normal = normalise(text)
    return normal.rstrip(" ?!.") or normal


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """Return the words and numbers of an already normalised text as `tokens` does, each with its start and end."""
    return [(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def tokens(text: str) -> list[str]:
    """The words and numbers of an already normalised text, in order, accents and apostrophes dropped."""
    return [fold(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word without accents and apostrophes: "liposucción" gives "liposuccion", "don't" gives "dont"."""
    if word.isascii():
        return word.replace("'", "")
    bare = unicodedata.normalize("NFD", word.replace("ł", "l"))
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("'", "")


def sentences(text: str) -> list[str]:
    """Split a text into its sentences, in order, none of them empty; line breaks end a sentence too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
