"""From what a message is taken to mean to a decision: what is sure enough to say, and what to say else."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content import Intent, Kind, Knowledge
from bot.dialogue.decision import Decision
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.language import foreign_language
from bot.dialogue.missing import MissingWords
from bot.dialogue.priors import CONTENT_WORD
from bot.dialogue.reasons import Reason
from bot.dialogue.state import DialogueState
from bot.nlu import IntentClassifier
from bot.nlu.english import zipf
from bot.nlu.utterance import Utterance

MAX_PARTS = 3  # questions that one reply answers
MAX_FAILURES = 2  # so many turns without success in a row, and people are offered
HANDOFF = 0.65  # the confidence with which a handoff for the whole message goes before an answer to a part of it
MOSTLY_MISSING = 0.66  # the share of a question's content words that make it another one
FAINT = 0.1  # a smaller share of the likelihood is offered, however far ahead it is
FOREIGN = 0.8  # the confidence with which a message is answered though its words are another language's
COMMONEST = 6.0  # Zipf frequency from which a word says nothing at all of what a message is about

BY_KIND = {
    Kind.ANSWER: Reason.MATCHED,
    Kind.HANDOFF: Reason.ONLY_PEOPLE,
    Kind.SMALLTALK: Reason.SMALLTALK,
    Kind.OUT_OF_SCOPE: Reason.OUT_OF_SCOPE,
}


class Policy:
    """Decides. Holds no state of a dialogue."""

    def __init__(self, knowledge: Knowledge, model: IntentClassifier) -> None:
        self._knowledge = knowledge
        self._missing = MissingWords(knowledge, model.parser)
        self._answer_at = model.answer_at
        self._decline_below = model.decline_below

    def decide(self, message: Utterance, parts: Sequence[Interpretation], state: DialogueState) -> Decision:
        """Return what to do with a message that is taken to mean `parts`."""
        if len(parts) > 1:
            return self._several(parts)
        part = parts[0]
        if part.intent.kind is not Kind.SMALLTALK and not (part.topics or state.last_intent or _says_anything(message)):
            return Decision(Kind.SMALLTALK, Reason.NO_WORDS)
        language = foreign_language(message.text) if part.confidence < FOREIGN else None
        if language in self._knowledge.responses.languages:
            return Decision(Kind.FALLBACK, Reason.FOREIGN_LANGUAGE, language=language)
        if part.confidence < self._decline_below:
            return Decision(Kind.FALLBACK, Reason.UNKNOWN)
        return self._offer(message, part, state) or self._sure(part, state)

    def _offer(self, message: Utterance, part: Interpretation, state: DialogueState) -> Decision | None:
        """Return "did you mean" where an answer or a handoff is likely, but not sure; None where it is sure."""
        if part.is_exact or not _offerable([part.intent]):
            return None
        # A word alone may be part of many questions.
        is_answer = part.intent.kind is Kind.ANSWER
        is_faint = not state.last_intent and part.shares.get(part.intent.id, 1.0) < FAINT
        if len(message.words) == 1 or (is_answer and (is_faint or part.confidence < self._answer_at)):
            return self._clarify(part, Reason.AMBIGUOUS, state)
        if not is_answer or part.topics or state.last_intent:
            return None
        # Where no topic is named or spoken of, the same words may ask about anything.
        missing = self._missing.of(part.utterance, part.intent)
        content = sum(zipf(word) < CONTENT_WORD for word in part.utterance.words)
        is_strange = len(missing) >= MOSTLY_MISSING * max(1, content)
        return self._clarify(part, Reason.MISSING_WORD, state, missing) if is_strange else None

    def _sure(self, part: Interpretation, state: DialogueState) -> Decision:
        if part.intent.role == "rejection":
            return self.rejected(state)
        reason = part.reason if part.reason is not Reason.MATCHED else BY_KIND[part.intent.kind]
        kind = Kind.FALLBACK if part.intent.kind is Kind.OUT_OF_SCOPE else part.intent.kind
        return Decision(kind, reason, (part,))

    def _several(self, parts: Sequence[Interpretation]) -> Decision:
        """Answer up to three questions in turn, and say which are left."""
        taken, left = parts[:MAX_PARTS], parts[MAX_PARTS:]
        kind = Kind.ANSWER if any(part.intent.kind is Kind.ANSWER for part in taken) else Kind.HANDOFF
        return Decision(kind, Reason.SEVERAL, tuple(taken), left=tuple(part.intent for part in left))

    def _clarify(
        self, part: Interpretation, reason: Reason, state: DialogueState, missing: tuple[str, ...] = ()
    ) -> Decision:
        offered = _offerable([part.intent, *part.others])
        if state.failures >= MAX_FAILURES:
            return Decision(Kind.HANDOFF, Reason.GAVE_UP, offered=offered)
        return Decision(Kind.CLARIFY, reason, offered=offered, missing=missing)

    def rejected(self, state: DialogueState) -> Decision:
        """After "none of these" or "that's not what I asked": offer what has not been offered yet, or people."""
        if state.turns == 0:
            return Decision(Kind.SMALLTALK, Reason.NO_WORDS)
        if state.failures >= MAX_FAILURES or not state.candidates:
            return Decision(Kind.HANDOFF, Reason.GAVE_UP)
        known = [self._knowledge.intents[i] for i in state.candidates if i in self._knowledge.intents]
        return Decision(Kind.SMALLTALK, Reason.REJECTED, offered=tuple(known))

    def more(self, message: Utterance, aspect: str, state: DialogueState) -> Decision:
        """After "why": the follow-up of the last answer that says it; after "more": all that it leads to."""
        last = self._knowledge.intents.get(state.last_intent or "")
        leads = last.follow_ups if last else self._knowledge.clinic.starters
        known = [self._knowledge.intents[i] for i in leads if i in self._knowledge.intents]
        meant = next((intent for intent in known if aspect in intent.aspects), None)
        if meant:
            return Decision(meant.kind, Reason.MORE, (Interpretation(message, meant, 1.0),))
        return Decision(Kind.CLARIFY, Reason.MORE, offered=tuple(known))


def _offerable(intents: Sequence[Intent]) -> tuple[Intent, ...]:
    return tuple(intent for intent in intents if intent.kind in (Kind.ANSWER, Kind.HANDOFF))


def _says_anything(message: Utterance) -> bool:
    return any(zipf(word) < COMMONEST for word in message.words)
