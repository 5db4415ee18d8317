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
        self._exact = {match_key(text): i for i in knowledge.learnt.values() for text in reversed(i.utterances)}

    def read(self, message: Utterance, state: DialogueState) -> Sequence[Interpretation]:
        """Return what `message` means: one interpretation a question, in order; never empty."""
        whole = self._question(message, state)
        clauses = cut(message)
        if whole.is_exact or len(clauses) < 2:
            return [whole]

        mentions = list(self._topics.mentions(message.words))

        def part(start: int, end: int, before: Interpretation | None) -> Interpretation | None:
            first, last = clauses[start].first, clauses[end - 1].last
            return self._part(message.slice(first, last), _about(mentions, last, state), before)

        questions = segmented(whole, clauses, part)
        return questions if len(questions) > 1 or _is_plain(questions[0], whole) else [whole]

    def _part(self, part: Utterance, state: DialogueState, before: Interpretation | None) -> Interpretation | None:
        """Read a stretch of a message.

        A name alone asks the same as the question `before` it: "the risks of lipo, and of the laser one"; after no
        question, it is none.
        """
        if self._topics.is_only_a_name(part.words):
            if not before:
                return None
            state = replace(state, recent=(before.intent.id,))
        return self._question(part, state)

    def _question(self, part: Utterance, state: DialogueState) -> Interpretation:
        """Return what one question means."""
        if exact := self._exact.get(match_key(part.text)) or self._exact.get(" ".join(part.words)):
            return self._as_known(part, exact, state)
        part = self._topics.without_denied(part)
        named = self._topics.named(part.words)
        if named and state.last_intent and self._topics.is_only_a_name(part.words):
            return self._same_of(named[-1], part, state)
        if other := self._compared_with(named, part.words, state):
            named = [*named, other]
            part = self._model.parser.parse(f"{part.text} {self._knowledge.topics[other].names[0]}")
        found = self._classify(part, named, state)
        if found.intent.kind is Kind.SMALLTALK and found.intent.aspects:
            return self._redirected(found, state)
        return self._lacking(found, state)

    def _classify(self, part: Utterance, named: Sequence[str], state: DialogueState) -> Interpretation:
        match = self._model.classify(part, self._priors.of(part.words, named, state))
        best, *others = map(self._knowledge.learnt.__getitem__, match.shares)
        return Interpretation(
            part,
            best,
            match.confidence,
            tuple(others),
            match.shares,
            tuple(named),
        )

    def _compared_with(self, named: Sequence[str], words: Sequence[str], state: DialogueState) -> str | None:
        """Return the topic spoken of before, if a question compares another with it ("same as lipo?"); else None."""
        spoken_of, others = self._counterparts.families([state.topic]), self._counterparts.families(named)
        if len(others) != 1 or others == spoken_of or COMPARING.isdisjoint(words):
            return None
        return next((topic for topic in spoken_of if topic in self._knowledge.topics), None)

    def _as_known(self, part: Utterance, intent: Intent, state: DialogueState) -> Interpretation:
        """Read a phrase of the clinic's own; it means something else where it names no topic and one is spoken of."""
        named = tuple(self._topics.named(part.words))
        known = Interpretation(part, intent, 1.0, shares={intent.id: 1.0}, topics=named)
        if intent.kind is Kind.SMALLTALK and intent.aspects:
            return self._redirected(known, state)
        if named or match_key(intent.question) == match_key(part.text):
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

    def _same_of(self, topic: str, part: Utterance, state: DialogueState) -> Interpretation:
        """Return what says of `topic` what the last answer said of another: "and the laser one?"."""
        recent = self._knowledge.served(state.recent)
        # A handoff may have no aspect: what was asked then stands in the answer before it.
        last = next((intent for intent in recent if intent.aspects), None)
        aspects = last.aspects if last else ()
        if intent := self._counterparts.find(topic, aspects) or self._counterparts.otherwise(topic):
            return Interpretation(part, intent, 1.0, topics=(topic,))
        asked = self._topics.without_names(self._model.parser.parse(last.question if last else "").words)
        question = self._model.parser.parse(" ".join([*asked, self._knowledge.topics[topic].names[0]]))
        return self._classify(question, [topic], state)


def _about(mentions: Sequence[Mention], last: int, state: DialogueState) -> DialogueState:
    """Return the state in which what ends before the token `last` is read.

    It is about the topic that came up last until then, named again or not, else the one that is named first after it.
    """
    came_up = list(dict.fromkeys(mention.topic for mention in mentions if mention.end <= last))
    topics = came_up[-1:] or [mention.topic for mention in mentions[:1]]
    return replace(state, topic=topics[0]) if topics else state


def _is_plain(question: Interpretation, whole: Interpretation) -> bool:
    """Whether a question is clear by itself, whatever stands around it, or there is no more than talk around it."""
    is_plain = question.confidence >= PLAIN_QUESTION or whole.intent.kind is Kind.SMALLTALK
    return question.intent.kind is Kind.ANSWER and is_plain
