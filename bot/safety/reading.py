"""A message as the lexicon reads it, and every word group that occurs in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.safety.lexicon import Entry, Lexicon, Phrase
from bot.safety.words import SENTENCE, Word

_LOOSE_ENDS = frozenset({"t", "s", "m", "d", "re", "ve", "ll"})
# After these, an "s" is an "is"; after others it is mostly a possessive, and stands by itself.
_BEFORE_IS = frozenset({"he", "she", "it", "that", "there", "what", "who", "how", "where", "here", "let"})


class Span(NamedTuple):
    """The words `start` to `end` of a message, both included, counted from 0."""

    start: int
    end: int


Hits = dict[int, list[Span]]
"""Word group to its occurrences, in order of their start."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A message's words as the lexicon knows them, their places, and a bit for each group that may occur."""

    entries: tuple[Entry, ...]
    places: tuple[int, ...]
    mask: int

    def sentence(self, index: int) -> int:
        """The number of the sentence in which a word stands."""
        return self.places[index] // SENTENCE

    def bounds(self, span: Span) -> Span:
        """The first and last word of the sentence around `span`."""
        number = self.sentence(span.start)
        start, after = (bisect_left(self.places, edge * SENTENCE) for edge in (number, number + 1))
        return Span(start, after - 1)

    def is_inside(self, span: Span) -> bool:
        """Whether words other than greetings come before `span` in its sentence."""
        return any(not entry.greeting for entry in self.entries[self.bounds(span).start : span.start])

    def hits(self) -> Hits:
        """Every occurrence of every word group."""
        hits: Hits = {}
        said = frozenset().union(*(entry.words for entry in self.entries))
        for index, entry in enumerate(self.entries):
            for group in entry.groups:
                hits.setdefault(group, []).append(Span(index, index))
            for phrase in entry.phrases:
                if phrase.telling in said and (end := self._end_of(phrase, index)) is not None:
                    hits.setdefault(phrase.group, []).append(Span(index, end))
        return hits

    def _end_of(self, phrase: Phrase, start: int) -> int | None:
        """The index of the phrase's last word if it begins at `start`; fillers may stand in between."""
        wanted = 1
        for index in range(start + 1, len(self.entries)):
            entry = self.entries[index]
            if self.sentence(index) != self.sentence(start):
                return None
            if phrase.words[wanted] in entry.words:
                wanted += 1
                if wanted == len(phrase.words):
                    return index
            elif not entry.filler:
                return None
        return None


def read(words: Sequence[Word], lexicon: Lexicon) -> Reading:
    """Look a message's words up in one language's lexicon."""
    entries: list[Entry] = []
    places: list[int] = []
    mask = 0
    for word, place in _mended(words, lexicon):
        for entry in lexicon.entries(word):
            entries.append(entry)
            places.append(place)
            mask |= entry.mask
    return Reading(tuple(entries), tuple(places), mask)


def _mended(words: Sequence[Word], lexicon: Lexicon) -> Sequence[Word]:
    """The words, with "can t" and "i m" put together again."""
    if _LOOSE_ENDS.isdisjoint(word for word, _ in words):
        return words
    mended = [("", -1)]
    for word, place in words:
        host, host_place = mended[-1]
        if word in _LOOSE_ENDS and (word != "s" or host in _BEFORE_IS) and lexicon.meanings(host + word):
            mended[-1] = host + word, host_place
        else:
            mended.append((word, place))
    return mended[1:]
