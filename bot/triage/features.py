"""What the emergency classifier sees in a message: its words, and what the rules of each language find in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.nlu.english import stem
from bot.triage.language_rules import LanguageRules
from bot.triage.rules import Rule
from bot.triage.scene import Scene
from bot.triage.words import Word

WEIGHTS = {"word": 1.0, "modifier": 1.0, "rule": 1.5, "after": 3.0, "silenced": 1.0, "told": 1.0}
"""How much each kind of feature counts; of a kind, the square root of their number divides it.

`after` is a rule that matches where a treatment is told of, `silenced` one whose triggers stand there unheard, and
`told` a word group that silences nothing but tells how recent, grave or lasting a thing is, and whose it is.
"""

Feature = tuple[str, str]
"""A feature's kind and name."""


def features(words: Sequence[Word], scenes: Iterable[tuple[LanguageRules, Scene, list[Rule]]]) -> frozenset[Feature]:
    """List the features of a message, read with the rules of each language that it may be in; and those that match."""
    found = {("word", stem(word) if word.isascii() else word) for word, _ in words}
    for rules, scene, matching in scenes:
        found.update(_rule_features(rules, scene, {rule.id for rule in matching}))
    return frozenset(found)


def _rule_features(rules: LanguageRules, scene: Scene, matching: set[str]) -> Iterator[Feature]:
    yield from (("modifier", name) for name in scene.scopes)
    yield from (("rule", name) for name in matching)
    if matching and rules.is_clinical(scene):
        yield from (("after", name) for name in matching)
    yield from (("silenced", name) for name in rules.shown(scene) - matching)
    yield from (("told", name) for name in rules.told(scene))
