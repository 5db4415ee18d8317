"""The treatments that the clinic speaks of, and which answer says of one of them what another says of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from bot.content import Intent, Kind, Knowledge
from bot.dialogue.topics import Topics
from bot.text import normalise, tokens

COMPARE = "compare"  # the topic of answers that set treatments beside each other


class Treatments:
    """Knows topics by the widest one around them: what is said of the face is said of mesotherapy."""

    def __init__(self, knowledge: Knowledge, topics: Topics) -> None:
        self._knowledge = knowledge
        self._answers = [intent for intent in knowledge.intents.values() if intent.kind is Kind.ANSWER]
        self._handoffs = [i for i in knowledge.intents.values() if i.kind is Kind.HANDOFF and i.aspects]
        named = {intent.id: topics.named(tokens(normalise(intent.question))) for intent in self._answers}
        self._about = {i.id: self.families([i.topic, *named[i.id]]) for i in self._answers}
        self.instead = cache(self._instead)
        """For a topic, the answers about others, each with the one that says the same of this topic."""
        self.others = cache(self._others)
        """The ids of the answers about none of some treatments."""

    def family(self, topic: str) -> str:
        """The treatment that `topic` belongs to; a topic that nobody knows is its own."""
        return self._knowledge.root(topic) if topic in self._knowledge.topics else topic

    def families(self, topics: Iterable[str]) -> frozenset[str]:
        """The treatments that `topics` belong to."""
        return frozenset(map(self.family, topics)) - {COMPARE}

    def of(self, family: str) -> list[Intent]:
        """All answers about a treatment."""
        return [intent for intent in self._answers if self.family(intent.topic) == family]

    def counterpart(self, topic: str, aspects: Sequence[str]) -> Intent | None:
        """The answer that says of `topic` itself what `aspects`, the most telling first, are about."""
        about = [intent for intent in self._answers if intent.topic == topic]
        return next((intent for aspect in aspects for intent in about if aspect in intent.aspects), None)

    def otherwise(self, topic: str) -> Intent | None:
        """Who answers what the texts say of other treatments alone."""
        known = self._knowledge.topics.get(self.family(topic))
        return self._knowledge.intents.get(known.otherwise or "") if known else None

    def _instead(self, topic: str) -> Mapping[str, str]:
        family, elsewhere = self.family(topic), self.others(self.families([topic]))
        # What people answer in general, such as the price, may be written of this treatment.
        pairs = {intent.id: self.counterpart(family, intent.aspects) for intent in self._handoffs}
        for intent in self._answers:
            if intent.id in elsewhere:
                aspects = intent.aspects
                pairs[intent.id] = self.counterpart(topic, aspects) or self.counterpart(family, aspects)
            elif topic != family == intent.topic:  # of hair, what is said of mesotherapy in general
                pairs[intent.id] = self.counterpart(topic, intent.aspects)
        return {other: meant.id for other, meant in pairs.items() if meant}

    def _others(self, families: frozenset[str]) -> frozenset[str]:
        return frozenset(i.id for i in self._answers if i.topic != COMPARE and families.isdisjoint(self._about[i.id]))
