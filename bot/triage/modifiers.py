"""What silences words of alarm: a denial, a general question, a supposition, the distant past, an idiom.

The method is ConText's: Harkema, Dowling, Thornblade and Chapman, "ConText: an algorithm for determining negation,
experiencer, and temporal status from clinical reports", Journal of Biomedical Informatics 42, 2009.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.triage.pattern import Pattern, everywhere
from bot.triage.reading import Hits, Reading, Span
from bot.triage.rules import Direction, Modifier, RuleFile


@dataclass(frozen=True, slots=True)
class CompiledModifier:
    """A modifier of the rules, ready to be held against messages."""

    name: str
    direction: Direction
    cues: tuple[Pattern, ...]
    begins_with: frozenset[int]
    """The word groups of which each cue needs one: where none occurs, nothing is silenced."""
    terminated_by: frozenset[int]
    exceptions: tuple[Pattern, ...]
    exception_contexts: tuple[Pattern, ...]
    listed: frozenset[int]
    joined_by: frozenset[int]
    grace: int
    opening: bool

    @classmethod
    def parse(cls, modifier: Modifier, rules: RuleFile, groups: Mapping[str, int]) -> CompiledModifier:
        """Make a modifier of the rules ready; `groups` are the numbers of their word groups."""

        def patterns(texts: Iterable[str]) -> tuple[Pattern, ...]:
            return tuple(Pattern.parse(text, groups, rules.max_distance) for text in texts)

        def numbers(names: Iterable[str]) -> frozenset[int]:
            return frozenset(groups[name] for name in names)

        return cls(
            name=modifier.name,
            direction=modifier.direction,
            cues=(cues := patterns(modifier.cues)),
            begins_with=frozenset(group for cue in cues for group in cue.terms[0]),
            terminated_by=numbers(modifier.terminated_by),
            exceptions=patterns(modifier.exceptions),
            exception_contexts=patterns(rules.shown_by(modifier.exception_contexts)),
            listed=numbers((*modifier.through, *modifier.joined_by, *rules.symptoms())),
            joined_by=numbers(modifier.joined_by),
            grace=modifier.grace,
            opening=modifier.opening,
        )

    def silenced(self, reading: Reading, hits: Hits, claimed: frozenset[int]) -> Iterator[range]:
        """The indexes of the words of a message that this silences, in ranges that may overlap.

        `claimed` are the words that are part of a symptom's own phrase: the "not" of "not breathing" denies nothing.
        """
        cues = self._cues(reading, hits)
        if self.direction is Direction.LIST:
            cues = [cue for cue in cues if claimed.isdisjoint(_words(cue))]
        if not cues or any(True for p in self.exception_contexts for _ in p.find(reading, hits, everywhere)):
            return
        lifted = {reading.sentence(span.start) for p in self.exceptions for span in p.find(reading, hits, everywhere)}
        heard = [cue for cue in cues if reading.sentence(cue.start) not in lifted]
        if self.direction is Direction.LIST:
            yield from self._lists(reading, hits, heard)
        else:
            stops = sorted(_starts(hits, self.terminated_by))
            yield from (self._reached(cue, reading.bounds(cue), stops) for cue in heard)

    def _cues(self, reading: Reading, hits: Hits) -> list[Span]:
        found = (cue for pattern in self.cues for cue in pattern.find(reading, hits, everywhere))
        return sorted(cue for cue in found if not (self.opening and reading.is_inside(cue)))

    def _reached(self, cue: Span, sentence: Span, stops: list[int]) -> range:
        before, after = _start(cue, sentence, stops), self._end(cue, sentence, stops)
        match self.direction:
            case Direction.FORWARD:
                return range(cue.start, after)
            case Direction.BACKWARD:
                return range(before, cue.end + 1)
            case Direction.BOTH:
                return range(before, after)
            case _:
                return _words(cue)

    def _end(self, cue: Span, sentence: Span, stops: list[int]) -> int:
        """The first word after the cue that is heard again."""
        at = bisect_left(stops, cue.end + 1 + self.grace)
        return min(stops[at], sentence.end + 1) if at < len(stops) else sentence.end + 1

    def _lists(self, reading: Reading, hits: Hits, cues: list[Span]) -> Iterator[range]:
        """The list of symptoms after each denial."""
        steps, stops = _spans(hits, self.listed), set(_starts(hits, self.terminated_by))
        joints = set(_starts(hits, self.joined_by))
        reached = -1
        for cue in cues:
            if cue.start <= reached:
                continue
            reached = _list_end(reading, cue, steps, stops, joints)
            yield range(cue.end + 1, reached + 1)


def _list_end(reading: Reading, cue: Span, steps: dict[int, int], stops: set[int], joints: set[int]) -> int:
    """The last word of the list after `cue`. Past a comma it goes on only where an "or" shows it to be a list.

    `steps` lead from the start of every word or phrase that a list may hold to its end. A word that none of them knows
    may stand before an "or": "no spots or fever".
    """
    last_index = reading.bounds(cue).end
    end, paused, index = cue.end, False, cue.end + 1
    while index <= last_index and (index in steps or index + 1 in joints) and index not in stops:
        pause = reading.places[index] - reading.places[index - 1] > 1
        paused = (paused or pause) and index not in joints
        index = steps.get(index, index) + 1
        if not paused:
            end = index - 1
    return end


def _start(cue: Span, sentence: Span, stops: list[int]) -> int:
    """The first word before the cue that is silenced with it."""
    at = bisect_left(stops, cue.start)
    return max(stops[at - 1], sentence.start) if at else sentence.start


def _words(span: Span) -> range:
    return range(span.start, span.end + 1)


def _starts(hits: Hits, groups: Iterable[int]) -> Iterator[int]:
    return (span.start for group in groups for span in hits.get(group, ()))


def _spans(hits: Hits, groups: Iterable[int]) -> dict[int, int]:
    """The start of every occurrence of `groups`, with the end of the longest that starts there."""
    ends: dict[int, int] = {}
    for group in groups:
        for span in hits.get(group, ()):
            ends[span.start] = max(span.end, ends.get(span.start, span.end))
    return ends
