"""A message as the rules see it: its words, and every word group that occurs in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from bot.triage.lexicon import Branch, Entry
from bot.triage.pattern import Heard, Hits, Pattern, Span
from bot.triage.words import SENTENCE

_MOST_FILLERS = 4
"""How many fillers may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A message's words as the lexicon knows them, their places, and the word groups that occur."""

    entries: Sequence[Entry]
    places: Sequence[int]
    hits: Hits

    def find(self, patterns: Iterable[Pattern], heard: Heard | None = None) -> Iterator[Span]:
        """Find where `patterns` stand, among all words or those that are heard."""
        for pattern in patterns:
            if pattern.may_stand(self.hits):
                yield from pattern.find(self.hits, self.places, heard)

    def shows(self, patterns: Iterable[Pattern]) -> bool:
        """Tell whether one of `patterns` stands in the message, silenced or not."""
        return any(True for _ in self.find(patterns))

    def sentence(self, span: Span) -> int:
        """Number the sentence in which a span stands."""
        return self.places[span.start] // SENTENCE

    def bounds(self, span: Span) -> Span:
        """Return the first and the last word of the sentence around `span`."""
        number = self.sentence(span)
        start, after = (bisect_left(self.places, edge * SENTENCE) for edge in (number, number + 1))
        return Span(start, after - 1)

    def is_nothing_but(self, patterns: Iterable[Pattern]) -> bool:
        """Tell whether all words of the message are part of `patterns` or fillers."""
        said = {at for span in self.find(patterns) for at in span.words}
        return all(at in said or entry.filler for at, entry in enumerate(self.entries))


def occurrences(entries: Sequence[Entry], places: Sequence[int], languages: Set[str]) -> Hits:
    """Find every occurrence of every word group, as one of `languages` knows it."""
    hits: Hits = {}
    for start, entry in enumerate(entries):
        for branch in entry.branches:
            for reached, end in _followed(branch, start, entries, places) if branch.after else ((branch, start),):
                for group, known_in in reached.groups.items():
                    if not known_in.isdisjoint(languages):
                        hits.setdefault(group, []).append(Span(start, end))
    return hits


def _followed(branch: Branch, at: int, entries: Sequence[Entry], places: Sequence[int]) -> Iterator[tuple[Branch, int]]:
    """List a branch, whose last word is `at`, and those that the message's next words lead to, each with its last."""
    yield branch, at
    sentence = places[at] // SENTENCE
    for index in range(at + 1, min(at + 2 + _MOST_FILLERS, len(entries))):
        if places[index] // SENTENCE != sentence:
            return
        entry = entries[index]
        for word in entry.words:
            if after := branch.after.get(word):
                yield from _followed(after, index, entries, places)
        if not entry.filler:
            return
