"""What a visitor means in one turn: the message, its parts, and what the conversation adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.dialogue.conversation import Conversation
from bot.dialogue.parts import listed, questions
from bot.dialogue.topics import Topics, leans
from bot.intents import Intent, Kind, Knowledge
from bot.matcher import Band, Candidate, Match, Matcher
from bot.matcher.english import stem, zipf
from bot.matcher.features import Message
from bot.text import normalise, tokens

LONG = 18  # words; in a longer message the question may be buried
MORE = frozenset({"why", "more", "tell me more", "go on", "why is that", "how come", "and", "anything else", "really"})
FOLLOW_UP = 4.0  # how much likelier an intent is that the last answer leads to
CHATTER = 0.2  # how much likelier small talk is in the middle of a conversation, where it is not plain
ASIDE = 4  # words; from so many on, a message is more than an aside
SAME_TOPIC = 2.0  # how much likelier another answer is on the topic that is spoken of
OTHER_TREATMENT = 0.1  # how much likelier an answer about another treatment must be than one about the one named
STRANGE = 0.3  # a message that many fields of strangers share a little is likely strange, though none has it all
COMPARE = "compare"
FAMILIAR = 0.5  # a question of whose telling words less is known, and that names no treatment, is about something else
COMMONEST = 6.0  # words above this Zipf frequency tell nothing of what a message is about
SURE = 0.9  # the confidence from which small talk is small talk, whatever was spoken of before
PART_AT_LEAST = 0.6  # the confidence that each of several questions needs

NO_CONTEXT: Mapping[str, float] = {}

# Aspects that a visitor does not tell apart: a topic that has an answer to one of them is asked the other, too.
NEIGHBOURS = ({"safety", "side-effects"}, {"how", "what"}, {"timing", "recovery"}, {"evidence", "study"})


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


class Understanding:
    """Reads turns against the knowledge and the conversation."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        self._knowledge = knowledge
        self._matcher = matcher
        self._topics = Topics(knowledge.topics)
        self._house = _house_words(knowledge)
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
            meant = self._counterpart_of(known, state)
            if meant is not known:
                return [meant]
        asked = questions(message)
        whole = self._one(message, state)
        sides = self._each(listed(message), message, state) if len(asked) < 2 else []
        if len(sides) > 1 and min(side.confidence for side in sides) >= SURE:
            return sides
        chatter = whole.intent.kind is Kind.SMALLTALK  # "Thank you. Is one time enough?"
        if not asked or whole.asks_more or (len(asked) == 1 and len(message.split()) <= LONG and not chatter):
            return [whole]
        found = self._each(asked, message, state)
        if len(found) > 1 or (found and chatter):
            return found[:3]
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

    def _one(self, text: str, state: Conversation) -> Understood:
        """What one question means, leaning on the conversation where it seems to."""
        normal = normalise(text)
        words = tokens(normal)
        meant = self._topics.without_denied(words)
        if len(meant) < len(words):
            text, words = " ".join(meant), meant
        match = self._matcher.match(text)
        alone = self._understood(
            text, match, self._chatter if state.last_intent and len(words) >= ASIDE else NO_CONTEXT
        )
        if not words:
            return Understood(text, alone.intent, 0.0, Band.FALLBACK, says_anything=False)
        if state.last_intent and normal.strip(" ?!.") in MORE:
            return Understood(text, alone.intent, 0.0, Band.FALLBACK, asks_more=True)
        named = self._topics.named(words)
        if named:
            alone = replace(alone, topic=named[-1])
            if state.last_intent and self._topics.is_only_a_name(words):
                return replace(self._counterpart(named[-1], state) or alone, topic=named[-1])
        if not state.topic or named or (alone.intent.kind is Kind.SMALLTALK and alone.confidence >= SURE):
            return alone
        if leans(text, words):
            return self._in_context(text, alone, state)
        return self._counterpart_of(alone, state)

    def _in_context(self, text: str, alone: Understood, state: Conversation) -> Understood:
        """The same question with the topic of the conversation said along, and what leads on from it preferred."""
        topic = self._knowledge.topics.get(state.topic)
        if topic is None or not topic.names:
            return alone
        # What is the default need not be said, and would only draw the question to what it is.
        said = text if topic.id == self._knowledge.clinic.default_topic else f"{text} {topic.names[0]}"
        within = self._understood(text, self._matcher.match(said), self._context(state))
        same_family = self._family(within.intent.topic) == self._family(state.topic)
        if within.confidence >= alone.confidence * 0.8 and (same_family or within.confidence > alone.confidence):
            return within
        return alone

    def _context(self, state: Conversation) -> dict[str, float]:
        """How much likelier each intent is for what was said before, where that is not as likely as ever."""
        last = self._knowledge.intents.get(state.last_intent or "")
        leads = last.follow_ups if last else ()
        family = self._family(state.topic)
        likelier = dict(self._chatter)
        for intent in self._knowledge.intents.values():
            if intent.kind is Kind.ANSWER and self._family(intent.topic) == family:
                likelier[intent.id] = SAME_TOPIC
        likelier |= dict.fromkeys(leads, FOLLOW_UP)
        return likelier

    def _counterpart_of(self, alone: Understood, state: Conversation) -> Understood:
        """A general question ("what are the risks") as one about the treatment that is being spoken of."""
        family = self._family(state.topic)
        if alone.intent.kind is not Kind.ANSWER or self._family(alone.intent.topic) == family:
            return alone
        related = [intent for intent in self._knowledge.intents.values() if self._family(intent.topic) == family]
        counterpart = _counterpart(related, alone.intent.aspect)
        if counterpart is None:
            return self._left_out(alone, state)
        return replace(alone, intent=counterpart, others=(alone.intent, *alone.others))

    def _left_out(self, alone: Understood, state: Conversation) -> Understood:
        """What the texts say of another treatment alone: for the one that is spoken of, people answer it."""
        topic = self._knowledge.topics.get(self._family(state.topic))
        if topic is None or not topic.names or topic.id == self._knowledge.clinic.default_topic:
            return alone
        within = self._understood(alone.text, self._matcher.match(f"{alone.text} {topic.names[0]}"))
        return within if within.intent.kind is Kind.HANDOFF and within.band is Band.ANSWER else alone

    def _family(self, topic: str) -> str:
        return self._knowledge.root(topic) if topic in self._knowledge.topics else topic

    def _counterpart(self, topic: str, state: Conversation) -> Understood | None:
        """The intent that says of `topic` what the last answer said of another: "and the laser one?"."""
        recent = [self._knowledge.intents[i] for i in state.recent if i in self._knowledge.intents]
        if not recent:
            return None
        # A handoff may have no aspect: what was asked then stands in the answer before it.
        last = next((intent for intent in recent if intent.aspect), recent[0])
        name = self._knowledge.topics[topic].names[0]
        about = [intent for intent in self._knowledge.intents.values() if intent.topic == topic]
        if (counterpart := _counterpart(about, last.aspect)) is not None:
            return Understood(name, counterpart, 1.0, Band.ANSWER)
        old_names = {word for n in self._knowledge.topics[last.topic].names for word in tokens(normalise(n))}
        asked = [word for word in tokens(normalise(last.question)) if word not in old_names]
        return self._understood(name, self._matcher.match(f"{' '.join(asked)} {name}"))

    def _understood(self, text: str, match: Match, likelier: Mapping[str, float] = NO_CONTEXT) -> Understood:
        families = {self._family(topic) for topic in self._topics.named(tokens(normalise(text)))}
        strange = sum(c.share for c in match.candidates if self._intent(c).kind is Kind.FALLBACK)

        def likelihood(candidate: Candidate) -> float:
            intent = self._intent(candidate)
            if intent.kind is Kind.FALLBACK:
                return max(candidate.share, strange * STRANGE)
            if families and intent.kind is Kind.ANSWER and self._family(intent.topic) not in families | {COMPARE}:
                return candidate.share * OTHER_TREATMENT
            return candidate.share * likelier.get(intent.id, 1.0)

        intents = [self._intent(candidate) for candidate in sorted(match.candidates, key=likelihood, reverse=True)]
        if not families and intents[0].kind is Kind.ANSWER and self._familiar(match.message) < FAMILIAR:
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


def _counterpart(intents: Iterable[Intent], aspect: str | None) -> Intent | None:
    """The first of `intents` that has this aspect, or else one that visitors do not tell from it."""
    alike = {aspect}.union(*(both for both in NEIGHBOURS if aspect in both))
    found = [intent for intent in intents if intent.aspect is not None and intent.aspect in alike]
    return min(found, key=lambda intent: intent.aspect != aspect, default=None)


def _phrase(text: str) -> str:
    """A text by which a known phrase is found again, with or without its question mark."""
    normal = normalise(text)
    return normal.rstrip(" ?!.") or normal
