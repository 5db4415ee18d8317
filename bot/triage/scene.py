"""A message as one language's rules see it: the word groups that occur in it, and the words that are silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from bot.triage.modifiers import CompiledModifier
from bot.triage.pattern import Pattern, everywhere
from bot.triage.reading import Hits, Reading, Span

Numbered = tuple[int, Pattern]
"""A trigger, with the number of its rule: the rules stand in order of precedence."""


@dataclass(frozen=True)
class Scene:
    """A message with all that occurs in it, and the triggers that it may show."""

    reading: Reading
    hits: Hits
    mask: int
    """A bit for each word group that occurs."""
    modifiers: tuple[CompiledModifier, ...]
    possible: tuple[Numbered, ...]

    def heard(self, span: Span, heeded: Sequence[str] | None = None) -> bool:
        """Tell whether no word of `span` is silenced, by the modifiers that are `heeded` or by any."""
        words = range(span.start, span.end + 1)
        if heeded is None:
            return self.silenced.isdisjoint(words)
        scopes = (scope for name in heeded for scope in self.scopes.get(name, ()))
        return not any(word in scope for scope in scopes for word in words)

    @cached_property
    def scopes(self) -> dict[str, list[range]]:
        """By the name of each modifier that silences something: the indexes of the words in its scope."""
        claimed = frozenset(self._claimed())
        cued = (one for one in self.modifiers if not one.begins_with.isdisjoint(self.hits))
        found = {one.name: list(one.silenced(self.reading, self.hits, claimed)) for one in cued}
        return {name: ranges for name, ranges in found.items() if ranges}

    @cached_property
    def silenced(self) -> frozenset[int]:
        """The indexes of all silenced words. Most messages show no trigger and never need them."""
        return frozenset(_indexes(part for ranges in self.scopes.values() for part in ranges))

    def shows(self, patterns: Iterable[Pattern]) -> bool:
        """Tell whether one of `patterns` stands in the message, silenced or not."""
        return any(True for pattern in patterns for _ in pattern.find(self.reading, self.hits, everywhere))

    def heard_outside(
        self, patterns: Iterable[Pattern], harmless: Sequence[Pattern], heeded: Sequence[str] | None = None
    ) -> bool:
        """Tell whether one of `patterns` is heard in a sentence in which none of `harmless` stands."""
        found = {
            self.reading.sentence(span.start)
            for pattern in patterns
            if pattern.may_stand(self.mask)
            for span in pattern.find(self.reading, self.hits, partial(self.heard, heeded=heeded))
        }
        return bool(found) and not found <= self.sentences(harmless)

    def is_nothing_but(self, patterns: Sequence[Pattern]) -> bool:
        """Tell whether all words of the message are part of `patterns`, greetings or fillers."""
        spans = (span for pattern in patterns for span in pattern.find(self.reading, self.hits, everywhere))
        said = frozenset(_indexes(range(span.start, span.end + 1) for span in spans))
        return all(at in said or entry.filler or entry.greeting for at, entry in enumerate(self.reading.entries))

    def sentences(self, patterns: Iterable[Pattern]) -> frozenset[int]:
        """Number the sentences in which one of `patterns` stands, silenced or not."""
        found = (span for pattern in patterns for span in pattern.find(self.reading, self.hits, everywhere))
        return frozenset(self.reading.sentence(span.start) for span in found)

    def _claimed(self) -> Iterator[int]:
        """List the words that are part of a phrase of several words that is part of a trigger: "not breathing"."""
        for _, trigger in self.possible:
            phrases = [span for group in trigger.groups() for span in self.hits.get(group, ()) if span.end > span.start]
            for found in trigger.find(self.reading, self.hits, everywhere) if phrases else ():
                for phrase in phrases:
                    if found.start <= phrase.start and phrase.end <= found.end:
                        yield from range(phrase.start, phrase.end + 1)


def _indexes(ranges: Iterable[range]) -> Iterator[int]:
    """List the numbers in `ranges`, each once."""
    done = 0
    for found in sorted(ranges, key=lambda found: found.start):
        yield from range(max(found.start, done), found.stop)
        done = max(done, found.stop)
