"""Words into word groups: exact, by stem, misspelt or drawn out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.nlu.english import is_english, undrawn
from bot.nlu.word_index import WordIndex
from bot.nlu.word_vectors import word_vectors
from bot.triage.pack import Pack
from bot.triage.rules import DEFAULT_LANGUAGE, OR_ELSE, RANGE
from bot.triage.words import split

NUMBER = "#"
_FIGURES = re.compile(r"\d+(?:[.,]\d+)?")
_SHORTEST_STEM = 2
_LONG = 5
"""Words that have so many letters are known misspelt, too."""
# Arabic writes "and", "with", "for" and "the" as one word with the word they belong to.
_ARABIC_PREFIX = re.compile("^(?:[وف]?(?:ال|بال|لل)|[وفبل])(?=..)")
_CACHED_WORDS = 3_000


@dataclass(slots=True)
class Branch:
    """The phrases that begin with the same words."""

    groups: dict[str, set[str]] = field(default_factory=dict)
    """The word groups that those words stand for, each with the languages in which they do."""
    after: dict[str, Branch] = field(default_factory=dict)
    """How the phrases go on, by their next word."""

    def grown(self, words: Iterable[str]) -> Branch:
        """Return where `words` lead to from here, grown where nothing led there yet."""
        branch = self
        for word in words:
            branch = branch.after.setdefault(word, Branch())
        return branch


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of one word of a message; empty for a word that it does not know."""

    words: frozenset[str]
    branches: tuple[Branch, ...]
    languages: frozenset[str]
    """The languages that know the word as it is written."""
    filler: bool


class Lexicon:
    """The vocabulary of the rules in all languages."""

    def __init__(self, pack: Pack) -> None:
        rules = pack.rules
        self._root = Branch()
        self._fillers = frozenset(rules.fillers)
        self._languages: dict[str, set[str]] = {word: set(pack.languages) for word in self._fillers}
        """Each word of the vocabulary, with the languages that it belongs to."""
        for language, file in pack.languages.items():
            for group, lines in file.words.items():
                self._learn(group, lines, language)
        ranges = ((word, RANGE.fullmatch(word)) for word in self._languages)
        self._ranges = {word: (int(found[1]), int(found[2])) for word, found in ranges if found}
        self._index = WordIndex(word for word in self._languages if word.isalpha() and len(word) >= _LONG)
        """The words that are known misspelt."""
        self.entry = lru_cache(_CACHED_WORDS)(self._entry)
        """What is known of a word as typed."""

    def _learn(self, group: str, lines: Iterable[str], language: str) -> None:
        """Take in the phrases of a word group."""
        for line in lines:
            ends = [self._root]
            for word in line.split():
                choices = [_folded(choice) for choice in word.split(OR_ELSE)]
                for part in chain.from_iterable(choices):
                    self._languages.setdefault(part, set()).add(language)
                ends = [end.grown(choice) for end in ends for choice in choices]
            for end in ends:
                end.groups.setdefault(group, set()).add(language)

    def _meanings(self, word: str) -> frozenset[str]:
        """List the vocabulary's own words that a word stands for as it is written."""
        if _FIGURES.fullmatch(word):
            value = float(word.replace(",", "."))
            around = (name for name, (lowest, highest) in self._ranges.items() if lowest <= value <= highest)
            return frozenset({word, NUMBER, *around} & self._languages.keys())
        forms = {word, _ARABIC_PREFIX.sub("", word)}
        stems = {f"{form[:end]}*" for form in forms for end in range(_SHORTEST_STEM, len(form) + 1)}
        return frozenset({*forms, *stems} & self._languages.keys())

    def _entry(self, typed: str) -> Entry:
        words = self._meanings(typed) or self._meanings(_singular(typed))
        languages = frozenset().union(*(self._languages.get(word, ()) for word in words if typed.isalpha()))
        if not self._is_meant(typed):
            words |= self._drawn_out(typed) or self._misspelt(typed, heard_as=words)
        branches = tuple(self._root.after[word] for word in sorted(words) if word in self._root.after)
        return Entry(words, branches, languages, filler=not words.isdisjoint(self._fillers))

    def _is_meant(self, typed: str) -> bool:
        """Tell whether a word is no slip of the finger: a number, or an ordinary or known English word."""
        english = (is_english(form) or form in word_vectors() for form in {typed, _singular(typed)})
        return not typed.isalpha() or DEFAULT_LANGUAGE in self._languages.get(typed, ()) or any(english)

    def _drawn_out(self, typed: str) -> frozenset[str]:
        """List the words that `typed` stands for where its drawn-out letters are written twice, or else once."""
        return next((words for form in undrawn(typed) if (words := self._meanings(form))), frozenset())

    def _misspelt(self, typed: str, heard_as: frozenset[str]) -> frozenset[str]:
        """List the words that `typed` is a slip of the finger away from. Its first letter is held to be right.

        What is already `heard_as` something is a slip of an English word at most.
        """
        choices = self._index.like(typed, len(typed) - 1, len(typed) + 1)
        near = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=1, limit=None)
        meant = (word for word, _, _ in near if not heard_as or DEFAULT_LANGUAGE in self._languages[word])
        return frozenset().union(*map(self._meanings, meant))


def _singular(word: str) -> str:
    """Take a plural's or a verb's "s" off a long word."""
    return word.removesuffix("s") if len(word) > _LONG else word


@lru_cache(_CACHED_WORDS)
def _folded(piece: str) -> tuple[str, ...]:
    """Fold a word of a phrase as messages have it; a stem keeps its star, a number its sign or range.

    The rules use most words again and again.
    """
    words = [piece] if piece == NUMBER or RANGE.fullmatch(piece) else split(piece.rstrip("*"))
    if words and piece.endswith("*"):
        words[-1] += "*"
    return tuple(words)
