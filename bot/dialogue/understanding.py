"""What a visitor means in one turn: the message, its parts, and what the conversation adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.dialogue.conversation import Conversation
from bot.dialogue.parts import listed, questions, run_on
from bot.dialogue.topics import Topics, leans
from bot.intents import Intent, Kind, Knowledge
from bot.matcher import Band, Candidate, Matcher
from bot.matcher.english import stem, zipf
from bot.matcher.features import Message
from bot.text import normalise, tokens

LONG = 18  # words; in a longer message the question may be buried
WHY = frozenset({"why", "why is that", "why not", "but why", "how come", "why tho", "y"})
MORE = WHY | {"more", "tell me more", "go on", "and", "anything else", "really"}
FOLLOW_UP = 4.0  # how much likelier an intent is that the last answer leads to
CHATTER = 0.2  # how much likelier small talk is in the middle of a conversation, where it is not plain
ASIDE = 4  # words; from so many on, a message is more than an aside
SAME_TOPIC = 2.0  # how much likelier another answer is on the topic that is spoken of
OTHER_TREATMENT = 0.02  # how much likelier an answer about another treatment must be than one about the one named
STRANGE = 0.3  # a message that many fields of strangers share a little is likely strange, though none has it all
COMPARE = "compare"
FAMILIAR = 0.5  # a question of whose telling words less is known, and that names no treatment, is about something else
COMMONEST = 6.0  # words above this Zipf frequency tell nothing of what a message is about
SURE = 0.8  # the confidence from which small talk is small talk, whatever was spoken of before, and a part a question
MOST_PARTS = 3
PART_AT_LEAST = 0.6  # the confidence that each of several questions needs

NO_CONTEXT: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Understood:
    """What one question is taken to mean: its intent, the next best ones in order, and the topic that it names."""

    text: str
    intent: Intent
    confidence: float
    band: Band
    others: tuple[Intent, ...] = ()
    topic: str = ""
    says_anything: bool = True
    asks_more: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """Whether it surely asks for what the clinic does not speak of at all."""
        return self.intent.kind is Kind.FALLBACK and self.confidence >= PART_AT_LEAST


class Understanding:
    """Reads turns against the knowledge and the conversation."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        self._knowledge = knowledge
        self._matcher = matcher
        self._topics = Topics(knowledge.topics)
        self._house = _house_words(knowledge)
        self._about = lru_cache(maxsize=100)(self._about_treatments)
        self._after = lru_cache(maxsize=1_000)(self._after_intent)
        self._chatter = {i.id: CHATTER for i in knowledge.intents.values() if i.kind is Kind.SMALLTALK}
        self._exact = {
            _phrase(text): intent for intent in knowledge.intents.values() for text in reversed(intent.utterances)
        }

    def parts(self, message: str, state: Conversation) -> list[Understood]:
        """What the message means: one thing, or two or three where it asks as many. Never empty."""
        exact = self._exact.get(_phrase(message))
        if exact is not None:
            known = Understood(message, exact, 1.0, Band.ANSWER)
            if not self._leans_on(message, exact, state):
                return [known]
            meant = self._within(known, self._family(state.topic))
            if meant is not known:
                return [meant]
        asked = questions(message)
        whole = self._one(message, state)
        if whole.asks_more:
            return [whole]
        for parted in (listed(message) if len(asked) < 2 else [], run_on(asked)):
            found = self._each(parted, message, state)
            if len(found) > 1 and len(found) == len(parted) and min(part.confidence for part in found) >= SURE:
                return found[:MOST_PARTS]
        chatter = whole.intent.kind is Kind.SMALLTALK  # "Thank you. Is one time enough?"
        if not asked or (len(asked) == 1 and len(message.split()) <= LONG and not chatter):
            return [whole]
        found = self._each(asked, message, state)
        lost = [part for part in map(self._alone, asked) if part.is_elsewhere]
        if len(found) > 1 or (found and (chatter or lost)):
            return [*found[:MOST_PARTS], *lost]
        # A story: the question alone may be plainer than the question with all that is told around it.
        return [max([whole, *found], key=lambda understood: understood.confidence)]

    def _leans_on(self, message: str, exact: Intent, state: Conversation) -> bool:
        """Whether a known phrase means something else here, as "does it work" does when lasers are spoken of."""
        if message == exact.question or exact.kind is not Kind.ANSWER or not state.topic:
            return False
        return exact.topic != state.topic and not self._topics.named(tokens(normalise(message)))

    def _each(self, asked: list[str], message: str, state: Conversation) -> list[Understood]:
        """The parts that are surely questions of their own, each intent once."""
        named = self._topics.named(tokens(normalise(message)))
        around = Conversation(topic=named[0], recent=state.recent) if named else state
        found: dict[str, Understood] = {}
        for part in asked:
            understood = self._one(part, around)
            sure = understood.confidence >= PART_AT_LEAST and understood.intent.kind in (Kind.ANSWER, Kind.HANDOFF)
            if sure and understood.says_anything:
                found.setdefault(understood.intent.id, understood)
        return list(found.values())

    def _alone(self, text: str) -> Understood:
        return self._one(text, Conversation())

    def _one(self, text: str, state: Conversation) -> Understood:
        """What one question means, leaning on the conversation where it seems to."""
        normal = normalise(text)
        words = tokens(normal)
        meant = self._topics.without_denied(words)
        if len(meant) < len(words):
            text, words = " ".join(meant), meant
        named = self._topics.named(words)
        alone = self._understood(text, text, self._likelier(named, state, len(words)))
        if not words:
            return Understood(text, alone.intent, 0.0, Band.FALLBACK, says_anything=False)
        if state.last_intent and normal.strip(" ?!.") in MORE:
            return self._reason(text, state) or Understood(text, alone.intent, 0.0, Band.FALLBACK, asks_more=True)
        if named:
            alone = replace(alone, topic=named[-1])
            if state.last_intent and self._topics.is_only_a_name(words):
                return replace(self._counterpart(named[-1], state) or alone, topic=named[-1])
            families = set(map(self._family, named))
            alone = self._within(alone, families.pop()) if len(families) == 1 else alone
        if not state.topic or named or (alone.intent.kind is Kind.SMALLTALK and alone.confidence >= SURE):
            return alone
        if leans(text, words):
            return self._in_context(text, alone, state)
        return self._within(alone, self._family(state.topic))

    def _reason(self, text: str, state: Conversation) -> Understood | None:
        """The intent that says why, where the last answer leads to one and that is what is asked."""
        last = self._knowledge.intents.get(state.last_intent or "")
        leads = [self._knowledge.intents[i] for i in last.follow_ups] if last else []
        reason = next((intent for intent in leads if "why" in intent.aspects), None)
        return Understood(text, reason, 1.0, Band.ANSWER) if reason and normalise(text).strip(" ?!.") in WHY else None

    def _in_context(self, text: str, alone: Understood, state: Conversation) -> Understood:
        """The same question with the topic of the conversation said along, and what leads on from it preferred."""
        topic = self._knowledge.topics.get(state.topic)
        if topic is None or not topic.names:
            return alone
        # What is the default need not be said, and would only draw the question to what it is.
        said = text if topic.id == self._knowledge.clinic.default_topic else f"{text} {topic.names[0]}"
        within = self._understood(text, said, self._likelier([], state, 0))
        same_family = self._family(within.intent.topic) == self._family(state.topic)
        if within.confidence >= alone.confidence * 0.8 and (same_family or within.confidence > alone.confidence):
            return within
        return alone

    def _likelier(self, named: Sequence[str], state: Conversation, n_words: int) -> Mapping[str, float]:
        """How much likelier each intent is for the treatments that are named, or else for what was said before."""
        if named:
            return self._about(frozenset(map(self._family, named)))
        if state.last_intent is None:
            return NO_CONTEXT
        return self._after(state.last_intent, self._family(state.topic), n_words >= ASIDE)

    def _about_treatments(self, families: frozenset[str]) -> Mapping[str, float]:
        answers = (i for i in self._knowledge.intents.values() if i.kind is Kind.ANSWER)
        return {i.id: OTHER_TREATMENT for i in answers if self._family(i.topic) not in families | {COMPARE}}

    def _after_intent(self, last: str, family: str, says_much: bool) -> Mapping[str, float]:
        likelier = dict(self._chatter) if says_much else {}
        for intent in self._knowledge.intents.values():
            if intent.kind is Kind.ANSWER and self._family(intent.topic) == family:
                likelier[intent.id] = SAME_TOPIC
        leads = self._knowledge.intents[last].follow_ups if last in self._knowledge.intents else ()
        return likelier | dict.fromkeys(leads, FOLLOW_UP)

    def _within(self, understood: Understood, family: str) -> Understood:
        """What is said of another treatment ("the risks"), as said of `family`; or who answers it, where the texts do not."""
        if understood.intent.kind is not Kind.ANSWER or self._family(understood.intent.topic) in (family, COMPARE):
            return understood
        related = [intent for intent in self._knowledge.intents.values() if self._family(intent.topic) == family]
        instead = _counterpart(related, understood.intent.aspects) or self._otherwise(family)
        return replace(understood, intent=instead, others=(understood.intent, *understood.others)) if instead else understood

    def _otherwise(self, topic: str) -> Intent | None:
        known = self._knowledge.topics.get(topic)
        return self._knowledge.intents.get(known.otherwise or "") if known else None

    def _family(self, topic: str) -> str:
        return self._knowledge.root(topic) if topic in self._knowledge.topics else topic

    def _counterpart(self, topic: str, state: Conversation) -> Understood | None:
        """The intent that says of `topic` what the last answer said of another: "and the laser one?"."""
        recent = [self._knowledge.intents[i] for i in state.recent if i in self._knowledge.intents]
        if not recent:
            return None
        # A handoff may have no aspect: what was asked then stands in the answer before it.
        last = next((intent for intent in recent if intent.aspects), recent[0])
        name = self._knowledge.topics[topic].names[0]
        about = [intent for intent in self._knowledge.intents.values() if intent.topic == topic]
        if (counterpart := _counterpart(about, last.aspects) or self._otherwise(topic)) is not None:
            return Understood(name, counterpart, 1.0, Band.ANSWER)
        old_names = {word for n in self._knowledge.topics[last.topic].names for word in tokens(normalise(n))}
        asked = [word for word in tokens(normalise(last.question)) if word not in old_names]
        return self._understood(name, f"{' '.join(asked)} {name}")

    def _understood(self, text: str, said: str, likelier: Mapping[str, float] = NO_CONTEXT) -> Understood:
        """What `text` means, matched as `said`."""
        match = self._matcher.match(said, likelier)
        strange = sum(c.share for c in match.candidates if self._intent(c).kind is Kind.FALLBACK)

        def likelihood(candidate: Candidate) -> float:
            is_strange = self._intent(candidate).kind is Kind.FALLBACK
            return max(candidate.share, strange * STRANGE) if is_strange else candidate.share

        intents = [self._intent(candidate) for candidate in sorted(match.candidates, key=likelihood, reverse=True)]
        names_none = not self._topics.named(tokens(normalise(text)))
        if names_none and intents[0].kind is Kind.ANSWER and self._familiar(match.message) < FAMILIAR:
            return Understood(text, intents[0], match.confidence, Band.FALLBACK, tuple(intents[1:]))
        return Understood(text, intents[0], match.confidence, match.band, tuple(intents[1:]))

    def _familiar(self, message: Message) -> float:
        """The share, 0 to 1, of the telling words that the clinic's own examples know, rarer words counting more."""
        weights = [(max(0.0, COMMONEST - zipf(word)), stem(word) in self._house) for word in message.words]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, known in weights if known) / total if total else 1.0

    def _intent(self, candidate: Candidate) -> Intent:
        return self._knowledge.intents[candidate.label]


def _house_words(knowledge: Knowledge) -> frozenset[str]:
    """The stems of all words in the examples of what the clinic can speak to."""
    spoken = [i for i in knowledge.intents.values() if i.kind in (Kind.ANSWER, Kind.HANDOFF)]
    return frozenset(stem(word) for i in spoken for text in i.utterances for word in tokens(normalise(text)))


def _counterpart(intents: Sequence[Intent], aspects: Sequence[str]) -> Intent | None:
    """The first of `intents` that says of its treatment what `aspects`, the most telling first, are about."""
    return next((intent for aspect in aspects for intent in intents if aspect in intent.aspects), None)


def _phrase(text: str) -> str:
    """A text by which a known phrase is found again, with or without its question mark."""
    normal = normalise(text)
    return normal.rstrip(" ?!.") or normal
