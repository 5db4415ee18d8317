"""What the emergency classifier sees in a message: its words, and what the rules of each language find in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.nlu.english import stem
from bot.triage.language_rules import LanguageRules
from bot.triage.rules import Rule
from bot.triage.scene import Scene
from bot.triage.words import Word

WEIGHTS = {"word": 1.0, "pair": 0.7, "modifier": 1.0, "rule": 1.5, "silenced": 1.0, "beside": 1.0}
"""How much each kind of feature counts; of a kind, the square root of their number divides it."""

Feature = tuple[str, str]
"""A feature's kind and name."""


def features(words: Sequence[Word], scenes: Iterable[tuple[LanguageRules, Scene, list[Rule]]]) -> frozenset[Feature]:
    """List the features of a message, read with the rules of each language that it may be in; and those that match."""
    found = {*_word_features(words)}
    for rules, scene, matching in scenes:
        found.update(_rule_features(rules, scene, {rule.id for rule in matching}))
    return frozenset(found)


def _word_features(words: Sequence[Word]) -> Iterator[Feature]:
    stems = [stem(word) if word.isascii() else word for word, _ in words]
    yield from (("word", word) for word in stems)
    yield from (("pair", f"{one} {next_one}") for one, next_one in pairwise(["^", *stems, "$"]))


def _rule_features(rules: LanguageRules, scene: Scene, matching: set[str]) -> Iterator[Feature]:
    yield from (("modifier", name) for name in scene.scopes)
    yield from (("rule", name) for name in matching)
    yield from (("silenced", name) for name in rules.shown(scene) - matching)
    yield from (("beside", name) for name in rules.beside_triggers(scene))
