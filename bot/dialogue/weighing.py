"""From the matcher's ranking to what a question means: what is strange, what is close, and what may be answered."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache

from bot.content import Intent, Kind, Knowledge
from bot.dialogue.understood import Band, Context, Understood
from bot.nlu import Candidate, Classification, IntentClassifier
from bot.nlu.english import stem, zipf
from bot.nlu.utterance import Utterance
from bot.text import normalise, tokens

STRANGE = 0.3  # a message that many fields of strangers share a little is likely strange, though none has it all
FAMILIAR = 0.2  # a question of whose telling words the intent knows less, and that names no treatment, is another one
LIKELY = 0.5  # what is likelier wrong than right is no match
COMMONEST = 6.0  # words above this Zipf frequency tell nothing of what a message is about
FAINT = 0.1  # an answer that has a smaller share than this is offered but not given, however far ahead it is
CONTENT_WORD_ZIPF = 5.5  # words below this Zipf frequency say what a question is about, so that
WHOLE = 3  # so many of them make a question that is clear by itself, whatever was spoken of before
MIN_WORDS = 2  # in fewer, an answer is offered but not given: a word alone may be part of many questions
# An answer that is so much as likely as what the texts do not say, or what is strange altogether, is offered, too.
CLOSE = {Kind.HANDOFF: 0.5, Kind.FALLBACK: 0.8}


class Beside(Enum):
    """What there is beside a question that says which treatment it is about."""

    NOTHING = "nothing"
    CONVERSATION = "conversation"
    NAME = "name"
    """It names the treatment itself, or is part of a message that says the rest."""


class Weigher:
    """Weighs what the matcher makes of a question by what kinds of intents it found."""

    def __init__(self, knowledge: Knowledge, matcher: IntentClassifier) -> None:
        self._intents = knowledge.intents
        self._matcher = matcher
        self._own = cache(self._words_of)

    def weigh(self, text: str, context: Context, beside: Beside) -> Understood:
        """What `text` means."""
        match = self._matcher.classify(self._matcher.parser.parse(text), context.priors, context.label_map)
        ranked = self._ranked(match.candidates)
        answer = next((c for c in ranked if self._kind(c) is Kind.ANSWER), ranked[0])
        is_close = answer.share >= CLOSE.get(self._kind(ranked[0]), math.inf) * ranked[0].share
        if is_close:
            ranked = [answer, *(candidate for candidate in ranked if candidate is not answer)]
        best, *others = [self._intents[candidate.label] for candidate in ranked]
        band = max(self._band(match.confidence), self._at_best(best, match, beside, is_close), key=list(Band).index)
        shares = {candidate.label: candidate.share for candidate in match.candidates}
        return Understood(text, best, match.confidence, band, tuple(others), shares)

    def _ranked(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates, best first; each field of strangers stands for all of them."""
        strange = STRANGE * sum(c.share for c in candidates if self._kind(c) is Kind.FALLBACK)
        return sorted(
            (Candidate(c.label, max(c.share, strange)) if self._kind(c) is Kind.FALLBACK else c for c in candidates),
            key=lambda candidate: -candidate.share,
        )

    def _band(self, confidence: float) -> Band:
        """What may be done with a match of this confidence."""
        if confidence >= self._matcher.answer_at:
            return Band.ANSWER
        return Band.CLARIFY if confidence >= self._matcher.decline_below else Band.FALLBACK

    def _at_best(self, intent: Intent, match: Classification, beside: Beside, is_close: bool) -> Band:
        """What may be done with a match at best, however sure the matcher is."""
        if match.confidence < LIKELY:
            return Band.FALLBACK
        if intent.kind is not Kind.ANSWER:
            return Band.ANSWER
        words = match.message.words
        stands_alone = beside is Beside.NOTHING or (beside is Beside.CONVERSATION and is_whole(words))
        if stands_alone and self._familiar(match.message, intent) < FAMILIAR:
            return Band.FALLBACK
        is_short = beside is Beside.NOTHING and len(words) < MIN_WORDS
        is_faint = match.candidates[0].share < FAINT
        return Band.CLARIFY if is_close or is_short or is_faint else Band.ANSWER

    def _familiar(self, message: Utterance, intent: Intent) -> float:
        """The share, 0 to 1, of the telling words that the intent's own examples know, rarer words counting more."""
        weights = [(max(0.0, COMMONEST - zipf(word)), stem(word) in self._own(intent.id)) for word in message.words]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, known in weights if known) / total if total else 1.0

    def _words_of(self, intent: str) -> frozenset[str]:
        """The stems of all words in an intent's examples."""
        return frozenset(stem(w) for text in self._intents[intent].utterances for w in tokens(normalise(text)))

    def _kind(self, candidate: Candidate) -> Kind:
        return self._intents[candidate.label].kind


def is_whole(words: Iterable[str]) -> bool:
    """Whether a question says so much that it is clear by itself."""
    return sum(map(is_telling, words)) >= WHOLE


def is_telling(word: str) -> bool:
    """Whether a word says what a question is about."""
    return zipf(word) < CONTENT_WORD_ZIPF


def says_anything(word: str) -> bool:
    """Whether a word says anything at all of what a message is about."""
    return zipf(word) < COMMONEST
