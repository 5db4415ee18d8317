"""What the dialogue says of a question before it is read: which intents it makes likelier, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.content import Kind, Knowledge
from bot.dialogue.counterparts import Counterparts
from bot.dialogue.state import DialogueState
from bot.nlu.english import zipf

FOLLOW_UP = 60.0  # how much likelier an intent is that the last answer leads to
FOLLOW_UP_LONG = 10.0  # and where the question is clear by itself
SAME_OF_OTHER = 3.0  # how much likelier an answer is that says of a topic what was last said of another one
STRANGE = 0.3  # how much likelier what is out of scope is amid a dialogue
OTHER_TOPIC = 0.3  # how much likelier an answer about another topic is, where this one has none like it
OFF_TOPIC = 0.05  # how much likelier talk and what is out of scope are where a topic of the clinic's is named
SMALLTALK = 0.2  # how much likelier small talk is in a message of many words amid a dialogue
ASIDE = 4  # words; from so many on, a message is more than an aside
MESSAGE = 10.0  # how much likelier an intent is for a part of a message that it has all of, as a whole
CONTENT_WORD = 5.5  # Zipf frequency below which a word says what a question is about
SELF_CONTAINED = 3  # so many content words make a question clear by itself, whatever was spoken of before


def is_self_contained(words: Sequence[str]) -> bool:
    """Whether a question says so much that it is clear by itself."""
    return sum(zipf(word) < CONTENT_WORD for word in words) >= SELF_CONTAINED


def has_content(words: Sequence[str]) -> bool:
    """Whether any word says what a question is about."""
    return any(zipf(word) < CONTENT_WORD for word in words)


@dataclass(frozen=True, slots=True)
class Context:
    """How many times likelier intents are by what is known beside a question, and which one stands for another."""

    priors: Mapping[str, float] = field(default_factory=dict)
    label_map: Mapping[str, str] = field(default_factory=dict)


class Priors:
    """Tells the classifier what else is known."""

    def __init__(self, knowledge: Knowledge, counterparts: Counterparts) -> None:
        self._knowledge = knowledge
        self._counterparts = counterparts
        talk = [intent for intent in knowledge.intents.values() if intent.kind is Kind.SMALLTALK]
        self._chatter = {intent.id: SMALLTALK for intent in talk if not intent.aspects}
        strange = [intent.id for intent in knowledge.intents.values() if intent.kind is Kind.OUT_OF_SCOPE]
        self._strange = dict.fromkeys(strange, STRANGE)
        self._off_topic = {**dict.fromkeys(strange, OFF_TOPIC), **{intent.id: OFF_TOPIC for intent in talk}}

    def of(self, words: Sequence[str], named: Sequence[str], state: DialogueState) -> Context:
        """Return the priors of a question of `words` that names the topics `named`, at `state` of a dialogue."""
        factors = {**self._after(words, named, state), **(self._off_topic if named else {})}
        spoken_of = [self._counterparts.family(topic) for topic in named] or [state.topic]
        families = self._counterparts.families(spoken_of)
        if not families:
            return Context(factors)
        maps = self._counterparts.label_maps
        label_map = maps.get(next(t for t in reversed(spoken_of) if t), {}) if len(families) == 1 else {}
        elsewhere = self._counterparts.elsewhere(families) - set(label_map)
        return Context({**factors, **dict.fromkeys(elsewhere, OTHER_TOPIC)}, label_map)

    def _after(self, words: Sequence[str], named: Sequence[str], state: DialogueState) -> dict[str, float]:
        """Return how much likelier each intent is after what was answered last."""
        last = self._knowledge.intents.get(state.last_intent or "")
        if last is None:
            return {}
        if named:
            same = self._counterparts.find(self._counterparts.family(named[-1]), last.aspects)
            return {same.id: SAME_OF_OTHER} if same else {}
        chatter = self._chatter if len(words) >= ASIDE else {}
        likelier = FOLLOW_UP_LONG if is_self_contained(words) else FOLLOW_UP
        return {**chatter, **self._strange, **dict.fromkeys(last.follow_ups, likelier)}


def within(context: Context, shares: Mapping[str, float]) -> Context:
    """Return `context` for a part of a message in which, as a whole, intents have these shares."""
    likelier = {i: context.priors.get(i, 1.0) * (1 + MESSAGE * share) for i, share in shares.items()}
    return Context({**context.priors, **likelier}, context.label_map)
