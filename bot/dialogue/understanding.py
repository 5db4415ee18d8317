"""What one question means, leaning on the conversation where it has to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.content import Intent, Kind, Knowledge
from bot.dialogue.context import Contexts, within
from bot.dialogue.state import DialogueState
from bot.dialogue.topics import Topics
from bot.dialogue.treatments import COMPARE, Treatments
from bot.dialogue.understood import Band, Understood
from bot.dialogue.weighing import Beside, Weigher, says_anything
from bot.nlu import IntentClassifier
from bot.text import normalise, phrase, tokens

WHY = frozenset({"why", "why is that", "why not", "but why", "how come", "why tho", "y"})
MORE = WHY | {"more", "tell me more", "go on", "and", "anything else"}
COMPARING = frozenset(
    {"same", "like", "than", "different", "difference", "similar", "compare", "compared", "versus", "vs", "better"}
    | {"worse", "unlike", "differs", "compares"}
)
NOTHING: Mapping[str, float] = {}


class Understanding:
    """Reads questions against the knowledge and the conversation."""

    def __init__(self, knowledge: Knowledge, matcher: IntentClassifier) -> None:
        self._knowledge = knowledge
        self._matcher = matcher
        self._topics = Topics(knowledge.topics)
        self._treatments = Treatments(knowledge, self._topics)
        self._contexts = Contexts(knowledge, self._treatments)
        self._weigher = Weigher(knowledge, matcher)
        self._exact = {phrase(text): i for i in knowledge.intents.values() for text in reversed(i.utterances)}

    def named(self, text: str) -> list[str]:
        """The topics that `text` names, in order."""
        return self._topics.named(self._words(text))

    def is_only_a_name(self, text: str) -> bool:
        """Whether `text` says no more than the name of a topic."""
        return self._topics.is_only_a_name(self._words(text))

    def is_an_example(self, text: str) -> bool:
        """Whether `text` is an utterance example of the clinic's, but for the marks at its end."""
        return phrase(text) in self._exact

    def one(self, text: str, state: DialogueState, around: Mapping[str, float] = NOTHING) -> Understood:
        """What one question means in a conversation, and in a message in which intents have the shares `around`."""
        words = self._words(text)
        if state.last_intent and phrase(text) in MORE:
            return self._more(text, state)
        if exact := self._known(text):
            return self._as_known(text, exact, state)
        meant = self._topics.without_denied(words)
        if len(meant) < len(words):
            text, words = " ".join(meant), meant
        named = self._topics.named(words)
        if named and state.last_intent and self._topics.is_only_a_name(words):
            return self._counterpart(named[-1], state)
        if other := self._compared_with(named, words, state):
            text, named = f"{text} {self._knowledge.topics[other].names[0]}", [*named, other]
        context = within(self._contexts.of(named, state, words), around)
        understood = self._weigher.weigh(text, context, _beside(named or around, state))
        if not (named or state.last_intent or any(map(says_anything, tokens(normalise(text))))):
            return replace(understood, confidence=0.0, band=Band.FALLBACK, says_anything=False)
        if understood.intent.kind is Kind.SMALLTALK and understood.intent.aspects:
            return self._moved(understood, named[-1] if named else state.topic, state)
        understood = self._left_out(understood, named or [state.topic])
        return replace(understood, topic=named[-1]) if named else self._between(understood, state)

    def _compared_with(self, named: Sequence[str], words: Sequence[str], state: DialogueState) -> str | None:
        """The treatment that is spoken of, where another is named beside it: "is it the same as mesotherapy?"."""
        spoken_of, others = self._treatments.families([state.topic]), self._treatments.families(named)
        if not state.topic or len(others) != 1 or others == spoken_of or COMPARING.isdisjoint(words):
            return None
        return next((topic for topic in spoken_of if topic in self._knowledge.topics), None)

    def _words(self, text: str) -> list[str]:
        """The words of `text`, misspelt ones mended: "mesotherpy" names a treatment, too."""
        return list(self._matcher.parser.parse(text).words)

    def _known(self, text: str) -> Intent | None:
        """The intent of which `text` is an example, to the letter or misspelt."""
        return self._exact.get(phrase(text)) or self._exact.get(" ".join(self._words(text)))

    def _as_known(self, text: str, intent: Intent, state: DialogueState) -> Understood:
        """A known phrase; it means something else where it names no treatment and another one is spoken of."""
        known = Understood(text, intent, 1.0, Band.ANSWER, shares={intent.id: 1.0})
        named = self.named(text)
        if intent.kind is Kind.SMALLTALK and intent.aspects:
            return self._moved(known, named[-1] if named else state.topic, state)
        if text == intent.question or named:
            return replace(known, topic=named[-1] if named else "")
        meant = self._treatments.instead(state.topic).get(intent.id) if state.topic else None
        if meant:
            return replace(known, intent=self._knowledge.intents[meant], others=(intent,))
        return self._between(self._left_out(known, [state.topic]), state)

    def _moved(self, understood: Understood, topic: str, state: DialogueState) -> Understood:
        """What small talk asks for where a treatment is spoken of: to doubt, what was found, or else how."""
        recent = [self._knowledge.intents[i] for i in state.recent if i in self._knowledge.intents]
        aspects = understood.intent.aspects
        told = next((i for i in recent if aspects[-1] in i.aspects), None)
        fresh = [a for a in aspects if not any(a in intent.aspects for intent in recent)]
        family = self._treatments.family(topic)
        found = self._treatments.counterpart(topic, fresh) or self._treatments.counterpart(family, fresh) or told
        return replace(understood, intent=found, others=()) if found and state.last_intent else understood

    def _left_out(self, understood: Understood, topics: Sequence[str]) -> Understood:
        """For people to answer: what the texts say of other treatments, but not of the one that `topics` belong to."""
        families = self._treatments.families(topics)
        otherwise = self._treatments.otherwise(topics[-1])
        if len(families) != 1 or not otherwise or understood.intent.id not in self._treatments.others(families):
            return understood
        return replace(understood, intent=otherwise, others=(understood.intent, *understood.others))

    def _between(self, understood: Understood, state: DialogueState) -> Understood:
        """After a comparison, a question about either treatment may be about both: each has its own answer to it."""
        if state.topic != COMPARE or understood.intent.kind is not Kind.ANSWER or understood.intent.topic == COMPARE:
            return understood
        compared = self.named(self._knowledge.intents[state.last_intent].question) if state.last_intent else []
        found = [self._treatments.counterpart(topic, understood.intent.aspects) for topic in compared]
        meant = [intent for intent in dict.fromkeys(found) if intent]
        if len(meant) < 2:
            return understood
        return replace(understood, intent=meant[0], others=tuple(meant[1:]), band=Band.CLARIFY, unclear=True)

    def _more(self, text: str, state: DialogueState) -> Understood:
        """To "why", the intent that says why, where the last answer leads to one; to "more", all that it leads to."""
        last = self._knowledge.intents.get(state.last_intent or "")
        leads = [self._knowledge.intents[i] for i in last.follow_ups] if last else []
        reason = next((intent for intent in leads if "why" in intent.aspects), None)
        if reason and phrase(text) in WHY:
            return Understood(text, reason, 1.0, Band.ANSWER)
        understood = self._weigher.weigh(text, self._contexts.of([], state, []), Beside.NAME)
        return replace(understood, band=Band.FALLBACK, asks_more=True)

    def _counterpart(self, topic: str, state: DialogueState) -> Understood:
        """What says of `topic` what the last answer said of another: "and the laser one?"."""
        recent = [self._knowledge.intents[i] for i in state.recent if i in self._knowledge.intents]
        # A handoff may have no aspect: what was asked then stands in the answer before it.
        last = next((intent for intent in recent if intent.aspects), None)
        name = self._knowledge.topics[topic].names[0]
        aspects = last.aspects if last else ()
        if counterpart := self._treatments.counterpart(topic, aspects) or self._treatments.otherwise(topic):
            return Understood(name, counterpart, 1.0, Band.ANSWER, topic=topic)
        asked = self._without_names(last.question) if last else ""
        understood = self._weigher.weigh(f"{asked} {name}", self._contexts.of([topic], state, []), Beside.NAME)
        return replace(understood, topic=topic)

    def _without_names(self, text: str) -> str:
        names = " ".join(name for topic in self._knowledge.topics.values() for name in topic.names)
        known = set(tokens(normalise(names)))
        return " ".join(word for word in tokens(normalise(text)) if word not in known)


def _beside(named: Collection[str], state: DialogueState) -> Beside:
    if named:
        return Beside.NAME
    return Beside.CONVERSATION if state.last_intent else Beside.NOTHING
