"""Small words by which a sentence demands other than its source: "may" for "must", "if" for "unless"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.clauses import Clause, clauses, speaking_of_the_same, stated
from bot.grounding.negation import Polarity
from bot.grounding.words import telling_roots
from bot.text import normalise, tokens

# What each says of an act that it does not deny; "must not", "may not" and "should not" forbid alike.
_DEGREES = {
    "allows": frozenset(tokens("may can could might allowed permitted")),
    "advises": frozenset(tokens("should ought advisable advise advised recommend recommended")),
    "obliges": frozenset(tokens("must shall need needs required")),
}
_OF_OBLIGATION = ("have", "has")  # before "to"
_JOINTS = {"and": "or", "or": "and"}
_CONDITIONS = frozenset(tokens("if when whenever unless"))
_DENIALS = frozenset(tokens("not no never without avoid nor neither cannot"))  # "not A or B" is "not A and not B"
_STATES = frozenset(tokens("is are was were may can could might"))  # of what is merely told of both
_EXCEPTIONS = frozenset(tokens("unless except excluding excepting"))
_EXCLUDING = frozenset(tokens("unless except but only apart other aside until before without exception"))


def changed_demands(sentence: str, source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of `sentence` that oblige, allow, except, join or last otherwise than what in `source` says the same.

    Each comes with the source's word in its place.
    """
    known = stated(source)
    for clause in clauses(sentence):
        near = speaking_of_the_same(clause, known)
        yield from _changed_degree(clause, near)
        if not _EXCLUDING & set(tokens(normalise(sentence))):
            yield from _lost_exception(clause, near)
    joined = {found for text in source if not text.endswith("?") for found in _joined(text)}
    for pair, joint in _joined(sentence):
        if (pair, _JOINTS[joint]) in joined and (pair, joint) not in joined:
            yield joint, _JOINTS[joint]


def _changed_degree(clause: Clause, near: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    said = _degree(clause)
    others = [_degree(other) for other in near]
    if said and others and all(other and other[0] != said[0] for other in others):
        yield said[1], next(other[1] for other in others if other)


def _degree(clause: Clause) -> tuple[str, str] | None:
    """What the clause says of its act, with its word; None where it says nothing of the kind, or two things."""
    found = {degree: word for word, degree in _modals(clause)}
    return next(iter(found.items())) if len(found) == 1 else None


def _modals(clause: Clause) -> Iterator[tuple[str, str]]:
    spoken = clause.spoken
    for at, word in enumerate(spoken):
        if Polarity.NO in clause.polarity[at : at + 3] or Polarity.NEEDLESS in clause.polarity[at : at + 3]:
            continue
        if word in _OF_OBLIGATION and spoken[at + 1 : at + 2] == ("to",):
            yield f"{word} to", "obliges"
        yield from ((word, degree) for degree, words in _DEGREES.items() if word in words)


def _denies(clause: Clause) -> bool:
    return Polarity.NO in clause.polarity


def _lost_exception(clause: Clause, near: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """What the source excepts, where `clause` says the same of it as of all else."""
    for other in near:
        at = next((at for at, word in enumerate(other.spoken) if word in _EXCEPTIONS), len(other.spoken))
        excepted = [stem for stem in other.words[at + 1 :] if stem in other.telling]
        is_rule_alike = (Polarity.NO in other.polarity[:at]) == _denies(clause)
        if excepted and is_rule_alike and clause.telling.issuperset(excepted):
            word = clause.spoken[clause.words.index(excepted[0])]
            yield word, f"{other.spoken[at]} {word}"


def _joined(text: str) -> Iterator[tuple[frozenset[str], str]]:
    """The stems that "and" or "or" joins, with it, where it matters which of them does."""
    spoken = tokens(normalise(text))
    is_list = sum(word in _JOINTS for word in spoken) > 1
    for at, word in enumerate(spoken):
        if word in _JOINTS and not is_list and _matters(spoken, at):
            before, after = telling_roots(" ".join(spoken[:at])), telling_roots(" ".join(spoken[at:]))
            if before and after:
                yield frozenset((before[-1], after[0])), word


def _matters(spoken: Sequence[str], at: int) -> bool:
    """Whether both or one of two is asked for: in a condition, or where neither is denied nor merely told of."""
    is_denied = bool(_DENIALS & set(spoken[:at]))
    return bool(_CONDITIONS & set(spoken[:at])) or not (is_denied or _STATES & set(spoken))
