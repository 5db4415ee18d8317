"""Whether an answer has two steps in another order than its source: "then" and "before" across sentences.

What changes places within one sentence is left to `exchanged_roles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.misplaced_quantities import facts
from bot.grounding.quantity_grammar import without_measures
from bot.text import normalise

MIN_SHARED = 0.6  # of the facts of the shorter of two steps that the other has, if both are the same step

_PIECES = re.compile(r"[.;:!]\s+|,?\s+and (?:only )?(?=(?:then|after that|afterwards|next|finally)\b)|,?\s+and\s+|,\s+")
_FIRST = re.compile(r"\b(?:first|beforehand)\b")
_FOLLOWS = re.compile(r"\b(?:then|next|last|finally|after that|afterwards|subsequently|follows?|followed by)\b")
_MARKS = re.compile(f"{_FIRST.pattern}|{_FOLLOWS.pattern}")
_MARKED_OFF = re.compile(rf"({_MARKS.pattern}), ")
_DENIED = re.compile(r"\b(?:not|never|no|cannot)\b|n't\b")  # "do not eat before it" is "eat after it"
_TIMED = re.compile(r"^(?P<one>.*?)\b(?P<order>before|after)\b (?!that\b)(?P<two>.+)$")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two steps by their facts, of which the first comes before the second, and how the second is worded."""

    earlier: frozenset[str]
    later: frozenset[str]
    text: str


def reordered_steps(answer: str, source: Sequence[str]) -> Iterator[str]:
    """The steps of `answer` that come after one which they come before in `source`."""
    known = _pairs(" ".join(source))
    for pair in _pairs(answer):
        if any(_is_turned(pair, other) for other in known):
            yield pair.text


def _is_turned(pair: _Pair, other: _Pair) -> bool:
    """Whether the steps of `pair` are those of `other` the other way round, told by what they do not share."""
    one, two = pair.earlier - pair.later, pair.later - pair.earlier
    a, b = other.earlier - other.later, other.later - other.earlier
    is_turned = min(_likeness(one, b), _likeness(two, a)) >= MIN_SHARED
    is_straight = max(_likeness(one, a), _likeness(two, b)) >= MIN_SHARED
    return is_turned and not is_straight


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def _pairs(text: str) -> list[_Pair]:
    """The steps of `text` whose order it tells, each with each that comes before it."""
    plain = _MARKED_OFF.sub(r"\1 ", normalise(text))
    pieces = [piece.strip(" .") for piece in _PIECES.split(plain) if piece.strip(" .")]
    found = [pair for piece in pieces for pair in _timed(piece)]
    for at, piece in enumerate(pieces):
        start = at
        while start and (_FOLLOWS.search(pieces[start]) or _FIRST.search(pieces[start - 1])):
            start -= 1
        found += [_pair(earlier, piece) for earlier in pieces[start:at]]
    return found


def _timed(piece: str) -> Iterator[_Pair]:
    """ "Dry it before you paint", "after drying, paint"."""
    if (found := _TIMED.match(piece)) and not _DENIED.search(piece):
        one, two = found["one"], found["two"]
        yield _pair(one, two) if found["order"] == "before" else _pair(two, one)


def _pair(earlier: str, later: str) -> _Pair:
    one, two = (frozenset(facts(without_measures(_MARKS.sub(" ", text)))) for text in (earlier, later))
    return _Pair(one, two, later)
