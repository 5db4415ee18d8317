"""Patterns of word groups, and where they stand in a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, GetCoreSchemaHandler, StringConstraints, ValidationInfo
from pydantic_core import CoreSchema, core_schema

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _known(group: str, info: ValidationInfo) -> str:
    """Check that a word group is one of those that validation is given. Raises ValueError where it is not."""
    if info.context is not None and group not in info.context:
        raise ValueError(f"names no word group '{group}': add it under words, or mend the name")
    return group


Group = Annotated[Line, AfterValidator(_known)]
"""The name of a word group."""
_MAX_DISTANCE = 8
"""How far apart, in words, the parts of a pattern may stand; a comma counts as a word."""
_JOINT = re.compile(r"\s*[>+]\s*")


class Span(NamedTuple):
    """The words `start` to `end` of a message, both included, counted from 0."""

    start: int
    end: int

    @property
    def words(self) -> range:
        """The indexes of its words."""
        return range(self.start, self.end + 1)


Hits = dict[str, list[Span]]
"""Word group to its occurrences, in order of their start."""
Heard = Callable[[Span], bool]
"""Whether words count, or are silenced."""


@dataclass(frozen=True)
class Pattern:
    """Terms that stand near each other, in this order ("cannot > breathe") or in any ("swollen + lips|tongue").

    A term is one word group or the choice between several.
    """

    terms: tuple[tuple[str, ...], ...]
    ordered: bool = False

    @classmethod
    def parse(cls, text: str, info: ValidationInfo) -> Pattern:
        """Make the pattern that `text` says. Raises ValueError where it mixes both orders or names an unknown group."""
        if ">" in text and "+" in text:
            raise ValueError(f"is '{text}', which mixes > and +: write two patterns")
        terms = (term.split("|") for term in _JOINT.split(text))
        return cls(tuple(tuple(_known(name.strip(), info) for name in term) for term in terms), ">" in text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let models read it as the text that it is parsed from."""
        return core_schema.with_info_after_validator_function(cls.parse, handler(Line))

    def groups(self) -> Iterator[str]:
        """List all word groups that it names."""
        return chain.from_iterable(self.terms)

    def may_stand(self, hits: Hits) -> bool:
        """Tell whether each term occurs in a message."""
        return not any(map(hits.keys().isdisjoint, self.terms))

    def find(self, hits: Hits, places: Sequence[int], heard: Heard | None = None) -> Iterator[Span]:
        """Find where the pattern stands, from its first word to its last, among the words that are heard.

        `places` are those of the message's words. For each term, remember its latest occurrences: those are as near
        together as any. Two, since the same word may stand for two terms, and then the one before it counts for one.
        """
        latest: list[list[Span]] = [[] for _ in self.terms]
        for span, number in self._occurrences(hits):
            if heard is None or heard(span):
                latest[number] = [span, *latest[number][:1]]
                rows = product(*latest) if self.ordered else map(sorted, product(*latest))
                if row := next((row for row in rows if all(_near(places, *pair) for pair in pairwise(row))), None):
                    yield Span(row[0].start, row[-1].end)

    def _occurrences(self, hits: Hits) -> list[tuple[Span, int]]:
        """List where its terms occur, in order, each with the number of the term."""
        terms = enumerate(self.terms)
        return sorted((span, number) for number, term in terms for group in term for span in hits.get(group, ()))


def _near(places: Sequence[int], left: Span, right: Span) -> bool:
    return left.end < right.start and places[right.start] - places[left.end] <= _MAX_DISTANCE
