"""What the dialogue says of a question before it is read: which intents it makes likelier, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.content import Kind, Knowledge
from bot.dialogue.counterparts import Counterparts
from bot.dialogue.state import DialogueState
from bot.nlu.english import zipf

FOLLOW_UP = 200.0  # how much likelier the last answer and those are that it leads to
FOLLOW_UP_LONG = 20.0  # and where the question is clear by itself
OTHER_TOPIC = 0.3  # how much likelier an answer about another topic is, where this one has none like it
OFF_TOPIC = 0.05  # how much likelier talk and what is out of scope are where a topic of the clinic's is named
CONTENT_WORD = 5.5  # Zipf frequency below which a word says what a question is about
SELF_CONTAINED = 3  # so many content words make a question clear by itself, whatever was spoken of before


def is_self_contained(words: Sequence[str]) -> bool:
    """Whether a question says so much that it is clear by itself."""
    return sum(zipf(word) < CONTENT_WORD for word in words) >= SELF_CONTAINED


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside a question, by intent id.

    `priors` say how many times likelier each intent is, 1 where it is not named; `label_map` gives, for an intent, the
    one that replies in its place.
    """

    priors: Mapping[str, float] = field(default_factory=dict)
    label_map: Mapping[str, str] = field(default_factory=dict)


class Priors:
    """Computes how likely each intent is before a question is read."""

    def __init__(self, knowledge: Knowledge, counterparts: Counterparts) -> None:
        self._knowledge = knowledge
        self._counterparts = counterparts
        strange = (Kind.SMALLTALK, Kind.OUT_OF_SCOPE)
        self._off_topic = {i.id: OFF_TOPIC for i in knowledge.intents.values() if i.kind in strange}
        talk = [i for i in knowledge.intents.values() if i.kind is Kind.SMALLTALK]
        self._too_early = {i.id: OFF_TOPIC for i in talk if i.aspects}  # to doubt an answer before there is any

    def of(self, words: Sequence[str], named: Sequence[str], state: DialogueState) -> Context:
        """Return the priors of a question of `words` that names the topics `named`, at `state` of a dialogue."""
        factors = self._off_topic if named else self._after(words, state) if state.last_intent else self._too_early
        spoken_of = [self._counterparts.family(topic) for topic in named] or [state.topic]
        families = self._counterparts.families(spoken_of)
        if not families:
            return Context(factors)
        maps = self._counterparts.label_maps
        label_map = maps.get(next(t for t in reversed(spoken_of) if t), {}) if len(families) == 1 else {}
        elsewhere = self._counterparts.elsewhere(families) - set(label_map)
        return Context({**factors, **dict.fromkeys(elsewhere, OTHER_TOPIC)}, label_map)

    def _after(self, words: Sequence[str], state: DialogueState) -> dict[str, float]:
        """Return how much likelier the last answer makes itself, which may tell more, and those that it leads to."""
        last = self._knowledge.intents.get(state.last_intent or "")
        likelier = FOLLOW_UP_LONG if is_self_contained(words) else FOLLOW_UP
        return dict.fromkeys((last.id, *last.follow_ups), likelier) if last else {}
