"""What the dialogue says of a question before it is read: which intents it makes likelier, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.content import Kind, Knowledge
from bot.dialogue.counterparts import Counterparts
from bot.dialogue.state import DialogueState
from bot.nlu import Context, IntentClassifier
from bot.nlu.english import zipf

# How much likelier the last answer and those are that it leads to; and where the question is clear by itself, or people
# answered: a handoff has no text whose missing words would tell that something else is asked now.
FOLLOW_UP, FOLLOW_UP_LESS = 50.0, 10.0
OTHER_TOPIC = 0.3  # how much likelier an answer about another topic is, where this one has none like it
OFF_TOPIC = 0.05  # how much likelier talk and what is out of scope are where a topic of the clinic's is named
CONTENT_WORD = 5.5  # Zipf frequency below which a word says what a question is about
MAX_CONTEXTS = 200  # that are remembered: a few kilobytes each
SELF_CONTAINED = 3  # so many content words make a question clear by itself, whatever was spoken of before


def is_self_contained(words: Sequence[str]) -> bool:
    """Return whether a question says so much that it is clear by itself."""
    return sum(zipf(word) < CONTENT_WORD for word in words) >= SELF_CONTAINED


class Priors:
    """Computes how likely each intent is before a question is read."""

    def __init__(self, knowledge: Knowledge, counterparts: Counterparts, model: IntentClassifier) -> None:
        self._knowledge = knowledge
        self._counterparts = counterparts
        self._model = model
        off_topic = (Kind.SMALLTALK, Kind.OUT_OF_SCOPE)
        self._off_topic = {i.id: OFF_TOPIC for i in knowledge.intents.values() if i.kind in off_topic}
        talk = [i for i in knowledge.intents.values() if i.kind is Kind.SMALLTALK]
        # Before any answer, nobody doubts one.
        self._too_early = {i.id: OFF_TOPIC for i in talk if i.aspects}
        self._context = lru_cache(MAX_CONTEXTS)(self._context_of)

    def of(self, words: Sequence[str], named: Sequence[str], state: DialogueState) -> Context:
        """Return the context of a question of `words` that names the topics `named`, at `state` of a dialogue."""
        spoken_of = tuple(map(self._counterparts.family, named)) or (state.topic,)
        last = None if named else state.last_intent
        return self._context(spoken_of, bool(named), last, bool(last) and is_self_contained(words))

    def _context_of(self, spoken_of: Sequence[str], is_named: bool, last: str | None, is_clear: bool) -> Context:
        factors = self._off_topic if is_named else self._after(last, is_clear)
        families = self._counterparts.families(spoken_of)
        if not families:
            return self._model.context(factors, {})
        label_map = self._counterparts.label_maps.get(spoken_of[-1], {}) if len(families) == 1 else {}
        about_others = self._counterparts.about_none_of(families) - set(label_map)
        return self._model.context({**factors, **dict.fromkeys(about_others, OTHER_TOPIC)}, label_map)

    def _after(self, last: str | None, is_clear: bool) -> dict[str, float]:
        """Return how much likelier the last answer makes itself, which may tell more, and those that it leads to."""
        if not last:
            return self._too_early
        answered = self._knowledge.intents.get(last)
        if not answered:
            return {}
        likelier = FOLLOW_UP_LESS if is_clear or answered.kind is Kind.HANDOFF else FOLLOW_UP
        return dict.fromkeys((last, *answered.follow_ups), likelier)
