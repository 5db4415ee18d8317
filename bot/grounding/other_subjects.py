"""Who or what something is said of: the source may say it of another, in the sentence or clause beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Postfix, Prefix

from bot.grounding.clauses import Clause, clauses, stated
from bot.grounding.negation import is_telling
from bot.grounding.words import FUNCTION_WORDS, root
from bot.text import normalise, tokens

_JOINT = re.compile(r"[.,;:]\s(?:(?:while|whereas|but|and)\s)?|\s(?:while|whereas|but|and)\s")
_AUXILIARIES = frozenset(
    tokens("a an the your our is are was were be been will can may must should do does also only this that then")
)

_CALLING = re.compile(r"\b(we|(?:the|your|our) \w+)(?: will)? (\w+)(?: to)? you\b")
_CALLED = re.compile(r"\b(\w+)(?: to)? (us|(?:the|your|our) \w+)\b")
_OURS = {"we": "the clinic"}
_PRONOUNS = frozenset(tokens("it them"))
_DOERS = frozenset(tokens("we you your"))  # "your" before one of the visitor's own people
_ALIKE = frozenset(tokens("same also too likewise both"))  # what is said of one holds for another
MIN_FRAME = 3  # words that two clauses have in common around what differs
N_ACT = 2  # telling words that name an act: the verb and what it is done to


@dataclass(frozen=True, slots=True)
class _Statement:
    """What is said (stems), and of what: its first telling stem, and the word that this was."""

    subject: str
    word: str
    said: frozenset[str]


def of_others(sentence: str, source: Sequence[str], named: set[str]) -> Iterator[tuple[str, str]]:
    """The subjects of `sentence` of which `source` says something else, each with the one of which it says this.

    The stems in `named`, such as the name of what all of it is about, stand for whoever does it.
    """
    known = [statement for text in source for statement in _statements(text)]
    subjects = {statement.subject for statement in known} - named
    for statement in _statements(sentence):
        saying = [other for other in known if statement.said <= other.said]
        is_known = statement.subject in subjects and len(statement.said) > 1
        if is_known and saying and all(_is_of_another(statement, other) for other in saying):
            yield statement.word, saying[0].word


def _statements(text: str) -> Iterator[_Statement]:
    """What each part of `text` says; "it" and "them" are what the part before ends with."""
    meant = ""
    for part in _JOINT.split(normalise(text)):
        spoken = [word for word in tokens(part) if word not in _AUXILIARIES]
        telling = [word for word in spoken if word not in FUNCTION_WORDS]
        if telling and spoken[0] == telling[0]:
            said = {root(meant if word in _PRONOUNS and meant else word) for word in spoken[1:]}
            yield _Statement(root(telling[0]), telling[0], frozenset(said - {root(telling[0])}))
        meant = telling[-1] if telling else meant


def _is_of_another(statement: _Statement, other: _Statement) -> bool:
    is_named = other.subject in statement.said or statement.subject in other.said
    return statement.subject != other.subject and not is_named


def exchanged_in_frame(sentence: str, source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of `sentence` but for which `source` says the same of another, and which it speaks of elsewhere.

    "The flu jab is free" of "The flu jab costs 9 euros. The measles jab is free" gives "flu" and "measles".
    """
    known = stated(source)
    stems = {stem for clause in known for stem in clause.telling}
    is_alike = any(_ALIKE & set(clause.spoken) for clause in known)
    for clause in clauses(sentence):
        if not is_alike and not any(clause.telling <= other.telling for other in known):
            for other in known:
                one, two = differing(clause, other)
                if one and two and set(map(root, one)) <= stems & clause.telling and set(map(root, two)) <= stems:
                    yield " ".join(one), " ".join(two)


def differing(clause: Clause, other: Clause) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that each has between those that both begin and end with; none where these are too few."""
    one, two = clause.spoken, other.spoken
    start, end = Prefix.similarity(one, two), Postfix.similarity(one, two)
    is_framed = MIN_FRAME <= start + end < min(len(one), len(two))
    return (one[start : len(one) - end], two[start : len(two) - end]) if is_framed else ((), ())


def of_other_doers(sentence: str, source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Those of "we", "you" and "your" people whom `sentence` has do what `source` has another of them do."""
    known = list(map(_act, (part for text in source for part in _JOINT.split(normalise(text)))))
    for doer, act in map(_act, _JOINT.split(normalise(sentence))):
        alike = [other for other, said in known if len(act) == len(said) == N_ACT and _is_same_act(act, said)]
        if doer and alike and all(alike) and doer not in alike:
            yield doer, alike[0]


def of_other_callers(sentence: str, source: Sequence[str]) -> Iterator[tuple[str, str]]:
    """ "You", where `sentence` has the visitor call, or write to, whom all of `source` has call the visitor."""
    texts = list(map(normalise, source))
    calling = [(caller, root(verb)) for text in texts for caller, verb in _CALLING.findall(text)]
    called = {root(verb) for text in texts for verb, _ in _CALLED.findall(text)}
    for verb, whom in _CALLED.findall(normalise(sentence)):
        for caller, stem in calling:
            if stem == root(verb) and stem not in called and whom in ("us", caller, _OURS.get(caller)):
                yield "you", caller


def _act(part: str) -> tuple[str, tuple[str, ...]]:
    """Who does something, and the stems of what that is, in order; of one of "your" people the noun is left out."""
    doer, *said = tokens(part) or [""]
    telling = [root(word) for word in said if word in _PRONOUNS or is_telling(word)][doer == "your" :]
    return (doer if doer in _DOERS else "", tuple(telling[:N_ACT]))


def _is_same_act(act: Sequence[str], said: Sequence[str]) -> bool:
    return all(one == two or two in _PRONOUNS for one, two in zip(act, said, strict=True))
