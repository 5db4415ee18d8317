"""Find an answer's counterpart, which says the same of another topic: the laser's pain for liposuction's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from bot.content import Intent, Kind, Knowledge
from bot.dialogue.sureness import odds
from bot.dialogue.topics import Topics
from bot.text import words_in

DESCRIBED = 5.0  # how many times better the odds of a topic must be than usual, for it to be described
MAX_FAMILIES = 1_000  # sets of topics for which it is known which answers are about none of them


class Counterparts:
    """Knows which answers are about which topic.

    A topic with its parts is a family, named by the widest of them: what is said of the whole holds for its parts.
    """

    def __init__(self, knowledge: Knowledge, topics: Topics) -> None:
        self._knowledge = knowledge
        self._comparisons = {topic.id for topic in knowledge.topics.values() if topic.role == "comparison"}
        self._answers = [intent for intent in knowledge.intents.values() if intent.kind is Kind.ANSWER]
        self._of_topic: dict[str, list[Intent]] = {}
        for intent in self._answers:
            self._of_topic.setdefault(intent.topic, []).append(intent)
        self._handoffs = [i for i in knowledge.intents.values() if i.kind is Kind.HANDOFF and i.aspects]
        named = {intent.id: topics.named(words_in(intent.question)) for intent in self._answers}
        self._about = {i.id: self.families([i.topic, *named[i.id]]) for i in self._answers}
        self.about_none_of = lru_cache(MAX_FAMILIES)(self._about_none_of)

    def family(self, topic: str) -> str:
        """Return the widest topic around `topic`; one that nobody knows is its own."""
        return self._knowledge.root(topic) if topic in self._knowledge.topics else topic

    def families(self, topics: Iterable[str]) -> frozenset[str]:
        """Return the widest topics around `topics`, comparisons left out."""
        return frozenset(map(self.family, topics)) - self._comparisons - {""}

    def described(self, likelihoods: Mapping[str, float], spoken_of: str) -> str:
        """Return the topic that a question is about which names none: `spoken_of`, unless its words describe another.

        `likelihoods` are those of the intents by these words alone. "When they hoover it out, are you awake" is about
        liposuction, whatever was spoken of.
        """
        shares = self._topic_shares(likelihoods)
        rises = {topic: odds(shares[topic]) / odds(self._usual[topic]) for topic in shares}
        best = max(rises, key=rises.__getitem__, default=spoken_of)
        is_other = best != self.family(spoken_of) and rises.get(best, 0.0) >= DESCRIBED
        return best if is_other else spoken_of

    @cached_property
    def _usual(self) -> Mapping[str, float]:
        """The share of each topic before anything is asked: that of its answers."""
        return self._topic_shares({intent.id: 1 / len(self._answers) for intent in self._answers})

    def _topic_shares(self, likelihoods: Mapping[str, float]) -> Counter[str]:
        shares = Counter[str]()
        for intent in self._answers:
            if not intent.is_comparison:
                shares.update(dict.fromkeys(self._about[intent.id], likelihoods.get(intent.id, 0.0)))
        return shares

    def find(self, topic: str, aspects: Sequence[str]) -> Intent | None:
        """Return the answer about `topic` itself with the first of `aspects` that any has, or None."""
        own = self._of_topic.get(topic, ())
        return next((intent for aspect in aspects for intent in own if aspect in intent.aspects), None)

    def otherwise(self, topic: str) -> Intent | None:
        """Return the intent that replies where the texts answer a question for other topics alone."""
        known = self._knowledge.topics.get(self.family(topic))
        return self._knowledge.intents.get(known.otherwise or "") if known else None

    @cached_property
    def label_maps(self) -> Mapping[str, Mapping[str, str]]:
        """For each topic, the answers about others, each with the one that says the same of this topic."""
        return {topic: self._label_map(topic) for topic in self._knowledge.topics}

    def _about_none_of(self, families: frozenset[str]) -> frozenset[str]:
        """Return the ids of the answers about none of `families`."""
        return frozenset(i.id for i in self._answers if not i.is_comparison and families.isdisjoint(self._about[i.id]))

    def _label_map(self, topic: str) -> Mapping[str, str]:
        family, about_others = self.family(topic), self.about_none_of(self.families([topic]))
        # What people answer in general, such as the price, may be written of this topic.
        pairs = {intent.id: self.find(family, intent.aspects) for intent in self._handoffs}
        for intent in self._answers:
            is_of_whole = topic != family and intent.topic == family
            if intent.id in about_others:
                pairs[intent.id] = self.find(topic, intent.aspects) or self.find(family, intent.aspects)
            elif is_of_whole:
                pairs[intent.id] = self.find(topic, intent.aspects)
        return {other: meant.id for other, meant in pairs.items() if meant}
