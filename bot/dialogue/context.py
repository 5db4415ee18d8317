"""What is known beside a question: the treatment that it names, what was said before it, the message around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.content import Kind, Knowledge
from bot.dialogue.state import DialogueState
from bot.dialogue.treatments import COMPARE, Treatments
from bot.dialogue.understood import Context
from bot.dialogue.weighing import is_whole

FOLLOW_UP = 8.0  # how much likelier an intent is that the last answer leads to
AGAIN = 6.0  # how much likelier the last answer itself is: a detail of it may be asked about
SAME_TOPIC = 2.0  # how much likelier another answer is on the topic that is spoken of
OTHER_TREATMENT = 0.3  # how much likelier an answer about another treatment is, where this one has none like it
# How much likelier small talk is, where it is not plain: chatter amid a conversation, doubt before anything was said.
CHATTER = 0.2
ASIDE = 4  # words; from so many on, a message is more than an aside
AROUND = 10.0  # how much likelier an intent is for a part of a message that it has all of, as a whole


class Contexts:
    """Tells the matcher what else is known."""

    def __init__(self, knowledge: Knowledge, treatments: Treatments) -> None:
        self._knowledge = knowledge
        self._treatments = treatments
        talk = [intent for intent in knowledge.intents.values() if intent.kind is Kind.SMALLTALK]
        self._chatter = {intent.id: CHATTER for intent in talk if not intent.aspects}
        self._doubts = {intent.id: CHATTER for intent in talk if intent.aspects}
        self._known = lru_cache(maxsize=1_000)(self._beside)

    def of(self, named: Sequence[str], state: DialogueState, words: Sequence[str]) -> Context:
        """The context of the message `words`, which names the topics `named`, in a conversation."""
        topic = state.topic if state.topic in self._knowledge.topics else ""
        last = state.last_intent if state.last_intent in self._knowledge.intents else None
        return self._known(tuple(named), topic, last, len(words) >= ASIDE, is_whole(words))

    def _beside(self, named: tuple[str, ...], topic: str, last: str | None, says_much: bool, is_whole: bool) -> Context:
        if last is None:  # there is nothing yet to be doubted
            priors = self._doubts if is_whole else {}
        else:
            priors = {} if named else self._after(last, topic, says_much, is_whole)
        topics = [name for name in (*map(self._treatments.family, named),) or (topic,) if name not in (COMPARE, "")]
        if not topics:
            return Context(priors)
        families = self._treatments.families(topics)
        instead = self._treatments.instead(topics[-1]) if len(families) == 1 else {}
        elsewhere = self._treatments.others(families) - set(instead)
        return Context({**priors, **dict.fromkeys(elsewhere, OTHER_TREATMENT)}, instead)

    def _after(self, last: str, topic: str, says_much: bool, is_whole: bool) -> dict[str, float]:
        """How much likelier each intent is after the answer `last`, in a conversation about `topic`."""
        chatter = self._chatter if says_much else {}
        if is_whole:
            return chatter
        same_topic = {intent.id: SAME_TOPIC for intent in self._treatments.of(self._treatments.family(topic))}
        leads = dict.fromkeys(self._knowledge.intents[last].follow_ups, FOLLOW_UP)
        return {**chatter, **same_topic, **leads, last: AGAIN}


def within(context: Context, around: Mapping[str, float]) -> Context:
    """`context` for a part of a message in which, as a whole, intents have the shares `around`."""
    priors = {i: context.priors.get(i, 1.0) * (1 + AROUND * share) for i, share in around.items()}
    return Context({**context.priors, **priors}, context.label_map)
