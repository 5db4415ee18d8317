"""What a sentence speaks of: a thing, a person or a disease of which its source does not, "heel" for "toes".

Of what the source speaks of elsewhere, a sibling may stand in its place: "a glass of milk" for "a glass of juice".
Siblings are used alike and mean something else, so their vectors are neither far apart nor near.

`things.txt` is made by `tools/make_things.py` from WordNet 3.0, Copyright 2006 by Princeton University, whose licence
allows any use with this notice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import Postfix, Prefix

from bot.grounding.clauses import Clause, clauses, stated
from bot.grounding.words import FUNCTION_WORDS, root, roots, singulars
from bot.nlu.word_vectors import word_vectors
from bot.text import normalise, tokens

MIN_SHARED = 0.7  # of a clause's other telling words that a clause of the source has, if it speaks of the same
MIN_FRAME = 3  # words that two clauses have in common around what differs
MIN_SIBLINGS_FRAME = 6  # words around a sibling that both statements have
SIBLINGS = 0.33, 0.6  # cosine: below it they fit no common frame, above it they may say the same
SAME = 0.7  # cosine from which two words count as one thing: 28 pairs of different things all lie below it
UNLIKE = 0.2  # below it two words that name no things say something else: "rub" for "press"
_BEFORE_NOUNS = frozenset(tokens("the a an your it you them"))
_FUNCTION = frozenset(map(root, FUNCTION_WORDS))


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a word may name, and the stems of the words that may stand for it: its synonyms and what is more general."""

    kinds: frozenset[str]
    general: frozenset[str]


def other_things(sentence: str, source: Sequence[str], words: str) -> Iterator[tuple[str, str]]:
    """The words of `sentence` for things in whose place all that speaks of the same in `source` names another.

    Each comes with the one that is named there. Of what `words`, all of the source, name anywhere, it is a sibling
    between the same words.
    """
    known = stated(source)
    stems = frozenset(roots(words))
    yield from _siblings(sentence, source, stems)
    for clause in clauses(sentence):
        for word, stem in zip(clause.spoken, clause.words, strict=True):
            is_told = stem in clause.telling and not is_named(stem, stems)
            if is_told and (instead := _instead(word, stem, clause, known)):
                yield word, instead


def _siblings(sentence: str, source: Sequence[str], stems: Set[str]) -> Iterator[tuple[str, str]]:
    """The words of `sentence` in whose place, between the same words, a statement of `source` has a sibling.

    They are among `stems`: what stands nowhere in the source is the editor's own synonym.
    """
    said = tokens(normalise(sentence))
    for text in source:
        known = tokens(normalise(text))
        for at, there in _framed(*([root(word) for word in words] for words in (said, known))):
            is_verb = said[at].endswith("s") and said[at + 1] in _BEFORE_NOUNS  # which has no kind
            is_own = root(said[at]) not in stems
            if not (is_verb or is_own) and SIBLINGS[0] <= cosine(said[at], known[there]) <= SIBLINGS[1]:
                yield said[at], known[there]


def _framed(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The positions of each two words between the same words, neither of which the other text has."""
    for at in (at for at, word in enumerate(one) if word not in _FUNCTION and word not in two):
        for there in (there for there, word in enumerate(two) if word not in _FUNCTION and word not in one):
            after = Prefix.similarity(one[at + 1 :], two[there + 1 :])
            before = max(Postfix.similarity(one[:at], two[:start]) for start in (there, max(0, there - 1)))
            if before and after and before + after >= MIN_SIBLINGS_FRAME:
                yield at, there


def _instead(word: str, stem: str, clause: Clause, known: Sequence[Clause]) -> str | None:
    """The thing of the same kind that the clauses in `known` nearest to `clause` name where it has `word`."""
    rest = clause.telling - {stem}
    shares = [(len(rest & other.telling) / len(rest), other) for other in known] if rest else []
    best = max((share for share, _ in shares), default=0.0)
    if best < MIN_SHARED:
        return None
    named = [_other(word, clause, other) for share, other in shares if share == best]
    return named[0] if all(named) else None


def _other(word: str, clause: Clause, other: Clause) -> str | None:
    """A thing of the kind of `word` that `other` names and `clause` does not."""
    if other_word := _in_place_of(word, clause, other):
        return other_word
    if not _thing(word):
        return None
    at = clause.spoken.index(word)
    if at and clause.words[at - 1] in other.telling:
        return None  # "reception desk" for "reception"
    left_out = [said for said, each in zip(other.spoken, other.words, strict=True) if each not in clause.words]
    return next((said for said in left_out if _are_alike(word, said)), None)


def _in_place_of(word: str, clause: Clause, other: Clause) -> str:
    """The one word that `other` has for `word` where they differ in nothing else; empty where there is no such word."""
    one, two = _differing(clause, other)
    is_other = one == (word,) and len(two) == 1 and two[0] not in FUNCTION_WORDS
    return two[0] if is_other and cosine(word, two[0]) < (SAME if _thing(word) else UNLIKE) else ""


def _differing(clause: Clause, other: Clause) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that each has between those that both begin and end with; none where these are too few."""
    one, two = clause.spoken, other.spoken
    start, end = Prefix.similarity(one, two), Postfix.similarity(one, two)
    is_framed = MIN_FRAME <= start + end < min(len(one), len(two))
    return (one[start : len(one) - end], two[start : len(two) - end]) if is_framed else ((), ())


def _are_alike(word: str, other: str) -> bool:
    """Whether both name things of one kind, neither of which may stand for the other."""
    one, two = _thing(word), _thing(other)
    is_of_kind = bool(one and two and one.kinds & two.kinds) and root(other) not in _generals().get(root(word), ())
    return is_of_kind and cosine(word, other) < SAME


def cosine(word: str, other: str) -> float:
    """How like the meanings of two words are by their vectors, -1 to 1."""
    one, two = (word_vectors().vector([each]) for each in (word, other))
    return float(one @ two)


def is_named(stem: str, stems: Set[str]) -> bool:
    """Whether the word of that stem is among `stems`, or may stand for what one of them names."""
    return stem in stems or f"{stem}i" in stems or any(stem in _generals().get(each, ()) for each in stems)


def is_of_body(word: str) -> bool:
    """Whether `word` names a part of the body."""
    thing = _thing(word)
    return thing is not None and "body" in thing.kinds


def _thing(word: str) -> _Thing | None:
    """What `word` names, None where it hardly names a thing; a function word such as "nobody" names none."""
    forms = () if word in FUNCTION_WORDS else (word, *singulars(word))
    return next((_things()[form] for form in forms if form in _things()), None)


@cache
def _generals() -> Mapping[str, frozenset[str]]:
    """By the stem of each word the stems of those that may stand for it."""
    found: dict[str, frozenset[str]] = {}
    for word, thing in _things().items():
        for stem in {root(word), root(f"{word}es" if word.endswith("s") else word)}:  # "lens" and "lenses"
            found[stem] = found.get(stem, frozenset()) | thing.general | {root(word), stem}
    return found


@cache
def _things() -> Mapping[str, _Thing]:
    listed = (files("bot") / "grounding" / "things.txt").read_text(encoding="utf-8")
    return dict(map(_read, listed.splitlines()))


def _read(line: str) -> tuple[str, _Thing]:
    named, _, general = line.partition(":")
    word, *kinds = named.split()
    return word, _Thing(frozenset(kinds), frozenset(map(root, general.split())))
