"""The rules in one language: which of them match a message, read in that language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.triage.lexicon import Lexicon
from bot.triage.modifiers import CompiledModifier
from bot.triage.pack import Pack
from bot.triage.pattern import Pattern
from bot.triage.reading import read
from bot.triage.rules import Rule
from bot.triage.scene import Numbered, Scene
from bot.triage.words import Word


@dataclass(frozen=True, slots=True, eq=False)
class CompiledRule:
    """A rule, ready to be held against messages."""

    rule: Rule
    triggers: tuple[Pattern, ...]
    in_context: tuple[Pattern, ...]
    contexts: tuple[Pattern, ...]
    exceptions: tuple[Pattern, ...]

    def matches(self, scene: Scene) -> bool:
        """Tell whether the scene shows a trigger that is neither silenced nor harmless in its sentence."""
        if self.rule.whole_message and not scene.is_nothing_but(self.triggers):
            return False
        if scene.heard_outside(self.triggers, self.exceptions, self.rule.heeds):
            return True
        return scene.heard_outside(self.in_context, self.exceptions, self.rule.heeds) and scene.shows(self.contexts)


class LanguageRules:
    """The rules with the words of one language."""

    def __init__(self, pack: Pack, language: str) -> None:
        self._rules = pack.rules
        self.lexicon = Lexicon(pack, language)
        self._compiled = tuple(map(self._compile, pack.rules.rules))
        self._modifiers = tuple(
            CompiledModifier.parse(modifier, pack.rules, self.lexicon.groups) for modifier in pack.rules.modifiers
        )
        self._filed = _filed(self._compiled)
        self._clinical = self._patterns(pack.rules.contexts[pack.rules.clinical_context], None)
        self._told = {self.lexicon.groups[name]: name for name in pack.rules.told}

    def knows(self, word: str) -> bool:
        """Tell whether a folded word belongs to this language, as far as its rules know it."""
        return bool(self.lexicon.meanings(word))

    def read(self, words: Sequence[Word]) -> Scene:
        """Read a message with this language's words."""
        reading = read(words, self.lexicon)
        hits = reading.hits()
        mask = sum(1 << group for group in hits)
        possible = {sign for group in hits for sign in self._filed.get(group, ()) if sign[1].may_stand(mask)}
        return Scene(reading, hits, mask, self._modifiers, tuple(possible))

    def matching(self, scene: Scene) -> list[Rule]:
        """List the rules that match a message, in order of precedence."""
        numbers = sorted({number for number, _ in scene.possible})
        return [self._compiled[number].rule for number in numbers if self._compiled[number].matches(scene)]

    def shown(self, scene: Scene) -> set[str]:
        """Name the rules of which a trigger stands in a message, silenced or not."""
        possible = {number for number, _ in scene.possible}
        return {self._compiled[at].rule.id for at in possible if scene.shows(self._compiled[at].triggers)}

    def is_clinical(self, scene: Scene) -> bool:
        """Tell whether a message tells of a treatment that was had."""
        return scene.shows(self._clinical)

    def told(self, scene: Scene) -> Iterator[str]:
        """Name the word groups that are only weighed and stand in a message."""
        return (name for group, name in self._told.items() if group in scene.hits)

    def _compile(self, rule: Rule) -> CompiledRule:
        parts = (rule.triggers, rule.triggers_in_context, self._rules.shown_by(rule.contexts), rule.exceptions)
        return CompiledRule(rule, *(self._patterns(texts, rule.max_distance) for texts in parts))

    def _patterns(self, texts: Iterable[str], distance: int | None) -> tuple[Pattern, ...]:
        groups = self.lexicon.groups
        return tuple(Pattern.parse(text, groups, distance or self._rules.max_distance) for text in texts)


def _filed(compiled: Iterable[CompiledRule]) -> dict[int, list[Numbered]]:
    """File every trigger under the word groups of its first term. A message holds few of them."""
    filed: dict[int, list[Numbered]] = defaultdict(list)
    for number, rule in enumerate(compiled):
        for trigger in (*rule.triggers, *rule.in_context):
            for group in trigger.terms[0]:
                filed[group].append((number, trigger))
    return dict(filed)
