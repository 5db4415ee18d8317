"""What silences words of alarm: a denial, a general question, a supposition, the distant past, an idiom.

The method is ConText's: Harkema, Dowling, Thornblade and Chapman, "ConText: an algorithm for determining negation,
experiencer, and temporal status from clinical reports", Journal of Biomedical Informatics 42, 2009.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from bot.triage.pattern import Span
from bot.triage.rules import Direction, Modifier, RuleFile
from bot.triage.scene import Scene

Scopes = dict[str, list[range]]
"""By the name of each modifier that silences something: the indexes of the words in its scope."""


def scopes(scene: Scene, rules: RuleFile, contexts: frozenset[str], claimed: Callable[[], frozenset[int]]) -> Scopes:
    """Find what each modifier silences in a message that shows `contexts`, in ranges that may overlap.

    `claimed` gives the words that are part of a symptom's own phrase: the "not" of "not breathing" denies nothing.
    """
    found: Scopes = {}
    for modifier in (one for one in rules.modifiers if not scene.hits.keys().isdisjoint(one.begins_with)):
        cues = _cues(scene, modifier) if contexts.isdisjoint(modifier.exception_contexts) else []
        if cues and modifier.direction is Direction.LIST:
            phrases = claimed()
            denials = [cue for cue in cues if phrases.isdisjoint(cue.words)]
            found[modifier.name] = list(_lists(scene, modifier, rules.symptoms, denials))
        elif cues:
            stops = sorted(span.start for span in scene.find(modifier.terminated_by))
            found[modifier.name] = [_reached(modifier, cue, scene.bounds(cue), stops) for cue in cues]
    return {name: ranges for name, ranges in found.items() if ranges}


def silenced(scopes: Scopes, heeded: Iterable[str] | None) -> frozenset[int]:
    """List the indexes of the words that the modifiers that are `heeded`, or any, silence."""
    names = scopes if heeded is None else heeded
    return frozenset(at for name in names for scope in scopes.get(name, ()) for at in scope)


def _cues(scene: Scene, modifier: Modifier) -> list[Span]:
    """Find the cues of a modifier that nothing voids."""
    cues = sorted(cue for cue in scene.find(modifier.cues) if not (modifier.opening and scene.is_inside(cue)))
    lifted = {scene.sentence(span) for span in scene.find(modifier.exceptions)} if cues else set()
    return [cue for cue in cues if scene.sentence(cue) not in lifted]


def _reached(modifier: Modifier, cue: Span, sentence: Span, stops: list[int]) -> range:
    """Reach from the cue through its sentence, in the modifier's direction, as far as the next of `stops`."""
    start, after = cue.start, cue.end + 1
    if modifier.direction in (Direction.BACKWARD, Direction.BOTH):
        start = max([sentence.start, *stops[: bisect_left(stops, cue.start)][-1:]])
    if modifier.direction in (Direction.FORWARD, Direction.BOTH):
        after = min([sentence.end + 1, *stops[bisect_left(stops, after) :][:1]])
    return range(start, after)


def _lists(scene: Scene, modifier: Modifier, symptoms: frozenset[str], cues: list[Span]) -> Iterator[range]:
    """Find the list of symptoms after each denial."""
    joints = {span.start for span in scene.find(modifier.joined_by)}
    stops = {span.start for span in scene.find(modifier.terminated_by)}
    steps: dict[int, int] = {}
    signs = (spans for group, spans in scene.hits.items() if group in symptoms)
    listed = chain(*signs, scene.find(modifier.through), scene.find(modifier.joined_by))
    for span in listed:
        steps[span.start] = max(span.end, steps.get(span.start, 0))
    reached = -1
    for cue in cues:
        if cue.start > reached:
            reached = _list_end(scene, cue, steps, stops, joints)
            yield range(cue.end + 1, reached + 1)


def _list_end(scene: Scene, cue: Span, steps: dict[int, int], stops: set[int], joints: set[int]) -> int:
    """Find the last word of the list after `cue`. Past a comma it goes on only where an "or" shows it to be a list.

    `steps` lead from the start of every word or phrase that a list may hold to its end. A word that none of them knows
    may stand before an "or": "no spots or fever".
    """
    last = scene.bounds(cue).end
    end, paused, index = cue.end, False, cue.end + 1
    while index <= last and (index in steps or index + 1 in joints) and index not in stops:
        pause = scene.places[index] - scene.places[index - 1] > 1
        paused = (paused or pause) and index not in joints
        index = steps.get(index, index) + 1
        if not paused:
            end = index - 1
    return end
