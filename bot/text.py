"""Normalise text, cut it into tokens and sentences, and say numbers of things, for all other modules."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = (
    "\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u2018\u2019\u201b\u2032\u2035\ua78c"
)
# Marks that select how the character before them is drawn, that lengthen it, or that are drawn as nothing.
_UNSEEN = "\u034f\u0640\u115f\u1160\u3164" + "".join(map(chr, range(0xFE00, 0xFE10)))
# What NFKC and casefold would tear apart, or leave as it is: "´" becomes a space and an accent, "İ" an i and a dot.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_UNSEEN, ""),
        **{"ŉ": "'n", "“": '"', "”": '"', "İ": "i", "\u2010": "-", "\u2011": "-"},
    }
)
# Letters that are plainer ones in all but name, and the forms in which Arabic writes one letter.
_PLAIN = str.maketrans({"ł": "l", "ı": "i", "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ة": "ه", "ى": "ي", "ٱ": "ا"})
_LONGEST_CHARACTER = 18  # so many characters at most stand for one
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…؟。])[\s\"')]+(?=\S)|\n\s*")


def normalise(text: str) -> str:
    """Fold `text` to one form: NFKC, lower case, straight quotes, single spaces, nothing unprintable.

    Any string is taken. Format characters, such as soft hyphens and zero-width spaces, vanish: they part no words. Lone
    surrogates and control characters become spaces. A text of characters that
    stand for many ("ﷺ" is eighteen) is cut where it grows to more than about twice its length.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold()[: 2 * len(text) + _LONGEST_CHARACTER]
    printable = folded if folded.isprintable() else "".join(map(_printable, folded))
    return " ".join(printable.split())


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def normalise_lines(text: str) -> str:
    """Normalise each line of `text` by itself, so that a line break still ends a sentence."""
    return "\n".join(filter(None, map(normalise, text.splitlines())))


def collapse_blanks(text: str) -> str:
    """Return `text` with one space for each run of blanks in a line, and one line break for each run of them.

    A reader sees no difference, and no pattern that looks past blanks can be kept busy with a thousand of them.
    """
    return "\n".join(" ".join(words) for line in text.splitlines() if (words := line.split()))


def match_key(text: str) -> str:
    """Return the form under which a known phrase is found again: normalised, without the marks at its end."""
    normal = normalise(text)
    return normal.rstrip(" ?!.") or normal


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """Return the words and numbers of an already normalised text as `tokens` does, each with its start and end."""
    return [(fold(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def tokens(text: str) -> list[str]:
    """Return the words and numbers of an already normalised text, in order, accents and apostrophes dropped."""
    return [fold(word) for word in _WORD.findall(text)]


def words_in(text: str) -> list[str]:
    """Return the words and numbers of any text, in order, in the one form in which they are compared."""
    return tokens(normalise(text))


@lru_cache(maxsize=3_000)
def fold(word: str) -> str:
    """Return a word without accents and apostrophes: "liposucción" gives "liposuccion", "don't" gives "dont"."""
    return without_accents(word).replace("'", "")


def without_accents(text: str) -> str:
    """Return `text`, which is in lower case, without accents: "café" gives "cafe", "cœur" "coeur"."""
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(c for c in parted if not unicodedata.combining(c)).translate(_PLAIN)


def sentences(text: str) -> list[str]:
    """Split a text into its sentences, in order, none of them empty; line breaks end a sentence too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def counted(number: int, one: str, many: str = "") -> str:
    """Say a number of things: (1, "entry", "entries") gives "1 entry", (2, "case") gives "2 cases"."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
