"""What silences words of alarm: a denial, a general question, a supposition, the distant past, an idiom.

The method is ConText's: Harkema, Dowling, Thornblade and Chapman, "ConText: an algorithm for determining negation,
experiencer, and temporal status from clinical reports", Journal of Biomedical Informatics 42, 2009.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from bot.triage.pattern import Pattern, Span
from bot.triage.rules import Direction, Modifier, Rule, RuleFile
from bot.triage.scene import Scene

Scopes = dict[str, list[range]]
"""By the name of each modifier that silences something: the indexes of the words in its scope, in order."""


def scopes(scene: Scene, rules: RuleFile, possible: Iterable[Rule]) -> Scopes:
    """Find what each modifier silences in a message that `possible` rules may match."""
    found = ((one.name, _joined(_ranges(scene, one, rules.symptoms, possible))) for one in rules.modifiers)
    return {name: ranges for name, ranges in found if ranges}


def silenced(scopes: Scopes, heeded: Iterable[str] | None) -> frozenset[int]:
    """List the indexes of the words that the modifiers that are `heeded`, or any, silence."""
    names = scopes if heeded is None else heeded
    return frozenset(at for name in names for scope in scopes.get(name, ()) for at in scope)


def _ranges(scene: Scene, modifier: Modifier, symptoms: frozenset[str], possible: Iterable[Rule]) -> Iterator[range]:
    """Find what one modifier silences, unless something voids it."""
    cues = [cue for cue in scene.find(modifier.cues) if not modifier.opening or scene.bounds(cue).start == cue.start]
    if not cues or scene.shows(modifier.exceptions):
        return
    if modifier.direction is Direction.LIST:
        yield from _lists(scene, modifier.through, symptoms, _denials(scene, cues, possible))
    else:
        stops = sorted(span.start for span in scene.find(modifier.terminated_by))
        yield from (_reached(modifier, cue, scene.bounds(cue), stops) for cue in cues)


def _reached(modifier: Modifier, cue: Span, sentence: Span, stops: list[int]) -> range:
    """Reach from the cue through its sentence, in the modifier's direction, as far as the next of `stops`."""
    start, after = cue.start, cue.end + 1
    if modifier.direction is Direction.BOTH:
        start = max([sentence.start, *stops[: bisect_left(stops, cue.start)][-1:]])
    if modifier.direction in (Direction.FORWARD, Direction.BOTH):
        after = min([sentence.end + 1, *stops[bisect_right(stops, cue.end) :][:1]])
    return range(start, after)


def _joined(ranges: Iterable[range]) -> list[range]:
    """Make one of ranges that overlap, so that many of them in one long sentence take no longer than few."""
    joined: list[range] = []
    for one in sorted(ranges, key=lambda one: one.start):
        if joined and one.start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(joined[-1].stop, one.stop))
        else:
            joined.append(one)
    return joined


def _denials(scene: Scene, cues: Iterable[Span], possible: Iterable[Rule]) -> list[Span]:
    """Leave out the cues in a phrase that a trigger is made of: the "not" of "not breathing" denies nothing."""
    claimed = {
        at
        for trigger in chain.from_iterable(rule.all_triggers for rule in possible)
        for phrase in _within(
            chain.from_iterable(scene.hits.get(group, ()) for group in trigger.groups()), scene.find([trigger])
        )
        if phrase.end > phrase.start
        for at in phrase.words
    }
    return [cue for cue in cues if claimed.isdisjoint(cue.words)]


def _within(phrases: Iterable[Span], spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the phrases that lie wholly in one of `spans`."""
    ordered = sorted(spans)
    starts, reach = [span.start for span in ordered], [-1, *accumulate((span.end for span in ordered), max)]
    yield from (phrase for phrase in phrases if phrase.end <= reach[bisect_right(starts, phrase.start)])


def _lists(scene: Scene, through: Iterable[Pattern], symptoms: frozenset[str], cues: Iterable[Span]) -> Iterator[range]:
    """Find the list of symptoms after each denial, which a pause or a word that belongs in no such list ends."""
    signs = (spans for group, spans in scene.hits.items() if group in symptoms)
    ends: dict[int, int] = {}
    for span in chain(*signs, scene.find(through)):
        ends[span.start] = max(span.end, ends.get(span.start, 0))
    for cue in cues:
        end = cue.end
        # The parts of one written word share a place: the "d" and the "étouffement" of "d'étouffement".
        while end + 1 in ends and scene.places[end + 1] - scene.places[end] <= 1:
            end = ends[end + 1]
        yield range(cue.end + 1, end + 1)
