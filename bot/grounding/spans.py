"""For how long or from when: "wash it for 3 days" where the source has "wash it after 3 days"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.clauses import Clause, clauses, speaking_of_the_same, stated
from bot.grounding.negation import Polarity
from bot.grounding.quantities import is_number_word

_RELATIONS = {"for": "throughout", "after": "from", "from": "from"}
_WITHIN = 3  # words after a relation, among which its number stands


def changed_spans(sentence: str, source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of `sentence` before a time that stand for others where `source` says the same, each with those."""
    known = stated(source)
    for clause in clauses(sentence):
        for other in speaking_of_the_same(clause, known):
            said, there = _relation(clause), _relation(other)
            is_same = clause.telling == other.telling and _states_alike(clause, other)
            if said and there and is_same and _RELATIONS[said] != _RELATIONS[there]:
                yield said, there


def _states_alike(clause: Clause, other: Clause) -> bool:
    """Whether both deny or neither does: "not for 3 days" is "after 3 days"."""
    return (Polarity.NO in clause.polarity) == (Polarity.NO in other.polarity)


def _relation(clause: Clause) -> str:
    """The word that stands before a number in `clause`; empty where none does, or more than one."""
    found = {
        word
        for at, word in enumerate(clause.spoken)
        if word in _RELATIONS and any(is_number_word(stem) for stem in clause.words[at + 1 : at + 1 + _WITHIN])
    }
    return found.pop() if len(found) == 1 else ""
