"""Words into word groups: exact, by stem, misspelt, drawn out or run together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.english import is_english
from bot.nlu.word_vectors import word_vectors
from bot.triage.pack import Pack
from bot.triage.rules import OR_ELSE, RANGE
from bot.triage.words import split

NUMBER = "#"
_THOUSANDS = re.compile(r",(?=\d{3}$)")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)?")
_SHORTEST_STEM = 2
_SHORTEST_MISSPELT = 4
# Words of triggers and contexts that are as long as this are known misspelt without being listed.
_LONG = 5
_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 5, 10
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
# Arabic writes "and", "with", "for" and "the" as one word with the word they belong to.
_ARABIC_PREFIX = re.compile("^(?:[وف]?(?:ال|بال|لل)|[وفبل])(?=..)")
_MOST_PREFIXES = 3
_CACHED_WORDS = 5_000


@dataclass(slots=True)
class Branch:
    """The phrases that begin with the same words: the groups that those words stand for, and how they may go on."""

    groups: set[int] = field(default_factory=set)
    after: dict[str, Branch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of one word of a message; empty for a word that it does not know."""

    words: frozenset[str] = frozenset()
    branches: tuple[Branch, ...] = ()
    filler: bool = False
    greeting: bool = False


UNKNOWN = Entry()


class Lexicon:
    """The vocabulary of the rules in one language; every word group has a number."""

    def __init__(self, pack: Pack, language: str) -> None:
        rules = pack.rules
        self.groups = {name: index for index, name in enumerate(pack.groups())}
        self._root = Branch()
        self._fillers, self._greetings = frozenset(rules.fillers), frozenset(rules.greetings)
        self._glue, self._ordinary = frozenset(rules.function_words), frozenset(rules.never_correct)
        self._vocabulary = {*self._fillers, *self._greetings}
        said = {name: self._learn(name, pack.lines(name, language)) for name in self.groups}
        self._plain = frozenset(word for word in self._vocabulary if not word.endswith("*"))
        self._ranges = {word: _bounds(word) for word in self._plain if RANGE.fullmatch(word)}
        self._stems = frozenset(word[:-1] for word in self._vocabulary if word.endswith("*"))
        self._stem_heads = frozenset(stem[:_SHORTEST_STEM] for stem in self._stems)
        telling = (word for name in rules.telling() for word in said[name] if len(word) >= _LONG)
        self._misspelt = self._plain.intersection({*rules.misspelt, *telling})
        self._one_slip = _by_initial(self._misspelt, _ONE_SLIP_FROM)
        self._two_slips = _by_initial(self._misspelt, _TWO_SLIPS_FROM)
        self.meanings = lru_cache(_CACHED_WORDS)(self._meanings)
        """The vocabulary's own words that a word stands for as it is written; empty for a word that it has not."""
        self.entries = lru_cache(_CACHED_WORDS)(self._entries)
        """The entries of a word as typed: one as a rule, two where two words are run together."""

    def _learn(self, name: str, lines: Iterable[str]) -> set[str]:
        """Take in the phrases of a word group, and say of which words they are made."""
        said: set[str] = set()
        for line in lines:
            ends = [self._root]
            for word in line.split():
                choices = [_folded(choice) for choice in word.split(OR_ELSE)]
                said.update(*choices)
                ends = [_grown(end, choice) for end in ends for choice in choices]
            for end in ends:
                end.groups.add(self.groups[name])
        self._vocabulary |= said
        return said

    def _meanings(self, word: str) -> frozenset[str]:
        return frozenset().union(*map(self._meanings_as_written, _without_prefixes(word)))

    def _meanings_as_written(self, word: str) -> set[str]:
        known = {word} & self._plain
        if word[:_SHORTEST_STEM] in self._stem_heads:
            known |= {f"{word[:end]}*" for end in range(_SHORTEST_STEM, len(word) + 1) if word[:end] in self._stems}
        if _FIGURES.fullmatch(word):
            known |= {NUMBER} | self._ranges_around(word)
        return known

    def _ranges_around(self, number: str) -> set[str]:
        value = float(_THOUSANDS.sub("", number).replace(",", "."))
        return {word for word, (lowest, highest) in self._ranges.items() if lowest <= value <= highest}

    def _entries(self, typed: str) -> tuple[Entry, ...]:
        if known := self.meanings(typed):
            return (self._entry(known),)
        if typed in self._ordinary or is_english(typed) or typed in word_vectors():
            return (UNKNOWN,)
        for short in (_DRAWN_OUT.sub(r"\1\1", typed), _DRAWN_OUT.sub(r"\1", typed)):
            if short != typed and (known := self.meanings(short)):
                return (self._entry(known),)
        if meant := self._meant(typed):
            return (self._entry(frozenset().union(*map(self.meanings, meant))),)
        return tuple(self._entry(self.meanings(part)) for part in self._parted(typed)) or (UNKNOWN,)

    def _meant(self, typed: str) -> list[str]:
        """The words that `typed` is a slip of the finger away from. The first letter is held to be right."""
        if len(typed) < _SHORTEST_MISSPELT:
            return []
        for slips, choices in ((1, self._one_slip), (2, self._two_slips)):
            near = choices.get(typed[0], ())
            found = process.extract(typed, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
            if found:
                return [word for word, _, _ in found]
        return []

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
        branches = tuple(self._root.after[word] for word in sorted(words) if word in self._root.after)
        filler, greeting = (not words.isdisjoint(kind) for kind in (self._fillers, self._greetings))
        return Entry(words, branches, filler, greeting)


def _without_prefixes(word: str) -> Iterator[str]:
    """`word`, and what is left of an Arabic one as the small words before it are taken off, one by one."""
    yield word
    for _ in range(0 if word.isascii() else _MOST_PREFIXES):
        word, before = _ARABIC_PREFIX.sub("", word), word
        if word == before:
            return
        yield word


def _grown(branch: Branch, words: Iterable[str]) -> Branch:
    """Where `words` lead to from `branch`."""
    for word in words:
        branch = branch.after.setdefault(word, Branch())
    return branch


@lru_cache(_CACHED_WORDS)
def _folded(piece: str) -> tuple[str, ...]:
    """A word of a phrase as messages have it; a stem keeps its star, a number its sign or range.

    The rules use most words again and again.
    """
    words = [piece] if piece == NUMBER or RANGE.fullmatch(piece) else split(piece.rstrip("*"))
    if words and piece.endswith("*"):
        words[-1] += "*"
    return tuple(words)


def _bounds(written: str) -> tuple[int, int]:
    """The lowest and the highest number of a range such as "38..43"."""
    lowest, highest = written.split("..")
    return int(lowest), int(highest)


def _by_initial(words: Iterable[str], shortest: int) -> dict[str, list[str]]:
    buckets: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= shortest:
            buckets[word[0]].append(word)
    return dict(buckets)
