"""Reads a message with the rules: in which language, what is told or silenced in it, and which rules match."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from hashlib import sha256
from typing import NamedTuple

from bot.nlu.english import stem
from bot.nlu.word_vectors import fingerprint as word_vectors_fingerprint
from bot.nlu.word_vectors import word_vectors
from bot.triage.classifier import WEIGHTS, Feature, Floats
from bot.triage.lexicon import Entry, Lexicon
from bot.triage.modifiers import Scopes, scopes, silenced
from bot.triage.pack import Pack
from bot.triage.pattern import Pattern, Span
from bot.triage.rules import DEFAULT_LANGUAGE, TREATED, Rule
from bot.triage.scene import Scene, occurrences
from bot.triage.words import SENTENCE, placed

SILENT = frozenset(
    ("modifier", name) for name in ("denied", "supposed", "long-ago", "heard-of", "hearsay", "studied", "died-of")
)
"""What shows that signs of an emergency are nobody's here, so that the classifier alone raises no alarm."""
PROBES = (
    "My wife fainted twice an hour after her injections, she has no fever but the pain is getting worse.",
    "Can it cause a seizure in a small child? Years ago my sister had one.",
)
"""Messages with features of every kind, by which it shows whether messages are still read as they were."""


class Reading(NamedTuple):
    """A message as the detector reads it: what the classifier sees, and the rules that match it, by precedence."""

    language: str
    features: frozenset[Feature]
    vector: Floats
    matching: list[Rule]
    treated: bool
    """Whether a treatment is told of, here or before."""
    lasting: frozenset[str]
    """The contexts that hold for the messages that follow, too."""

    @property
    def all_silenced(self) -> bool:
        """Whether it names signs of an emergency, none of them heard: denied, feared, long past or hearsay.

        What somebody died of is such a sign, be it one that no rule knows.
        """
        unheard = ("modifier", "died-of") in self.features or any(kind == "silenced" for kind, _ in self.features)
        return not self.matching and unheard and not SILENT.isdisjoint(self.features)

    def alarming(self) -> Rule | None:
        """Return the first rule that fires alone."""
        alone = {"always", "after-treatment"} if self.treated else {"always"}
        return next((rule for rule in self.matching if rule.fires_alone in alone), None)


class Reader:
    """Reads messages with the rules in all languages."""

    def __init__(self, pack: Pack) -> None:
        self._rules = pack.rules
        self._lexicon = Lexicon(pack)
        self._filed: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        """Triggers, with their rules' numbers, by the word groups that they begin with: a message holds few of them."""
        for number, rule in enumerate(pack.rules.rules):
            for trigger in rule.all_triggers:
                for group in trigger.terms[0]:
                    self._filed[group].append((number, trigger))

    def read(self, text: str, before: Set[str] = frozenset()) -> Reading:
        """Read any text; `before` are the lasting contexts of the messages before it."""
        words = placed(text)
        entries, places = [self._lexicon.entry(word) for word, _ in words], [place for _, place in words]
        language, spoken = _languages(entries, places)
        scene = Scene(entries, places, occurrences(entries, places, spoken))
        contexts = {name for name, patterns in self._rules.contexts.items() if scene.shows(patterns)} | before
        possible = self._possible(scene)
        scoped = scopes(scene, self._rules, possible)
        matching = {rule.id: rule for rule in possible if _matches(rule, scene, contexts, scoped)}
        silent = silenced(scoped, None)
        lasting = {name for name, patterns in self._rules.lasting.items() if any(_heard(scene, patterns, silent))}
        shown = {one.id for one in possible if one.id in matching or scene.shows(one.triggers)}
        treated = TREATED in contexts
        found = {("word", stem(word) if word.isascii() else word) for word, _ in words}
        found.update(("modifier", name) for name in scoped)
        found.update(("told", group) for group in self._rules.told if group in scene.hits)
        found.update((kind, rule) for rule in matching for kind in (("rule", "after") if treated else ("rule",)))
        found.update(("silenced", rule) for rule in shown - matching.keys())
        vector = word_vectors().vector([word for word, _ in words])
        return Reading(
            language, frozenset(found), vector, list(matching.values()), treated, frozenset(before | lasting)
        )

    def fingerprint(self) -> str:
        """Name the features that messages get here: weights that were learnt of others say nothing of these."""
        seen = [sorted(self.read(text).features) for text in PROBES]
        return sha256(repr((word_vectors_fingerprint(), WEIGHTS, seen)).encode()).hexdigest()

    def _possible(self, scene: Scene) -> list[Rule]:
        """List the rules that may match a message, in order of precedence."""
        filed = (self._filed.get(group, ()) for group in scene.hits)
        numbers = {number for triggers in filed for number, trigger in triggers if trigger.may_stand(scene.hits)}
        return [self._rules.rules[number] for number in sorted(numbers)]


def _languages(entries: Sequence[Entry], places: Sequence[int]) -> tuple[str, set[str]]:
    """Return the language that knows the most words of a message, and all that it is read in.

    It is read in English, and in those that know the most words of a sentence.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for entry, place in zip(entries, places, strict=True):
        votes[place // SENTENCE].update(entry.languages)
    spoken = {DEFAULT_LANGUAGE}
    for counts in votes.values():
        most = max(counts.values(), default=0)
        spoken.update(language for language, count in counts.items() if count == most)
    total: Counter[str] = sum(votes.values(), Counter())
    leading = max(sorted(total), key=lambda one: (total[one], one == DEFAULT_LANGUAGE), default=DEFAULT_LANGUAGE)
    return leading, spoken


def _matches(rule: Rule, scene: Scene, contexts: Set[str], scoped: Scopes) -> bool:
    """Tell whether a message shows a trigger that is neither silenced nor harmless in its sentence."""
    if rule.whole_message and not scene.is_nothing_but(rule.triggers):
        return False
    silent = silenced(scoped, rule.heeds)
    triggers = rule.triggers if contexts.isdisjoint(rule.contexts) else rule.all_triggers
    found = {scene.sentence(span) for span in _heard(scene, triggers, silent)}
    return bool(found) and not found <= {scene.sentence(span) for span in scene.find(rule.exceptions)}


def _heard(scene: Scene, patterns: Iterable[Pattern], silent: Set[int]) -> Iterator[Span]:
    """Find where patterns stand among the words that nothing silences; `silent` are the indexes of the others."""
    return scene.find(patterns, lambda span: silent.isdisjoint(span.words))
