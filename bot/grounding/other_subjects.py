"""Who or what something is said of: the source may say it of another, in the sentence or clause beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from bot.grounding.words import FUNCTION_WORDS, root
from bot.text import normalise, tokens

_JOINT = re.compile(r"[.,;:]\s(?:(?:while|whereas|but|and)\s)?|\s(?:while|whereas|but|and)\s")
_AUXILIARIES = frozenset(
    tokens("a an the our is are was were be been will can may must should do does also only this that then")
)
_PRONOUNS = frozenset(tokens("it them"))
_PERSONS = frozenset(tokens("we you"))
MIN_SAID = 2  # words that are said of a subject


@dataclass(frozen=True, slots=True)
class _Statement:
    """What is said (stems), and of what: its first telling stem, and the word that this was."""

    subject: str
    word: str
    said: frozenset[str]


def of_others(sentence: str, source: Sequence[str], named: Set[str]) -> Iterator[tuple[str, str]]:
    """The subjects of `sentence` of which `source` says something else, each with the one of which it says this.

    The stems in `named`, such as the name of what all of it is about, stand for whoever does it.
    """
    known = [statement for text in source for statement in _statements(text)]
    subjects = {statement.subject for statement in known} - named
    for statement in _statements(sentence):
        saying = [other for other in known if statement.said <= other.said]
        is_known = statement.subject in subjects and len(statement.said) >= MIN_SAID
        if is_known and saying and all(_is_of_another(statement, other) for other in saying):
            yield statement.word, saying[0].word


def _statements(text: str) -> Iterator[_Statement]:
    """What each part of `text` says; "it" and "them" are what the part before ends with. An order has no subject."""
    meant = ""
    for part in _JOINT.split(normalise(text)):
        spoken = [word for word in tokens(part) if word not in _AUXILIARIES]
        telling = [word for word in spoken if word not in FUNCTION_WORDS]
        is_order = bool(set(spoken[1:2]) & FUNCTION_WORDS)
        is_subject = spoken[:1] == telling[:1] and not (is_order or "".join(spoken[:1]).endswith("ly"))
        if telling and (is_subject or spoken[0] in _PERSONS):
            said = {root(meant if word in _PRONOUNS and meant else word) for word in spoken[1:]}
            yield _Statement(root(spoken[0]), spoken[0], frozenset(said))
        meant = telling[-1] if telling else meant


def _is_of_another(statement: _Statement, other: _Statement) -> bool:
    is_named = other.subject in statement.said or statement.subject in other.said
    return statement.subject != other.subject and not is_named
