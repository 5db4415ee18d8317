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
from bot.triage.rules import DEFAULT_LANGUAGE, OR_ELSE, RANGE
from bot.triage.words import split

NUMBER = "#"
_THOUSANDS = re.compile(r",(?=\d{3}$)")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)?")
_SHORTEST_STEM = 2
_SHORTEST_MISSPELT = 4
# Words of triggers and contexts that are as long as this are known misspelt, or run together, without being listed.
_LONG = 5
_SLIPS = ((1, _LONG), (2, 10))
"""How many slips of the finger are allowed for in words of how many letters, the fewest first."""
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
# Arabic writes "and", "with", "for" and "the" as one word with the word they belong to.
_ARABIC_PREFIX = re.compile("^(?:[وف]?(?:ال|بال|لل)|[وفبل])(?=..)")
_MOST_PREFIXES = 3
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

    words: frozenset[str] = frozenset()
    branches: tuple[Branch, ...] = ()
    languages: tuple[str, ...] = ()
    """The languages that know the word as it is written."""
    filler: bool = False
    greeting: bool = False


UNKNOWN = Entry()


class Lexicon:
    """The vocabulary of the rules in all languages."""

    def __init__(self, pack: Pack) -> None:
        rules = pack.rules
        self._root = Branch()
        self._fillers, self._greetings = frozenset(rules.fillers), frozenset(rules.greetings)
        self._function_words, self._never_correct = frozenset(rules.function_words), frozenset(rules.never_correct)
        self._languages: dict[str, set[str]] = {word: set(pack.spoken) for word in self._fillers | self._greetings}
        """Each word of the vocabulary, with the languages that it belongs to."""
        telling, groups = set(rules.misspelt), rules.telling()
        for language in pack.spoken:
            for group in pack.groups():
                said = self._learn(group, pack.lines(group, language), language)
                telling |= {word for word in said if len(word) >= _LONG} if group in groups else set()
        self._plain = frozenset(word for word in self._languages if not word.endswith("*"))
        ranges = ((word, RANGE.fullmatch(word)) for word in self._plain)
        self._ranges = {word: (int(found[1]), int(found[2])) for word, found in ranges if found}
        self._stems = frozenset(word[:-1] for word in self._languages if word.endswith("*"))
        self._stem_heads = frozenset(stem[:_SHORTEST_STEM] for stem in self._stems)
        self._misspelt = self._plain & telling
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._misspelt):
            self._by_initial[word[0]].append(word)
        self.meanings = lru_cache(_CACHED_WORDS)(self._meanings)
        """The vocabulary's own words that a word stands for as it is written; empty for a word that it has not."""
        self.entries = lru_cache(_CACHED_WORDS)(self._entries)
        """The entries of a word as typed: one as a rule, two where two words are run together."""

    def _learn(self, group: str, lines: Iterable[str], language: str) -> set[str]:
        """Take in the phrases of a word group, and say of which words they are made."""
        said: set[str] = set()
        for line in lines:
            ends = [self._root]
            for word in line.split():
                choices = [_folded(choice) for choice in word.split(OR_ELSE)]
                said.update(*choices)
                ends = [end.grown(choice) for end in ends for choice in choices]
            for end in ends:
                end.groups.setdefault(group, set()).add(language)
        for word in said:
            self._languages.setdefault(word, set()).add(language)
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
        known = self.meanings(typed) or self.meanings(_singular(typed))
        languages = frozenset().union(*(self._languages.get(word, ()) for word in known))
        if DEFAULT_LANGUAGE in self._languages.get(typed, ()) or self._is_meant(typed):
            return (self._entry(known, languages),)
        for short in (_DRAWN_OUT.sub(r"\1\1", typed), _DRAWN_OUT.sub(r"\1", typed)):
            if short != typed and (known := self.meanings(short)):
                return (self._entry(known),)
        meant = (word for word in self._meant(typed) if not known or DEFAULT_LANGUAGE in self._languages[word])
        if known := known.union(*map(self.meanings, meant)):
            return (self._entry(known, languages),)
        return tuple(self._entry(self.meanings(part)) for part in self._parted(typed)) or (UNKNOWN,)

    def _is_meant(self, typed: str) -> bool:
        """Tell whether a word is no slip of the finger: a number, or an ordinary word."""
        english = (is_english(form) or form in word_vectors() for form in {typed, _singular(typed)})
        return not typed.isalpha() or typed in self._never_correct or any(english)

    def _meant(self, typed: str) -> list[str]:
        """Find the words that `typed` is the fewest slips away from. Its first letter is held to be right."""
        if len(typed) < _SHORTEST_MISSPELT:
            return []
        choices = self._by_initial.get(typed[0], ())
        near = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=_SLIPS[-1][0], limit=None)
        for slips, shortest in _SLIPS:
            if found := [word for word, distance, _ in near if distance <= slips and len(word) >= shortest]:
                return found
        return []

    def _parted(self, typed: str) -> tuple[str, ...]:
        """Part two words of two letters or more that are run together: "faceis", "cantbreathe"."""
        for cut in range(2, len(typed) - 1):
            left, right = typed[:cut], typed[cut:]
            is_function_first = left in self._function_words and right in self._misspelt
            if is_function_first or (right in self._function_words and left in self._misspelt):
                return left, right
        return ()

    def _entry(self, words: frozenset[str], languages: Iterable[str] = ()) -> Entry:
        branches = tuple(self._root.after[word] for word in sorted(words) if word in self._root.after)
        filler, greeting = (not words.isdisjoint(kind) for kind in (self._fillers, self._greetings))
        return Entry(words, branches, tuple(languages), filler, greeting)


def _singular(word: str) -> str:
    """Take a plural's or a verb's "s" off a long word."""
    return word.removesuffix("s") if len(word) > _LONG else word


def _without_prefixes(word: str) -> Iterator[str]:
    """List `word`, and what is left of an Arabic one as the small words before it are taken off, one by one."""
    yield word
    for _ in range(0 if word.isascii() else _MOST_PREFIXES):
        word, before = _ARABIC_PREFIX.sub("", word), word
        if word == before:
            return
        yield word


@lru_cache(_CACHED_WORDS)
def _folded(piece: str) -> tuple[str, ...]:
    """Fold a word of a phrase as messages have it; a stem keeps its star, a number its sign or range.

    The rules use most words again and again.
    """
    words = [piece] if piece == NUMBER or RANGE.fullmatch(piece) else split(piece.rstrip("*"))
    if words and piece.endswith("*"):
        words[-1] += "*"
    return tuple(words)
