"""What each quantity is said of: the same number may stand in the source, and be another thing's.

A quantity is told by its company: the words of the piece of a sentence in which it stands. Words count by how few
statements of the source have them (inverse document frequency; Spärck Jones, 1972).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log

from bot.grounding.quantity import Quantity
from bot.grounding.quantity_grammar import is_number_word, quantities, without_measures
from bot.grounding.unsupported_quantities import is_as_much, is_end_of
from bot.grounding.words import FUNCTION_WORDS, telling_roots
from bot.text import normalise, tokens

MIN_COMPANY = 0.6  # of the company of a quantity that another one of its kind keeps, if it is that one's
BESIDE = 0.3  # what a word of the same statement counts, of one of the same piece
MIN_AHEAD = 0.3  # by which this is more than the source's own pieces with the quantity keep
_JOINT = re.compile(r"[,;:]\s|\s(?:while|whereas|but)\s|(?<!one)\sand\s(?!a half\b)")
_BETWEEN = re.compile(r"\bbetween (\S+(?: \S+)?) and\b", re.IGNORECASE)
_ARTICLES = frozenset(tokens("a an the your our this these"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a statement with its quantities and the stems that carry its other facts.

    `subject` are those of its stems that stand before its first quantity, `beside` those of the whole statement.
    """

    facts: frozenset[str]
    quantities: tuple[Quantity, ...]
    subject: frozenset[str]
    beside: frozenset[str]

    def closeness(self, word: str) -> float:
        """1 for a word of its own, less for one that stands beside it, 0 for any other."""
        return 1.0 if word in self.facts else BESIDE if word in self.beside else 0.0

    def has(self, quantity: Quantity) -> bool:
        """Whether it says as much."""
        return any(is_as_much(quantity, other) or is_end_of(quantity, other) for other in self.quantities)


def facts(text: str) -> set[str]:
    """The stems of `text` that carry its facts, but for numbers and units of time."""
    return {word for word in telling_roots(text) if not is_number_word(word)}


def of_other_things(sentence: str, texts: Sequence[str], named: Set[str]) -> Iterator[tuple[Quantity, Quantity]]:
    """The quantities of `sentence` that the statements `texts` give for other things alone, and what they give.

    The stems in `named`, such as the name of what all of them are about, tell no thing from another.
    """
    known = [piece for text in texts for piece in _pieces(text)]
    counts = Counter(word for text in texts for word in facts(text))
    weights = {word: 0.0 if word in named else log(1 + len(texts) / count) for word, count in counts.items()}
    for piece in _pieces(sentence):
        for quantity in piece.quantities:
            # Of several of a kind it is not known which is said of what.
            is_only = sum(_is_of_a_kind(quantity, each) for each in piece.quantities) == 1
            if is_only and (instead := _instead(quantity, piece, known, weights)):
                yield quantity, instead


def _instead(
    quantity: Quantity, piece: _Piece, known: Sequence[_Piece], weights: Mapping[str, float]
) -> Quantity | None:
    """What the piece in `known` that keeps the company of `quantity` best gives instead of it."""
    own = max((_company(piece, other, weights) for other in known if other.has(quantity)), default=0.0)
    for other in known:
        alike = [each for each in other.quantities if _is_of_a_kind(quantity, each)]
        is_ahead = _company(piece, other, weights) >= max(MIN_COMPANY, own + MIN_AHEAD)
        if alike and not other.has(quantity) and is_ahead:
            return alike[0]
    return None


def _is_of_a_kind(one: Quantity, two: Quantity) -> bool:
    """Whether both tell how long, or both how often, and the like."""
    is_alike = (one.when == "every", bool(one.nth)) == (two.when == "every", bool(two.nth))
    return one.dimension == two.dimension and is_alike


def _company(piece: _Piece, other: _Piece, weights: Mapping[str, float]) -> float:
    """The share of the facts of `piece` that `other` has, 0 to 1; what only stands beside either counts less."""
    of_unknown = max(weights.values(), default=0.0)
    shares = {word: weights.get(word, of_unknown) * piece.closeness(word) for word in piece.beside}
    total = sum(shares.values())
    return sum(share * other.closeness(word) for word, share in shares.items()) / total if total else 0.0


def _pieces(text: str) -> list[_Piece]:
    """The pieces of `text` that have quantities, each with what stands before it and has none.

    A piece that names nothing of its own goes on with what the one before it spoke of: "and for 6 days at night".
    """
    found: list[_Piece] = []
    before: set[str] = set()
    whole = frozenset(facts(without_measures(text)))
    opening = set(telling_roots(text)[:1])  # the verb of "wear the brace for 9 days and the sling for 4"
    for part in _JOINT.split(_BETWEEN.sub(r"\1 to", text)):
        said = before | facts(without_measures(part))
        if found and not before and not _names_something(part):
            said |= found[-1].subject
        before = set() if quantities(part) else said
        if quantities(part):
            subject = said & facts(normalise(part).partition(quantities(part)[0].text)[0])
            said |= opening
            found.append(_Piece(frozenset(said), quantities(part), frozenset(subject), whole | said))
    return found


def _names_something(part: str) -> bool:
    """Whether a piece begins with what it speaks of, rather than with "for" or a number."""
    first = next(iter(tokens(normalise(part))), "")
    return first in _ARTICLES or not (first in FUNCTION_WORDS or is_number_word(first))
