"""The rules in one language: whether a message, read in that language, raises an alarm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.safety.lexicon import Lexicon
from bot.safety.pattern import Pattern, everywhere
from bot.safety.quiet import Silence
from bot.safety.reading import Hits, Reading, Span, read
from bot.safety.rules import EmergencyRules, Rule, terms
from bot.safety.words import Word


@dataclass(frozen=True, slots=True)
class _Test:
    """A rule, ready to be held against messages."""

    rule: Rule
    signs: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    context: tuple[Pattern, ...]


@dataclass(frozen=True)
class _Scene:
    """A message with all that occurs in it, and the words of it that are silenced."""

    reading: Reading
    hits: Hits
    silences: tuple[Silence, ...]
    symptoms: frozenset[int]

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

    def sentences(self, patterns: Iterable[Pattern]) -> frozenset[int]:
        """The numbers of the sentences in which one of `patterns` stands, silenced or not."""
        found = (span for pattern in patterns for span in pattern.find(self.reading, self.hits, everywhere))
        return frozenset(self.reading.sentence(span.start) for span in found)

    def _claimed(self) -> Iterator[int]:
        """The words that are part of a symptom's phrase of several words."""
        for group in self.symptoms.intersection(self.hits):
            for span in self.hits[group]:
                if span.end > span.start:
                    yield from range(span.start, span.end + 1)


class Wing:
    """The part of the emergency door that understands one language."""

    def __init__(self, rules: EmergencyRules, language: str) -> None:
        self._rules = rules
        self._lexicon = Lexicon(rules, language)
        names = {term for rule in rules.rules for sign in rule.signs for term in terms(sign)}
        self._symptoms = frozenset(self._lexicon.groups[name] for name in names)
        self._tests = tuple(self._test(rule) for rule in rules.rules)
        self._masks = tuple(self._possible_signs(rules, language))
        self._silences = tuple(
            Silence.parse(quiet, self._lexicon.groups, rules.reach, self._symptoms) for quiet in rules.quiet
        )

    def knows(self, word: str) -> bool:
        """Whether a folded word belongs to this wing's language, as far as it knows it."""
        return bool(self._lexicon.meanings(word))

    def check(self, words: Sequence[Word]) -> Rule | None:
        """The first rule that fires for a message."""
        reading = read(words, self._lexicon)
        possible = {number for mask, number in self._masks if mask & reading.mask == mask}
        if not possible:
            return None
        scene = _Scene(reading, reading.hits(), self._silences, self._symptoms)
        return next((self._tests[n].rule for n in sorted(possible) if _fires(self._tests[n], scene)), None)

    def _possible_signs(self, rules: EmergencyRules, language: str) -> Iterator[tuple[int, int]]:
        """The mask and the rule's number of every sign for which this language has words."""
        worded = {self._lexicon.groups[name] for name in rules.words if rules.phrases(name, language)}
        for number, test in enumerate(self._tests):
            yield from ((sign.mask, number) for sign in test.signs if worded.issuperset(sign.groups))

    def _test(self, rule: Rule) -> _Test:
        context = [pattern for name in rule.context for pattern in self._rules.contexts[name]]
        signs, unless, around = (self._patterns(texts, rule.reach) for texts in (rule.signs, rule.unless, context))
        return _Test(rule, signs, unless, around)

    def _patterns(self, texts: Iterable[str], reach: int | None) -> tuple[Pattern, ...]:
        return tuple(Pattern.parse(text, self._lexicon.groups, reach or self._rules.reach) for text in texts)


def _fires(test: _Test, scene: _Scene) -> bool:
    if not scene.shows(test.signs) or (test.context and not scene.shows(test.context)):
        return False
    harmless = scene.sentences(test.unless)
    return any(
        scene.reading.sentence(span.start) not in harmless
        for sign in test.signs
        for span in sign.find(scene.reading, scene.hits, scene.heard)
    )


def _indexes(ranges: Iterable[range]) -> Iterator[int]:
    """The numbers in `ranges`, each once."""
    done = 0
    for found in sorted(ranges, key=lambda found: found.start):
        yield from range(max(found.start, done), found.stop)
        done = max(done, found.stop)
