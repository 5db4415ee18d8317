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
FOLLOW_UP, FOLLOW_UP_LESS = 5.0, 2.0
OFFERED = 2.0  # how much likelier those are that were offered, or could have been
ASKED_BEFORE = 0.3  # which share of what the last answer's question says counts for one that is not clear by itself
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
        if named:
            return self._context(tuple(map(self._counterparts.family, named)), is_named=True)
        last, offered = state.last_intent, (*state.offered, *state.candidates)
        return self._context(
            (state.topic,), last=last, offered=offered, is_clear=bool(last) and is_self_contained(words)
        )

    def _context_of(
        self,
        spoken_of: Sequence[str],
        *,
        is_named: bool = False,
        last: str | None = None,
        offered: Sequence[str] = (),
        is_clear: bool = False,
    ) -> Context:
        factors = self._off_topic if is_named else self._after(last, offered, is_clear)
        families = self._counterparts.families(spoken_of)
        label_map = self._counterparts.label_maps.get(spoken_of[-1], {}) if len(families) == 1 else {}
        about_others = self._counterparts.about_none_of(families) - set(label_map) if families else set()
        factors = {**factors, **dict.fromkeys(about_others, OTHER_TOPIC)}
        asked = self._knowledge.intents.get(last or "")
        if not asked or is_clear:
            return self._model.context(factors, label_map)
        return self._model.context(factors, label_map, asked.question, ASKED_BEFORE)

    def _after(self, last: str | None, offered: Sequence[str], is_clear: bool) -> dict[str, float]:
        """Return how much likelier what was `offered` is, and the last answer makes itself and those it leads to."""
        factors = dict.fromkeys(offered, OFFERED)
        if not last:
            return {**factors, **self._too_early}
        answered = self._knowledge.intents.get(last)
        if not answered:
            return factors
        likelier = FOLLOW_UP_LESS if is_clear or answered.kind is Kind.HANDOFF else FOLLOW_UP
        for intent in (last, *answered.follow_ups):
            factors[intent] = likelier * factors.get(intent, 1.0)
        return factors
