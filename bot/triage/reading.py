"""A message as the lexicon reads it, and every word group that occurs in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.triage.lexicon import Branch, Entry, Lexicon
from bot.triage.words import SENTENCE, Word

# How many fillers may stand between two words of a phrase.
_MOST_FILLERS = 4
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
    """A message's words as the lexicon knows them, and their places."""

    entries: tuple[Entry, ...]
    places: tuple[int, ...]

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
        for start, entry in enumerate(self.entries):
            for branch in entry.branches:
                for group in branch.groups:
                    hits.setdefault(group, []).append(Span(start, start))
                for group, end in self._followed(branch, start) if branch.after else ():
                    hits.setdefault(group, []).append(Span(start, end))
        return hits

    def _followed(self, branch: Branch, at: int) -> Iterator[tuple[int, int]]:
        """The groups, each with its last word, of the phrases that go on after the branch, whose last word is `at`."""
        sentence = self.sentence(at)
        for index in range(at + 1, min(at + 2 + _MOST_FILLERS, len(self.entries))):
            if self.sentence(index) != sentence:
                return
            entry = self.entries[index]
            for word in entry.words & branch.after.keys():
                longer = branch.after[word]
                yield from ((group, index) for group in longer.groups)
                if longer.after:
                    yield from self._followed(longer, index)
            if not entry.filler:
                return


def read(words: Sequence[Word], lexicon: Lexicon) -> Reading:
    """Look a message's words up in one language's lexicon."""
    found = [(entry, place) for word, place in _mended(words, lexicon) for entry in lexicon.entries(word)]
    return Reading(tuple(entry for entry, _ in found), tuple(place for _, place in found))


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
