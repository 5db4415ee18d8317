"""A message in bare words, each with its place: sentences lie far apart, a comma counts as a word."""

from __future__ import annotations

import re

from bot.text import normalise, without_accents

SENTENCE = 1_000_000
"""More places than any message has words: the distance between two sentences."""

_PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|¿|\.{2,}|[,:()\[\]،]|\s[-–]+\s|—|[.!?;؟؛。]+")
_STOPS = frozenset(".!?;؟؛。")
_ASKING = frozenset("?؟")
_ELISION = re.compile(r"^([jnmldsct]|qu)'(?=..)")
# After these, an "s" is an "is"; after others it is mostly a possessive, and stands by itself.
_BEFORE_IS = frozenset({"he", "she", "it", "that", "there", "what", "who", "how", "where", "here", "let"})

ASKED = "?"
"""The word that a question mark is read as."""

Word = tuple[str, int]
"""A folded word and its place, which the parts of one written word share; less than SENTENCE lies between the places of
two words of one sentence."""


def split(text: str) -> list[str]:
    """Return the folded words of `text`, in order: no accents, no apostrophes, French "j'ai" as two."""
    return [word for word, _ in placed(text)]


def placed(text: str) -> list[Word]:
    """Return the folded words of any `text`, in order, with their places. A question mark is a word, as "¿" is."""
    words: list[Word] = []
    place = 0
    for piece in _PIECE.findall(bare(text)):
        if "'" in piece:
            parts = _unjoined(piece)
            words.extend((part, place) for part in parts)
            place += 1
        elif piece.isalnum() or piece[0].isdigit() or piece == "¿":
            words.append((piece, place))
            place += 1
        elif piece[0] in _STOPS and not piece.startswith(".."):
            if not _ASKING.isdisjoint(piece):
                words.append((ASKED, place))
            place = (place // SENTENCE + 1) * SENTENCE
        else:
            place += 1
    return words


def _unjoined(word: str) -> list[str]:
    """Return the parts of a word with apostrophes: "j'ai" and "wife's" are two, "can't" is one."""
    host, _, end = word.rpartition("'")
    if end == "s" and host not in _BEFORE_IS:
        word = f"{host} s"
    return _ELISION.sub(r"\1 ", word).replace("'", "").split()


def bare(text: str) -> str:
    """Normalise `text` and take its accents away."""
    return without_accents(normalise(text.replace("\n", " ; ")))
