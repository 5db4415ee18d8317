"""Patterns of word groups, and where they stand in a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise, product

from bot.triage.reading import Hits, Reading, Span
from bot.triage.rules import IN_ORDER, terms

Heard = Callable[[Span], bool]
"""Whether words count, or are silenced."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Terms that stand near each other, in this order ("cannot > breathe") or in any ("swollen + lips|tongue").

    A term is one word group or the choice between several.
    """

    terms: tuple[tuple[int, ...], ...]
    ordered: bool
    masks: tuple[int, ...]
    max_distance: int

    @classmethod
    def parse(cls, text: str, groups: Mapping[str, int], max_distance: int) -> Pattern:
        """The pattern that `text` says. Raises KeyError for a group that is not in `groups`."""
        found = tuple(tuple(groups[name] for name in names) for names in terms(text))
        masks = tuple(sum(1 << group for group in term) for term in found)
        return cls(found, IN_ORDER in text, masks, max_distance)

    def may_stand(self, mask: int) -> bool:
        """Whether a message in which the groups of `mask` occur, a bit for each, can hold the pattern at all."""
        return all(map(mask.__and__, self.masks))

    def groups(self) -> Iterator[int]:
        """All word groups that it names."""
        return chain.from_iterable(self.terms)

    def find(self, reading: Reading, hits: Hits, heard: Heard) -> Iterator[Span]:
        """Where the pattern stands, from its first word to its last, among the words that are heard."""
        if len(self.terms) == 1:
            yield from (span for group in self.terms[0] for span in hits.get(group, ()) if heard(span))
            return
        if any(hits.keys().isdisjoint(term) for term in self.terms):
            return
        search = self._in_order if self.ordered else self._in_any_order
        yield from search(reading.places, self._events(hits, heard))

    def _events(self, hits: Hits, heard: Heard) -> list[tuple[Span, int]]:
        """The occurrences of every term, in the order in which they stand."""
        found = (
            (span, number)
            for number, term in enumerate(self.terms)
            for group in term
            for span in hits.get(group, ())
            if heard(span)
        )
        return sorted(found)

    def _in_order(self, places: tuple[int, ...], events: list[tuple[Span, int]]) -> Iterator[Span]:
        """For each term, remember the latest chains that led to it: the latest is within max_distance if any is.

        Two, since the words of the latest may stand for the next term too: of "he says he'll hit me", "he'll" is who
        and also what is said, and then the "he" before it counts.
        """
        chains: list[list[Span]] = [[] for _ in self.terms]
        for span, term in events:
            before = self._nearest(places, chains[term - 1], span) if term else span
            if before is None:
                continue
            found = Span(before.start, span.end)
            chains[term] = [*chains[term][-1:], found]
            if term == len(self.terms) - 1:
                yield found

    def _nearest(self, places: tuple[int, ...], chains: list[Span], span: Span) -> Span | None:
        return next((chain for chain in reversed(chains) if self._near(places, chain, span)), None)

    def _in_any_order(self, places: tuple[int, ...], events: list[tuple[Span, int]]) -> Iterator[Span]:
        """For each term, remember its latest occurrences: those are as near together as any.

        Two, since the same word may stand for two terms, and then the one before it counts for one of them.
        """
        latest: list[list[Span]] = [[] for _ in self.terms]
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
        return left.end < right.start and places[right.start] - places[left.end] <= self.max_distance


def everywhere(_: Span) -> bool:
    """Hear all words, the silenced ones too."""
    return True
