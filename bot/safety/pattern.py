"""Patterns of word groups, and where they stand in a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from bot.safety.reading import Hits, Reading, Span
from bot.safety.rules import IN_ORDER, terms

Heard = Callable[[Span], bool]
"""Whether words count, or are silenced."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Word groups that stand near each other: in this order ("cannot > breathe") or in any ("swollen + lips")."""

    groups: tuple[int, ...]
    ordered: bool
    mask: int
    reach: int

    @classmethod
    def parse(cls, text: str, groups: Mapping[str, int], reach: int) -> Pattern:
        """The pattern that `text` says. Raises KeyError for a group that is not in `groups`."""
        indexes = tuple(groups[term] for term in terms(text))
        mask = 0
        for index in indexes:
            mask |= 1 << index
        return cls(indexes, IN_ORDER in text, mask, reach)

    def find(self, reading: Reading, hits: Hits, heard: Heard) -> Iterator[Span]:
        """Where the pattern stands, from its first word to its last, among the words that are heard."""
        if any(group not in hits for group in self.groups):
            return
        if len(self.groups) == 1:
            yield from filter(heard, hits[self.groups[0]])
            return
        search = self._in_order if self.ordered else self._in_any_order
        yield from search(reading.places, self._events(hits, heard))

    def _events(self, hits: Hits, heard: Heard) -> list[tuple[Span, int]]:
        """The occurrences of every term, in the order in which they stand."""
        return sorted((span, term) for term, group in enumerate(self.groups) for span in hits[group] if heard(span))

    def _in_order(self, places: tuple[int, ...], events: list[tuple[Span, int]]) -> Iterator[Span]:
        """For each term, remember the latest chain that led to it: the latest is within reach if any is."""
        chains: dict[int, Span] = {}
        last = len(self.groups) - 1
        for span, term in events:
            before = chains.get(term - 1) if term else span
            if before is None or (term and not self._near(places, before, span)):
                continue
            chains[term] = Span(before.start, span.end)
            if term == last:
                yield chains[term]

    def _in_any_order(self, places: tuple[int, ...], events: list[tuple[Span, int]]) -> Iterator[Span]:
        """For each term, remember its latest occurrences: those are as near together as any.

        Two, since the same word may stand for two terms, and then the one before it counts for one of them.
        """
        latest: list[list[Span]] = [[] for _ in self.groups]
        for span, term in events:
            latest[term] = [*latest[term][-1:], span]
            if not all(latest):
                continue
            for chosen in product(*latest):
                row = sorted(chosen)
                if all(self._near(places, left, right) for left, right in pairwise(row)):
                    yield Span(row[0].start, row[-1].end)
                    break

    def _near(self, places: tuple[int, ...], left: Span, right: Span) -> bool:
        return left.end < right.start and places[right.start] - places[left.end] <= self.reach


def everywhere(_: Span) -> bool:
    """Hear all words, the silenced ones too."""
    return True
