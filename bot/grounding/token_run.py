"""The tokens of a text as quantities are read from them: numbers with their marks, words and signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from unicodedata import numeric

from bot.text import normalise

_VULGAR = re.compile(r"(\d?)([¼-¾⅐-⅞])")
_POWER = re.compile(r"(?<=10)[⁰¹²³⁴-⁹]+")
_SQUARE = re.compile(r"(?<=m)[²³]")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+")
_HALF_DAY = re.compile(r"\b([ap])\. ?m\b\.?", re.IGNORECASE)
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")

_Meaning = TypeVar("_Meaning")


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign of a text, where it stands there, and whether a space stands before it."""

    text: str
    start: int
    end: int
    is_spaced: bool


class Run(list[Token]):
    """The tokens of a text in order."""

    def word(self, at: int) -> str:
        """The text of the token at `at`; empty outside the text."""
        return self[at].text if 0 <= at < len(self) else ""

    def words(self, start: int, end: int) -> list[str]:
        """The texts of the tokens from `start` to `end`, as far as there are so many."""
        return [token.text for token in self[max(0, start) : end]]


def phrases(listed: Mapping[_Meaning, str]) -> dict[tuple[str, ...], _Meaning]:
    """Each phrase of one to three words by its words, out of what each meaning is `listed` under, parted by commas."""
    return {tuple(words.split()): meaning for meaning, said in listed.items() for words in said.split(", ")}


def phrase_at(run: Run, at: int, known: Mapping[tuple[str, ...], _Meaning]) -> tuple[_Meaning, int] | None:
    """What the longest phrase at `at` means, and the position after it; None where none of `known` stands there."""
    found = (words for end in (at + 3, at + 2, at + 1) if (words := tuple(run.words(at, end))) in known)
    return next(((known[words], at + len(words)) for words in found), None)


def tokenise(text: str) -> tuple[str, Run]:
    """`text` normalised so that no figure changes its value, and its tokens, without the "'s" of "a week's"."""
    text = _VULGAR.sub(_written_out, text.replace("\u2044", "/"))
    text = _POWER.sub(lambda found: "^" + normalise(found[0]), text)
    text = _SQUARE.sub(lambda found: normalise(found[0]), text)
    plain = _HALF_DAY.sub(r"\1m", normalise(_RAISED.sub("", text)))
    found = list(_TOKEN.finditer(plain))
    ends = [-1, *(match.end() for match in found)]
    spans = zip(found, ends, strict=False)
    return plain, Run(Token(m[0].removesuffix("'s"), m.start(), m.end(), m.start() > end) for m, end in spans)


def _written_out(found: re.Match[str]) -> str:
    """A fraction of one character in digits: "1½" gives "1 1/2"."""
    value = numeric(found[2])
    below = next(number for number in range(2, 11) if abs(value * number - round(value * number)) < 1e-6)
    return f"{found[1]} {round(value * below)}/{below}"
