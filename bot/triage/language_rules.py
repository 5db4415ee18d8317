"""The rules in one language: whether a message, read in that language, raises an alarm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.triage.lexicon import Lexicon
from bot.triage.modifiers import Silence
from bot.triage.pattern import Pattern, everywhere
from bot.triage.reading import Hits, Reading, Span, read
from bot.triage.rules import EmergencyRules, Rule
from bot.triage.words import Word


@dataclass(frozen=True)
class _Scene:
    """A message with all that occurs in it, the signs that it may show, and the words of it that are silenced."""

    reading: Reading
    hits: Hits
    mask: int
    """A bit for each word group that occurs."""
    silences: tuple[Silence, ...]
    signs: tuple[Pattern, ...]

    def heard(self, span: Span) -> bool:
        return self.silenced.isdisjoint(range(span.start, span.end + 1))

    @cached_property
    def silenced(self) -> frozenset[int]:
        """The indexes of all words that are silenced. Most messages show no sign of anything and never need them."""
        claimed = frozenset(self._claimed())
        found = (part for silence in self.silences for part in silence.silenced(self.reading, self.hits, claimed))
        return frozenset(_indexes(found))

    def shows(self, patterns: Iterable[Pattern]) -> bool:
        """Whether one of `patterns` stands in the message, silenced or not."""
        return any(True for pattern in patterns for _ in pattern.find(self.reading, self.hits, everywhere))

    def heard_outside(self, patterns: Iterable[Pattern], harmless: Sequence[Pattern]) -> bool:
        """Whether one of `patterns` is heard in a sentence in which none of `harmless` stands."""
        found = {
            self.reading.sentence(span.start)
            for pattern in patterns
            if pattern.may_stand(self.mask)
            for span in pattern.find(self.reading, self.hits, self.heard)
        }
        return bool(found) and not found <= self.sentences(harmless)

    def sentences(self, patterns: Iterable[Pattern]) -> frozenset[int]:
        """The numbers of the sentences in which one of `patterns` stands, silenced or not."""
        found = (span for pattern in patterns for span in pattern.find(self.reading, self.hits, everywhere))
        return frozenset(self.reading.sentence(span.start) for span in found)

    def _claimed(self) -> Iterator[int]:
        """The words that are part of a phrase of several words that is part of a sign, such as "not breathing"."""
        for sign in self.signs:
            phrases = [span for group in sign.groups() for span in self.hits.get(group, ()) if span.end > span.start]
            for found in sign.find(self.reading, self.hits, everywhere) if phrases else ():
                for phrase in phrases:
                    if found.start <= phrase.start and phrase.end <= found.end:
                        yield from range(phrase.start, phrase.end + 1)


@dataclass(frozen=True, slots=True, eq=False)
class _Test:
    """A rule, ready to be held against messages."""

    rule: Rule
    signs: tuple[Pattern, ...]
    in_context: tuple[Pattern, ...]
    context: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    def fires(self, scene: _Scene) -> bool:
        """Whether the scene shows a sign that is neither silenced nor harmless in its sentence."""
        if scene.heard_outside(self.signs, self.unless):
            return True
        return scene.heard_outside(self.in_context, self.unless) and scene.shows(self.context)


_NumberedSign = tuple[int, Pattern]
"""A sign, with the number of its test: the tests stand in order of precedence."""


class Wing:
    """The part of the emergency door that understands one language."""

    def __init__(self, rules: EmergencyRules, language: str) -> None:
        self._rules = rules
        self._lexicon = Lexicon(rules, language)
        self._tests = tuple(self._test(rule) for rule in rules.rules)
        self._silences = tuple(Silence.parse(quiet, rules, self._lexicon.groups) for quiet in rules.quiet)
        self._filed = _filed(self._tests)

    def knows(self, word: str) -> bool:
        """Whether a folded word belongs to this wing's language, as far as it knows it."""
        return bool(self._lexicon.meanings(word))

    def check(self, words: Sequence[Word]) -> Rule | None:
        """The first rule that fires for a message."""
        reading = read(words, self._lexicon)
        hits = reading.hits()
        mask = sum(1 << group for group in hits)
        possible = self._possible(hits, mask)
        if not possible:
            return None
        scene = _Scene(reading, hits, mask, self._silences, tuple(sign for _, sign in possible))
        tests = (self._tests[number] for number in sorted({number for number, _ in possible}))
        return next((test.rule for test in tests if test.fires(scene)), None)

    def sees(self, words: Sequence[Word]) -> bool:
        """Whether a message shows a sign that needs no context, be it silenced or harmless where it stands."""
        reading = read(words, self._lexicon)
        hits = reading.hits()
        signs = (sign for test in self._tests for sign in test.signs)
        return any(True for sign in signs for _ in sign.find(reading, hits, everywhere))

    def _possible(self, hits: Hits, mask: int) -> set[_NumberedSign]:
        """The signs that a message in which these word groups occur can show at all."""
        return {sign for group in hits for sign in self._filed.get(group, ()) if sign[1].may_stand(mask)}

    def _test(self, rule: Rule) -> _Test:
        parts = (rule.signs, rule.signs_in_context, self._rules.shown_by(rule.context), rule.unless)
        return _Test(rule, *(self._patterns(texts, rule.reach) for texts in parts))

    def _patterns(self, texts: Iterable[str], reach: int | None) -> tuple[Pattern, ...]:
        return tuple(Pattern.parse(text, self._lexicon.groups, reach or self._rules.reach) for text in texts)


def _filed(tests: Iterable[_Test]) -> dict[int, list[_NumberedSign]]:
    """Every sign under the word groups of its first term. A message holds few of them."""
    filed: dict[int, list[_NumberedSign]] = defaultdict(list)
    for number, test in enumerate(tests):
        for sign in (*test.signs, *test.in_context):
            for group in sign.terms[0]:
                filed[group].append((number, sign))
    return dict(filed)


def _indexes(ranges: Iterable[range]) -> Iterator[int]:
    """The numbers in `ranges`, each once."""
    done = 0
    for found in sorted(ranges, key=lambda found: found.start):
        yield from range(max(found.start, done), found.stop)
        done = max(done, found.stop)
