"""Whether a sentence says "only" where its source does not, or leaves the source's "only" out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.clauses import Clause, clauses, speaking_of_the_same, stated
from bot.grounding.negation import Polarity
from bot.grounding.quantity_grammar import is_number_word
from bot.grounding.words import root
from bot.text import tokens

_EXCLUSIVE = frozenset(tokens("only solely exclusively just merely alone"))
_OF_CONDITIONS = frozenset(("only if", "only when", "only after", "only once"))
_EXCLUDES = _EXCLUSIVE | frozenset(
    tokens("unless except until but other else instead apart rather nobody nothing limited restricted")
)


def added_only(sentence: str, source: Sequence[str]) -> Iterator[str]:
    """The "only" of `sentence`, where nothing that says the same in `source` excludes anything."""
    known, said = stated(source), clauses(sentence)
    if any(_excludes(clause, but=_EXCLUSIVE) for clause in said):
        return  # "not the lid, only the box"
    for clause in said:
        near = speaking_of_the_same(clause, known)
        if _only(clause) and near and not any(map(_excludes, near)):
            yield _only(clause)


def lost_only(sentence: str, source: Sequence[str]) -> Iterator[str]:
    """The "only" with which `source` says all that `sentence` says without one."""
    known = stated(source)
    for clause in clauses(sentence):
        near = [other for other in speaking_of_the_same(clause, known) if other.telling <= clause.telling]
        if near and all(map(_only, near)) and not _excludes(clause):
            yield from {_only(near[0])} - _OF_CONDITIONS


def _only(clause: Clause) -> str:
    """The "only" of `clause` with the word after it; empty where it has none, or is of a number or of a manner."""
    words = clause.spoken
    at = next((at for at, word in enumerate(words) if word == "only"), len(words))
    after = words[at + 1] if at + 1 < len(words) else ""
    is_of_degree = is_number_word(root(after)) or after.endswith("ly") or after in ("a", "an", "not")
    return "" if at == len(words) or is_of_degree else f"only {after}".strip()


def _excludes(clause: Clause, but: frozenset[str] = frozenset()) -> bool:
    return Polarity.NO in clause.polarity or bool((_EXCLUDES - but) & set(clause.spoken))
