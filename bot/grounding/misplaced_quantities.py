"""What each quantity is said of: the same number may stand in the source, and be another thing's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.quantity import Quantity
from bot.grounding.quantity_grammar import is_number_word, quantities, without_measures
from bot.grounding.unsupported_quantities import is_as_much
from bot.grounding.words import FUNCTION_WORDS, telling_roots
from bot.text import normalise, tokens

_JOINT = re.compile(r"[,;:]\s|\s(?:while|whereas|but)\s|(?<!between )(?<!one)\sand\s(?!a half\b)")
_WHICH = re.compile(r"\s*(?:which|that|who)\b", re.IGNORECASE)
_ARTICLES = frozenset(tokens("a an the your our this these"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a statement with its quantities, the stems that carry its other facts, and the statement's number.

    `subject` are those of its stems that stand before its first quantity.
    """

    facts: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    statement: int
    subject: tuple[str, ...]

    def has(self, quantity: Quantity) -> bool:
        """Whether it says as much."""
        return any(is_as_much(quantity, other) for other in self.quantities)


def facts(text: str) -> set[str]:
    """The stems of `text` that carry its facts, but for numbers and units of time."""
    return set(_facts(text))


def of_other_things(sentence: str, texts: Sequence[str], named: set[str]) -> Iterator[tuple[Quantity, Quantity]]:
    """The quantities of `sentence` that the statements `texts` give for other things alone, and what they give.

    The stems in `named`, such as the name of what all of them are about, tell no thing from another.
    """
    known = [piece for number, text in enumerate(texts) for piece in _pieces(text, number)]
    for piece in _pieces(sentence):
        dimensions = [quantity.dimension for quantity in piece.quantities]
        for quantity in piece.quantities:
            # Of several of a kind it is not known which is said of what.
            if dimensions.count(quantity.dimension) == 1 and (instead := _instead(quantity, piece, known, named)):
                yield quantity, instead


def _pieces(text: str, statement: int = 0) -> list[_Piece]:
    """The pieces of `text` that have quantities, each with what stands before it and has none.

    A piece that names nothing of its own goes on with what the one before it spoke of: "and for 6 days at night".
    """
    found: list[_Piece] = []
    before: tuple[str, ...] = ()
    for part in _JOINT.split(text):
        said = (*before, *_facts(without_measures(part)))
        if found and not before and not _names_something(part):
            said = (*said, *(found[-1].facts if _WHICH.match(part) else found[-1].subject))
        before = () if quantities(part) else said
        if quantities(part):
            subject = tuple(word for word in said if word in facts(_before_quantity(part)))
            found.append(_Piece(said, quantities(part), statement, subject))
    return found


def _before_quantity(part: str) -> str:
    return normalise(part).partition(quantities(part)[0].text)[0]


def _names_something(part: str) -> bool:
    """Whether a piece begins with what it speaks of, rather than with "for", "which" or a number."""
    first = next(iter(tokens(normalise(part))), "")
    return first in _ARTICLES or not (first in FUNCTION_WORDS or is_number_word(first))


def _facts(text: str) -> Iterator[str]:
    return (word for word in telling_roots(text) if not is_number_word(word))


def _instead(quantity: Quantity, piece: _Piece, known: Sequence[_Piece], named: set[str]) -> Quantity | None:
    """What the pieces in `known` that speak of the same as `piece` give instead of `quantity`."""
    alike = [other for other in known if any(q.dimension == quantity.dimension for q in other.quantities)]
    own = [other for other in alike if other.has(quantity)]
    of_own = {word for other in own for word in other.facts}
    told = [word for word in piece.facts if word not in named]
    if any(each.facts and set(each.facts) <= set(told) for each in own):
        return None  # "and lasts 5 hours", which leaves out of what
    for other in alike:
        is_beside = any(each.statement == other.statement for each in own)
        said = _but_the_verb(told, own, other) if is_beside else told
        if own and not other.has(quantity) and _is_of(said, other, of_own, is_beside):
            return next(q for q in other.quantities if q.dimension == quantity.dimension)
    return None


def _but_the_verb(told: Sequence[str], own: Sequence[_Piece], other: _Piece) -> Sequence[str]:
    """What is `told` without the word that `own` begins with and the piece beside it leaves out, as "wear"."""
    is_left_out = told[:1] != [] and any(told[0] in piece.facts[:1] for piece in own) and told[0] not in other.facts
    return told[1:] if is_left_out and len(told) > 1 else told


def _is_of(told: Sequence[str], other: _Piece, of_own: set[str], is_beside: bool) -> bool:
    """Whether what is `told` speaks of what `other` does, and not of what the pieces that have its quantity speak of.

    Within one statement its first telling word decides: "the splint stays on" beside "the cast stays on for 6 weeks,
    the splint for 10 days".
    """
    words = [word for word in told if (word in other.facts) != (word in of_own)]
    known = next((word for word in told if word in other.facts or word in of_own), "")
    if not words or known not in other.facts:
        return False
    return words[0] in other.facts and (is_beside or all(w in other.facts for w in words))
