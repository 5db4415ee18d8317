"""What a visitor means in one turn: the message, its parts, and what the conversation adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.dialogue.conversation import Conversation
from bot.dialogue.parts import listed, questions, run_on
from bot.dialogue.topics import Topics
from bot.dialogue.treatments import COMPARE, Treatments
from bot.intents import Intent, Kind, Knowledge
from bot.matcher import Band, Candidate, Context, Matcher
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
OTHER_TREATMENT = 0.1  # how much likelier an answer about another treatment must be than one about the one named
STRANGE = 0.3  # a message that many fields of strangers share a little is likely strange, though none has it all
FAMILIAR = 0.5  # a question of whose telling words less is known, and that names no treatment, is about something else
COMMONEST = 6.0  # words above this Zipf frequency tell nothing of what a message is about
SURE = 0.8  # the confidence from which small talk is small talk, whatever was spoken of before, and a part a question
MOST_PARTS = 3
PART_AT_LEAST = 0.6  # the confidence that each of several questions needs


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
        self._treatments = Treatments(knowledge)
        self._context = lru_cache(maxsize=1_000)(self._known_beside)
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
            meant = self._treatments.instead(state.topic).get(exact.id)
            if meant:
                return [replace(known, intent=self._knowledge.intents[meant], others=(exact,))]
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
        understood = self._understood(text, self._context(tuple(named), state.topic, state.last_intent, len(words) >= ASIDE))
        understood = self._left_out(understood, named or [state.topic])
        if not words:
            return replace(understood, confidence=0.0, band=Band.FALLBACK, says_anything=False)
        if state.last_intent and normal.strip(" ?!.") in MORE:
            return self._reason(text, state) or replace(understood, band=Band.FALLBACK, asks_more=True)
        if named and state.last_intent and self._topics.is_only_a_name(words):
            understood = self._counterpart(named[-1], state) or understood
        return replace(understood, topic=named[-1]) if named else understood

    def _left_out(self, understood: Understood, topics: Sequence[str]) -> Understood:
        """What the texts say of other treatments, but not of the one that `topics` belong to, is for people to answer."""
        families = self._treatments.families(topics)
        otherwise = self._treatments.otherwise(topics[-1])
        if len(families) != 1 or not otherwise or understood.intent.id not in self._treatments.others(families):
            return understood
        return replace(understood, intent=otherwise, others=(understood.intent, *understood.others))

    def _reason(self, text: str, state: Conversation) -> Understood | None:
        """The intent that says why, where the last answer leads to one and that is what is asked."""
        last = self._knowledge.intents.get(state.last_intent or "")
        leads = [self._knowledge.intents[i] for i in last.follow_ups] if last else []
        reason = next((intent for intent in leads if "why" in intent.aspects), None)
        return Understood(text, reason, 1.0, Band.ANSWER) if reason and normalise(text).strip(" ?!.") in WHY else None

    def _known_beside(self, named: tuple[str, ...], topic: str, last: str | None, says_much: bool) -> Context:
        """What is known beside a message that names the topics `named`, in a conversation about `topic`."""
        spoken_of = [t for t in ([*map(self._treatments.family, named)] or [topic]) if t in self._knowledge.topics and t != COMPARE]
        families = self._treatments.families(spoken_of)
        instead = self._treatments.instead(spoken_of[-1]) if len(families) == 1 else {}
        likelier = {} if named or last is None else self._after(last, topic, says_much)
        if families and not (instead and self._treatments.otherwise(spoken_of[-1])):
            likelier |= dict.fromkeys(self._treatments.others(families) - set(instead), OTHER_TREATMENT)
        return Context(likelier, instead)

    def _after(self, last: str, topic: str, says_much: bool) -> dict[str, float]:
        """How much likelier each intent is after the answer `last`, in a conversation about `topic`."""
        likelier = dict(self._chatter) if says_much else {}
        likelier |= {intent.id: SAME_TOPIC for intent in self._treatments.of(self._treatments.family(topic))}
        leads = self._knowledge.intents[last].follow_ups if last in self._knowledge.intents else ()
        return likelier | dict.fromkeys(leads, FOLLOW_UP)

    def _counterpart(self, topic: str, state: Conversation) -> Understood | None:
        """The intent that says of `topic` what the last answer said of another: "and the laser one?"."""
        recent = [self._knowledge.intents[i] for i in state.recent if i in self._knowledge.intents]
        if not recent:
            return None
        # A handoff may have no aspect: what was asked then stands in the answer before it.
        last = next((intent for intent in recent if intent.aspects), recent[0])
        name = self._knowledge.topics[topic].names[0]
        if counterpart := self._treatments.counterpart(topic, last.aspects) or self._treatments.otherwise(topic):
            return Understood(name, counterpart, 1.0, Band.ANSWER)
        old_names = {word for n in self._knowledge.topics[last.topic].names for word in tokens(normalise(n))}
        asked = [word for word in tokens(normalise(last.question)) if word not in old_names]
        return self._understood(f"{' '.join(asked)} {name}", self._context((topic,), "", None, False))

    def _understood(self, text: str, context: Context) -> Understood:
        match = self._matcher.match(text, context)
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


def _phrase(text: str) -> str:
    """A text by which a known phrase is found again, with or without its question mark."""
    normal = normalise(text)
    return normal.rstrip(" ?!.") or normal
