"""Words into word groups: exact, by stem, misspelt, drawn out or run together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.safety.rules import EmergencyRules
from bot.safety.words import split

NUMBER = "#"
_SHORTEST_STEM = 2
_SHORTEST_MISSPELT = 4
_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 5, 9
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
# Arabic writes "and", "with", "for" and "the" as one word with the word they belong to.
_ARABIC_PREFIX = re.compile("^(?:[وف]?(?:ال|بال|لل)|[وفبل])(?=..)")
_MOST_PREFIXES = 3
_CACHED_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words in a row that stand for a word group."""

    group: int
    words: tuple[str, ...]
    telling: str
    """Its longest word, which is the rarest as a rule: without that, the phrase need not be looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of one word of a message; empty for a word that it does not know."""

    words: frozenset[str] = frozenset()
    groups: tuple[int, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    mask: int = 0
    """One bit for each group that this word may stand for, alone or as the telling word of a phrase."""
    filler: bool = False
    greeting: bool = False


UNKNOWN = Entry()


class Lexicon:
    """The vocabulary of the rules in one language; every word group has a number and a bit."""

    def __init__(self, rules: EmergencyRules, language: str) -> None:
        self.groups = {name: index for index, name in enumerate(rules.words)}
        self._single: dict[str, set[int]] = defaultdict(set)
        self._starting: dict[str, set[Phrase]] = defaultdict(set)
        self._telling: dict[str, set[int]] = defaultdict(set)
        self._fillers, self._greetings = frozenset(rules.fillers), frozenset(rules.greetings)
        self._glue, self._ordinary = frozenset(rules.glue), frozenset(rules.ordinary)
        self._vocabulary = {*self._fillers, *self._greetings}
        for name, group in self.groups.items():
            for phrase in rules.phrases(name, language):
                self._learn(group, phrase)
        self._plain = frozenset(word for word in self._vocabulary if not word.endswith("*"))
        self._stems = frozenset(word[:-1] for word in self._vocabulary if word.endswith("*"))
        self._stem_heads = frozenset(stem[:_SHORTEST_STEM] for stem in self._stems)
        self._misspelt = self._plain.intersection(rules.misspelt)
        self._one_slip = _by_initial(self._misspelt, _ONE_SLIP_FROM)
        self._two_slips = _by_initial(self._misspelt, _TWO_SLIPS_FROM)
        self.meanings = lru_cache(_CACHED_WORDS)(self._meanings)
        """The vocabulary's own words that a word stands for as it is written; empty for a word that it has not."""
        self.entries = lru_cache(_CACHED_WORDS)(self._entries)
        """The entries of a word as typed: one as a rule, two where two words are run together."""

    def _learn(self, group: int, phrase: str) -> None:
        parts = _parts(phrase)
        self._vocabulary.update(parts)
        if len(parts) == 1:
            self._single[parts[0]].add(group)
        else:
            telling = max(parts, key=len)
            self._starting[parts[0]].add(Phrase(group, parts, telling))
            self._telling[telling].add(group)

    def _meanings(self, word: str) -> frozenset[str]:
        return frozenset().union(*map(self._meanings_as_written, _without_prefixes(word)))

    def _meanings_as_written(self, word: str) -> set[str]:
        known = {word} & self._plain
        if word[:_SHORTEST_STEM] in self._stem_heads:
            known |= {f"{word[:end]}*" for end in range(_SHORTEST_STEM, len(word) + 1) if word[:end] in self._stems}
        if word[:1].isdigit():
            known |= {NUMBER} | ({re.split("[.,]", word)[0]} & self._plain)
        return known

    def _entries(self, typed: str) -> tuple[Entry, ...]:
        if known := self.meanings(typed):
            return (self._entry(known),)
        if typed in self._ordinary:
            return (UNKNOWN,)
        for short in (_DRAWN_OUT.sub(r"\1\1", typed), _DRAWN_OUT.sub(r"\1", typed)):
            if short != typed and (known := self.meanings(short)):
                return (self._entry(known),)
        if meant := self._meant(typed):
            return (self._entry(self.meanings(meant)),)
        return tuple(self._entry(self.meanings(part)) for part in self._parted(typed)) or (UNKNOWN,)

    def _meant(self, typed: str) -> str | None:
        """The word that `typed` is a slip of the finger away from. The first letter is held to be right."""
        if len(typed) < _SHORTEST_MISSPELT:
            return None
        for slips, choices in ((1, self._one_slip), (2, self._two_slips)):
            found = process.extractOne(typed, choices.get(typed[0], ()), scorer=OSA.distance, score_cutoff=slips)
            if found:
                return str(found[0])
        return None

    def _parted(self, typed: str) -> tuple[str, ...]:
        """The two words that `typed` is, run together: "faceis", "cantbreathe"."""
        for cut in range(1, len(typed)):
            left, right = typed[:cut], typed[cut:]
            if self._tells(left, right) or self._tells(right, left):
                return left, right
        return ()

    def _tells(self, word: str, beside: str) -> bool:
        return word in self._misspelt and beside in self._glue

    def _entry(self, words: frozenset[str]) -> Entry:
        groups = {group for word in words for group in self._single.get(word, ())}
        phrases = {phrase for word in words for phrase in self._starting.get(word, ())}
        telling = groups.union(*(self._telling.get(word, ()) for word in words))
        mask = sum(1 << group for group in telling)
        filler, greeting = (not words.isdisjoint(kind) for kind in (self._fillers, self._greetings))
        return Entry(words, tuple(groups), tuple(phrases), mask, filler, greeting)


def _without_prefixes(word: str) -> Iterator[str]:
    """`word`, and what is left of an Arabic one as the small words before it are taken off, one by one."""
    yield word
    for _ in range(0 if word.isascii() else _MOST_PREFIXES):
        word, before = _ARABIC_PREFIX.sub("", word), word
        if word == before:
            return
        yield word


def _parts(phrase: str) -> tuple[str, ...]:
    """A phrase of the rules in folded words; a stem keeps its star, a number its sign."""
    return tuple(part for piece in phrase.split() for part in _folded(piece))


@lru_cache(_CACHED_WORDS)
def _folded(piece: str) -> tuple[str, ...]:
    """A word of a phrase as messages have it. The rules use most words again and again."""
    words = [piece] if piece == NUMBER else split(piece.rstrip("*"))
    if words and piece.endswith("*"):
        words[-1] += "*"
    return tuple(words)


def _by_initial(words: Iterable[str], shortest: int) -> dict[str, list[str]]:
    buckets: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= shortest:
            buckets[word[0]].append(word)
    return dict(buckets)
