"""What a message means, leaning on the dialogue where it has to: one question after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content import Intent, Kind, Knowledge
from bot.dialogue.counterparts import Counterparts
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.priors import Priors
from bot.dialogue.reasons import Reason
from bot.dialogue.segmentation import cut, segmented
from bot.dialogue.state import DialogueState
from bot.dialogue.topics import Mention, Topics
from bot.nlu import IntentClassifier
from bot.nlu.utterance import Utterance
from bot.text import match_key

PLAIN_QUESTION = 0.6  # the confidence with which a question is answered as if no story stood around it
COMPARING = frozenset("same than different difference similar compare compared versus vs better worse unlike".split())


class Interpreter:
    """Reads messages against the knowledge and the dialogue."""

    def __init__(self, knowledge: Knowledge, model: IntentClassifier) -> None:
        self._knowledge = knowledge
        self._model = model
        self._topics = Topics(knowledge.topics)
        self._counterparts = Counterparts(knowledge, self._topics)
        self._priors = Priors(knowledge, self._counterparts, model)
        self._exact = {match_key(text): i for i in knowledge.learnt.values() for text in i.utterances}

    def read(self, message: Utterance, state: DialogueState) -> Sequence[Interpretation]:
        """Return what `message` means: one interpretation a question, in order; never empty."""
        whole = self._interpret(message, state)
        clauses = cut(message)
        if whole.is_certain or len(clauses) < 2:
            return [whole]

        mentions = list(self._topics.mentions(message.words))

        def read(first: int, end: int, before: Interpretation | None) -> Interpretation | None:
            return self._interpret_stretch(message.slice(first, end), _about(mentions, end, state), before)

        questions = segmented(whole, clauses, read)
        return questions if len(questions) > 1 or _is_plain(questions[0], whole) else [whole]

    def _interpret_stretch(
        self, utterance: Utterance, state: DialogueState, before: Interpretation | None
    ) -> Interpretation | None:
        """Read a stretch of a message.

        A name alone asks the same as the question `before` it: "the risks of lipo, and of the laser one"; after no
        question, it is none.
        """
        if self._topics.is_only_a_name(utterance.words):
            if not before:
                return None
            state = replace(state, recent=(before.intent.id,))
        return self._interpret(utterance, state)

    def _interpret(self, utterance: Utterance, state: DialogueState) -> Interpretation:
        """Return what one question means."""
        if exact := self._exact.get(match_key(utterance.text)) or self._exact.get(" ".join(utterance.words)):
            return self._as_known(utterance, exact, state)
        utterance = self._topics.without_denied(utterance)
        named = self._topics.named(utterance.words)
        if named and state.last_intent and self._topics.is_only_a_name(utterance.words):
            return self._same_of(named[-1], utterance, state)
        if other := self._compared_with(named, utterance.words, state):
            named = [*named, other]
            utterance = self._model.parser.parse(f"{utterance.text} {self._knowledge.topics[other].names[0]}")
        found = self._classify(utterance, named, state)
        if found.intent.kind is Kind.SMALLTALK and found.intent.aspects:
            return self._redirected(found, state)
        return self._lacking(found, state)

    def _classify(self, utterance: Utterance, named: Sequence[str], state: DialogueState) -> Interpretation:
        if state.last_intent and not named:
            likelihoods = self._model.likelihoods(utterance)
            state = replace(state, topic=self._counterparts.described(likelihoods, state.topic))
        match = self._model.classify(utterance, self._priors.of(utterance.words, named, state))
        best, *others = map(self._knowledge.learnt.__getitem__, match.shares)
        return Interpretation(utterance, best, match.confidence, tuple(others), match.shares, tuple(named))

    def _compared_with(self, named: Sequence[str], words: Sequence[str], state: DialogueState) -> str | None:
        """Return the topic spoken of before, if a question compares another with it ("same as lipo?"); else None."""
        spoken_of, others = self._counterparts.families([state.topic]), self._counterparts.families(named)
        if len(others) != 1 or others == spoken_of or COMPARING.isdisjoint(words):
            return None
        return next((topic for topic in spoken_of if topic in self._knowledge.topics), None)

    def _as_known(self, utterance: Utterance, intent: Intent, state: DialogueState) -> Interpretation:
        """Read a phrase of the clinic's own; it means something else where it names no topic and one is spoken of."""
        named = tuple(self._topics.named(utterance.words))
        known = Interpretation(utterance, intent, 1.0, shares={intent.id: 1.0}, topics=named, is_certain=True)
        if intent.kind is Kind.SMALLTALK and intent.aspects:
            return self._redirected(known, state)
        if named or match_key(intent.question) == match_key(utterance.text):
            return replace(known, reason=Reason.CHOSEN)
        meant = self._counterparts.label_maps.get(state.topic, {}).get(intent.id)
        if meant:
            return replace(known, intent=self._knowledge.intents[meant], others=(intent,))
        return self._lacking(known, state)

    def _redirected(self, found: Interpretation, state: DialogueState) -> Interpretation:
        """Return what small talk asks for after an answer, such as "says who?" for evidence; else `found`."""
        if not state.last_intent:
            return found
        topic = found.topics[-1] if found.topics else state.topic
        recent = self._knowledge.served(state.recent)
        aspects = found.intent.aspects
        fresh = [a for a in aspects if not any(a in intent.aspects for intent in recent)]
        told = next((intent for intent in recent if aspects[-1] in intent.aspects), None)
        family = self._counterparts.family(topic)
        intent = self._counterparts.find(topic, fresh) or self._counterparts.find(family, fresh) or told
        return replace(found, intent=intent, others=()) if intent else found

    def _lacking(self, found: Interpretation, state: DialogueState) -> Interpretation:
        """Return a handoff if the texts answer a question for other topics, not for the one meant; else `found`."""
        topics = found.topics or (state.topic,)
        families = self._counterparts.families(topics)
        otherwise = self._counterparts.otherwise(topics[-1])
        if len(families) != 1 or not otherwise or found.intent.id not in self._counterparts.about_none_of(families):
            return found
        others = tuple(intent for intent in (found.intent, *found.others) if intent is not otherwise)
        return replace(found, intent=otherwise, others=others, reason=Reason.TOPIC_LACKS_ANSWER)

    def _same_of(self, topic: str, utterance: Utterance, state: DialogueState) -> Interpretation:
        """Return what says of `topic` what the last answer said of another: "and the laser one?"."""
        recent = self._knowledge.served(state.recent)
        # A handoff may have no aspect: what was asked then stands in the answer before it.
        last = next((intent for intent in recent if intent.aspects), None)
        aspects = last.aspects if last else ()
        if intent := self._counterparts.find(topic, aspects) or self._counterparts.otherwise(topic):
            return Interpretation(utterance, intent, 1.0, topics=(topic,), is_certain=True)
        asked = self._topics.without_names(self._model.parser.parse(last.question if last else "").words)
        question = self._model.parser.parse(" ".join([*asked, self._knowledge.topics[topic].names[0]]))
        return self._classify(question, [topic], state)


def _about(mentions: Sequence[Mention], end: int, state: DialogueState) -> DialogueState:
    """Return the state in which what ends before the token `end` is read.

    It is about the topic that came up last until then, named again or not, else the one that is named first after it.
    """
    came_up = list(dict.fromkeys(mention.topic for mention in mentions if mention.end <= end))
    topics = came_up[-1:] or [mention.topic for mention in mentions[:1]]
    return replace(state, topic=topics[0]) if topics else state


def _is_plain(question: Interpretation, whole: Interpretation) -> bool:
    """Return whether a question is clear by itself, whatever stands around it, or there is only talk around it."""
    is_plain = question.confidence >= PLAIN_QUESTION or whole.intent.kind is Kind.SMALLTALK
    return question.intent.kind is Kind.ANSWER and is_plain
