"""From what a message is taken to mean to a decision: what is sure enough to say, and what to say else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content import Intent, Kind, Knowledge
from bot.content.knowledge import ENOUGH_UTTERANCES
from bot.dialogue.decision import Decision
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.language import foreign_language
from bot.dialogue.missing import MissingWords
from bot.dialogue.reasons import Reason
from bot.dialogue.segmentation import FILLERS
from bot.dialogue.state import DialogueState
from bot.dialogue.sureness import Evidence, sureness
from bot.dialogue.topics import NEGATORS
from bot.nlu import IntentClassifier
from bot.nlu.utterance import Utterance
from bot.triage import Assessment

MAX_PARTS = 3  # questions that one reply answers
MAX_FAILURES = 2  # so many turns without success in a row, and people are offered
ANSWER_AT = 0.63  # how sure an answer must be to be given
CAUTIOUS_AT = 0.72  # and in a clinic of few examples
OFFER_AT = 0.15  # and to be offered
# How sure it must be that people answer what is asked beside an answer, and, in a clinic of few examples, that a
# message is out of scope.
OTHER_AT = 0.3
TALK_AT = 0.45  # which share of the likelihood all small talk must have together for a message to be any
HANDOFF_LEAD = 4.0  # how many times likelier than the best answer a handoff must be to be given
FOREIGN = 0.8  # the confidence with which a message is answered though its words are another language's

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
        self._knows = model.parser.corrector.knows
        self._decline_below = model.calibration.decline_below
        answers = [len(i.utterances) for i in knowledge.intents.values() if i.kind is Kind.ANSWER]
        self._has_few_examples = sum(answers) < ENOUGH_UTTERANCES * len(answers)
        self.answer_at = CAUTIOUS_AT if self._has_few_examples else ANSWER_AT
        """How sure an answer must be to be given."""

    def decide(
        self, message: Utterance, parts: Sequence[Interpretation], state: DialogueState, assessment: Assessment
    ) -> Decision:
        """Return what to do with a message that is taken to mean `parts`; `assessment` is what triage says of it."""
        known = [part for part, _ in self.with_sureness(parts, assessment)]
        best = max(known, key=lambda part: part.sureness)
        sure: list[Interpretation] = []
        left: list[Intent] = []
        for part in known:
            if self._gets_reply(part, part is best):
                sure.append(part)
            elif part.sureness >= OFFER_AT:
                left.append(part.intent)
        if len(sure) > 1:
            return self._several(sure, left)
        decision = self._single(message, sure[0] if sure else best, state)
        return replace(decision, left=tuple(left)) if sure and decision.kind.replies else decision

    def _gets_reply(self, part: Interpretation, is_best: bool) -> bool:
        """Return whether a part is sure enough for a reply of its own; what is no answer is so as the best of all."""
        if part.intent.kind is Kind.ANSWER:
            return part.sureness >= self.answer_at
        return is_best or part.sureness >= OTHER_AT

    def _single(self, message: Utterance, part: Interpretation, state: DialogueState) -> Decision:
        """Return what to do with a message of which one question is known."""
        if self._has_no_question(message, part, state):
            return Decision(Kind.SMALLTALK, Reason.NO_WORDS)
        language = foreign_language(message.text) if part.confidence < FOREIGN else None
        if language:
            return Decision(Kind.FALLBACK, Reason.FOREIGN_LANGUAGE, language=language)
        is_unknown = part.sureness < self._threshold(part)
        doubt = self._unknown(part) if is_unknown else self._doubt(message, part, state)
        if doubt and not any(map(self._knows, message.words)):
            return Decision(Kind.FALLBACK, Reason.UNKNOWN)  # what resembles no word is like no question either
        return doubt or self._reply_to(part, state)

    def _threshold(self, part: Interpretation) -> float:
        """Return how sure an interpretation must be to be more than unknown.

        Beside a clinic's few examples, what ships with the bot has many, and draws to itself what these do not show.
        """
        kind = part.intent.kind
        if kind is Kind.OUT_OF_SCOPE and self._has_few_examples and _offerable(part.others):
            return OTHER_AT
        return {Kind.ANSWER: OFFER_AT, Kind.SMALLTALK: TALK_AT}.get(kind, self._decline_below)

    def with_sureness(
        self, parts: Sequence[Interpretation], assessment: Assessment
    ) -> list[tuple[Interpretation, Evidence | None]]:
        """Return each part with its sureness and missing words, and the evidence.

        Of what is certain, of small talk and of what is out of scope there is none: None.
        """
        return [self._weighed(part, assessment) for part in parts]

    def _weighed(self, part: Interpretation, assessment: Assessment) -> tuple[Interpretation, Evidence | None]:
        kind = part.intent.kind
        if part.is_certain or not kind.replies:
            likelihood = self._share(part, kind) if kind is Kind.SMALLTALK else part.confidence
            return replace(part, sureness=likelihood), None
        missing = self._missing.of(part.utterance, part.intent)
        evidence = Evidence(
            confidence=part.confidence,
            missing=missing.amount,
            missing_share=missing.share,
            n_words=len(part.utterance.tokens),
            names_topic=bool(part.topics),
            handoffs=self._share(part, Kind.HANDOFF),
            alarm=assessment.likelihood,
        )
        likelihood = sureness(evidence) if kind is Kind.ANSWER else part.confidence
        return replace(part, sureness=likelihood, missing=missing.words), evidence

    def _share(self, part: Interpretation, kind: Kind) -> float:
        """Return the share of the likelihood that all intents of a kind have together."""
        return sum(share for i, share in part.shares.items() if self._knowledge.learnt[i].kind is kind)

    def _has_no_question(self, message: Utterance, part: Interpretation, state: DialogueState) -> bool:
        """Return whether a message has no telling word, or none that it does not rule out: "no lipo please"."""
        if part.topics or part.is_certain or not FILLERS.issuperset(part.utterance.words):
            return False
        is_ruled_out = len(part.utterance.tokens) < len(message.tokens) and not NEGATORS.isdisjoint(message.words)
        is_talk = part.intent.kind is Kind.SMALLTALK and message.words
        is_unclear = part.confidence < ANSWER_AT and not is_talk
        return is_ruled_out or (is_unclear and not state.last_intent)

    def _unknown(self, part: Interpretation) -> Decision:
        """Say that nothing fits; with too few examples to be sure of anything, offer the nearest questions."""
        nearest = _offerable([part.intent, *part.others])
        if not self._has_few_examples or not nearest:
            return Decision(Kind.FALLBACK, Reason.UNKNOWN)
        return Decision(Kind.FALLBACK, Reason.FEW_EXAMPLES, offered=nearest)

    def _doubt(self, message: Utterance, part: Interpretation, state: DialogueState) -> Decision | None:
        """Return what to do with an answer or a handoff that is likely, but not sure; None where it is sure."""
        if part.is_certain or not part.intent.kind.replies:
            return None
        # A word alone may be part of many questions, as long as nothing was spoken of.
        is_open = len(message.words) == 1 and not state.last_intent
        is_sure = part.sureness >= self.answer_at and not is_open
        if part.intent.kind is Kind.HANDOFF:
            is_sure = self._leads(part)
        return None if is_sure else self._clarify(part, state)

    def _leads(self, handoff: Interpretation) -> bool:
        """Return whether a handoff is far likelier than any answer."""
        share = handoff.shares.get(handoff.intent.id, 1.0)
        answers = [s for i, s in handoff.shares.items() if self._knowledge.learnt[i].kind is Kind.ANSWER]
        return share >= HANDOFF_LEAD * max(answers, default=0.0)

    def _reply_to(self, part: Interpretation, state: DialogueState) -> Decision:
        """Give the reply to a question of which it is sure what is meant."""
        if part.intent.id not in self._knowledge.intents:
            return self._unknown(part)  # a draft asks it, and no answer is served yet
        if part.intent.role == "rejection":
            return self.rejected(state)
        if part.intent.role == "restart":
            return Decision(Kind.SMALLTALK, Reason.RESTARTED, (part,))
        kind = Kind.FALLBACK if part.intent.kind is Kind.OUT_OF_SCOPE else part.intent.kind
        return Decision(kind, part.reason or BY_KIND[part.intent.kind], (part,))

    def _several(self, sure: Sequence[Interpretation], left: Sequence[Intent]) -> Decision:
        """Answer up to three questions in turn, and say which are left, those that are not sure last."""
        taken, more = sure[:MAX_PARTS], [part.intent for part in sure[MAX_PARTS:]]
        kind = Kind.ANSWER if any(part.intent.kind is Kind.ANSWER for part in taken) else Kind.HANDOFF
        return Decision(kind, Reason.SEVERAL, tuple(taken), left=(*more, *left))

    def _clarify(self, part: Interpretation, state: DialogueState) -> Decision:
        offered = _offerable([part.intent, *part.others])
        if state.failures >= MAX_FAILURES:
            return Decision(Kind.HANDOFF, Reason.GAVE_UP, offered=offered)
        reason = Reason.MISSING_WORD if part.missing else Reason.AMBIGUOUS
        return Decision(Kind.CLARIFY, reason, offered=offered, missing=part.missing)

    def rejected(self, state: DialogueState) -> Decision:
        """Offer what has not been offered yet, or people, after "none of these" or "that's not what I asked"."""
        if state.turns == 0:
            return Decision(Kind.SMALLTALK, Reason.NO_WORDS)
        if state.failures >= MAX_FAILURES or not state.candidates:
            return Decision(Kind.HANDOFF, Reason.GAVE_UP)
        return Decision(Kind.SMALLTALK, Reason.REJECTED, offered=self._knowledge.served(state.candidates))

    def more(self, message: Utterance, aspect: str, state: DialogueState) -> Decision:
        """Give the last answer's follow-up that has the `aspect` asked for ("why"); if none has, offer all of them."""
        last = self._knowledge.intents.get(state.last_intent or "")
        leads = self._knowledge.served(last.follow_ups if last else self._knowledge.clinic.starters)
        meant = next((intent for intent in leads if aspect in intent.aspects), None)
        if meant:
            return Decision(meant.kind, Reason.MORE, (Interpretation(message, meant, 1.0, is_certain=True),))
        return Decision(Kind.CLARIFY, Reason.MORE, offered=leads)


def _offerable(intents: Sequence[Intent]) -> tuple[Intent, ...]:
    return tuple(intent for intent in intents if intent.kind.replies)
