"""From the matcher's ranking to what a question means: what is strange, what is close, and what may be answered."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.understood import Understood
from bot.intents import Intent, Kind, Knowledge
from bot.matcher import Band, Candidate, Context, Match, Matcher
from bot.matcher.english import stem, zipf
from bot.matcher.features import Message
from bot.text import normalise, tokens

STRANGE = 0.3  # a message that many fields of strangers share a little is likely strange, though none has it all
FAMILIAR = 0.5  # a question of whose telling words less is known, and that names no treatment, is about something else
COMMONEST = 6.0  # words above this Zipf frequency tell nothing of what a message is about
MIN_WORDS = 2  # in fewer, an answer is offered but not given: a word alone may be part of many questions
CLOSE = 0.5  # an answer that is half as likely as that the texts do not say it is offered, too
_ELSEWHERE = (Kind.HANDOFF, Kind.FALLBACK)


class Weigher:
    """Weighs what the matcher makes of a question by what kinds of intents it found."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher) -> None:
        self._intents = knowledge.intents
        self._matcher = matcher
        self._house = _house_words(knowledge)

    def weigh(self, text: str, context: Context, is_bare: bool) -> Understood:
        """What `text` means; `is_bare` where neither it nor the conversation says which treatment it is about."""
        match = self._matcher.match(text, context)
        ranked = self._ranked(match.candidates)
        answer = next((c for c in ranked if self._kind(c) is Kind.ANSWER), ranked[0])
        is_close = self._kind(ranked[0]) in _ELSEWHERE and answer.share >= CLOSE * ranked[0].share
        if is_close:
            ranked = [answer, *(candidate for candidate in ranked if candidate is not answer)]
        best, *others = [self._intents[candidate.label] for candidate in ranked]
        band = max(match.band, self._at_best(best, match, is_bare, is_close), key=list(Band).index)
        shares = {candidate.label: candidate.share for candidate in match.candidates}
        return Understood(text, best, match.confidence, band, tuple(others), shares)

    def _ranked(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates, best first; each field of strangers stands for all of them."""
        strange = STRANGE * sum(c.share for c in candidates if self._kind(c) is Kind.FALLBACK)
        return sorted(
            (Candidate(c.label, max(c.share, strange)) if self._kind(c) is Kind.FALLBACK else c for c in candidates),
            key=lambda candidate: -candidate.share,
        )

    def _at_best(self, intent: Intent, match: Match, is_bare: bool, is_close: bool) -> Band:
        """What may be done with a match at best, however sure the matcher is."""
        if intent.kind is not Kind.ANSWER:
            return Band.ANSWER
        if is_bare and self._familiar(match.message) < FAMILIAR:
            return Band.FALLBACK
        return Band.CLARIFY if is_close or (is_bare and len(match.message.words) < MIN_WORDS) else Band.ANSWER

    def _familiar(self, message: Message) -> float:
        """The share, 0 to 1, of the telling words that the clinic's own examples know, rarer words counting more."""
        weights = [(max(0.0, COMMONEST - zipf(word)), stem(word) in self._house) for word in message.words]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, known in weights if known) / total if total else 1.0

    def _kind(self, candidate: Candidate) -> Kind:
        return self._intents[candidate.label].kind


def tells(word: str) -> bool:
    """Whether a word says anything of what a message is about."""
    return zipf(word) < COMMONEST


def _house_words(knowledge: Knowledge) -> frozenset[str]:
    """The stems of all words in the examples of what the clinic can speak to."""
    spoken = [i for i in knowledge.intents.values() if i.kind in (Kind.ANSWER, Kind.HANDOFF)]
    return frozenset(stem(word) for i in spoken for text in i.utterances for word in tokens(normalise(text)))
