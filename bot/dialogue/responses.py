"""Put a reply together from what the clinic has written, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.content import Intent, Kind, Knowledge
from bot.dialogue.state import DialogueState
from bot.dialogue.treatments import COMPARE
from bot.dialogue.understood import Understood
from bot.reply import Answer, Suggestion

MAX_CHOICES = 4
MAX_FAILURES = 2  # so many turns without success in a row, and people are offered


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply in the making, and the conversation as it is after it."""

    kind: Kind
    text: str
    state: DialogueState
    answers: tuple[Answer, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


class Composer:
    """Writes drafts in the clinic's words."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._phrases = knowledge.phrases

    def intent(self, understood: Understood, state: DialogueState) -> Draft:
        """The reply that an intent gives."""
        intent = understood.intent
        if intent.kind is Kind.FALLBACK:
            return self.fallback(state, self._knowledge.fill(intent.answer))
        waiting = [other.id for other in understood.others if other.kind in (Kind.ANSWER, Kind.HANDOFF)]
        is_about_one = intent.kind is Kind.ANSWER and (intent.topic != COMPARE or not state.topic)
        topic = intent.topic if is_about_one else understood.topic or state.topic
        after = state.answered([intent.id], topic, waiting) if intent.kind is not Kind.SMALLTALK else state
        suggestions = self._choices(i for i in intent.follow_ups if i not in state.recent)
        if intent.kind is Kind.ANSWER:
            return Draft(Kind.ANSWER, "", after, (self._answer(understood),), suggestions)
        return Draft(intent.kind, self._knowledge.fill(intent.answer), after, (), suggestions)

    def several(self, parts: Sequence[Understood], state: DialogueState) -> Draft:
        """The reply to two or three questions at once: each answered, left to the clinic's people, or not known."""
        answers = tuple(self._answer(part) for part in parts if part.intent.kind is Kind.ANSWER)
        handoffs = [self._knowledge.fill(part.intent.answer) for part in parts if part.intent.kind is Kind.HANDOFF]
        topics = [part.intent.topic for part in parts if part.intent.kind is Kind.ANSWER]
        after = state.answered(
            [part.intent.id for part in parts if not part.is_elsewhere], topics[-1] if topics else state.topic, ()
        )
        lines = [self._phrases.multi] if len(answers) > 1 or handoffs else []
        if any(part.is_elsewhere for part in parts):
            handoffs.append(self._knowledge.fill(self._phrases.part_unanswered))
        kind = Kind.ANSWER if answers else Kind.HANDOFF
        return Draft(kind, "\n".join([*lines, *dict.fromkeys(handoffs)]), after, answers)

    def clarify(self, understood: Understood, state: DialogueState) -> Draft:
        """ "Did you mean": at most four choices in the clinic's words, and "none of these"."""
        likely = [i for i in (understood.intent, *understood.others) if i.kind in (Kind.ANSWER, Kind.HANDOFF)]
        if state.failures >= MAX_FAILURES:
            return self._people(state)
        rest = [intent.id for intent in likely[MAX_CHOICES:]]
        choices = self._choices(i.id for i in likely[:MAX_CHOICES])
        if understood.unclear:  # understood well enough, so no failure
            after = replace(state, waiting=())
            return Draft(Kind.CLARIFY, self._phrases.clarify_treatment, after, (), (*choices, self._none()))
        return Draft(Kind.CLARIFY, self._phrases.clarify, state.offered(rest), (), (*choices, self._none()))

    def next_best(self, state: DialogueState) -> Draft:
        """After "none of these" or "that's not what I asked": what has not been offered yet, or people."""
        if state.failures >= MAX_FAILURES or not state.waiting:
            if state.turns == 0:
                return Draft(Kind.SMALLTALK, self._phrases.say_more, state, (), self._starters())
            return self._people(state)
        choices = self._choices(state.waiting[:MAX_CHOICES])
        after = state.offered(state.waiting[MAX_CHOICES:])
        return Draft(Kind.SMALLTALK, self._phrases.next_best, after, (), (*choices, self._none()))

    def more(self, state: DialogueState) -> Draft:
        """After "more" or "why": where the last answer leads."""
        last = self._knowledge.intents.get(state.last_intent or "")
        choices = self._choices(last.follow_ups) if last else self._starters()
        return Draft(Kind.CLARIFY, self._phrases.nothing_more, state, (), (*choices, self._none()))

    def say_more(self, state: DialogueState) -> Draft:
        """To a message without a word in it."""
        return Draft(Kind.SMALLTALK, self._phrases.say_more, state, (), self._starters())

    def fallback(self, state: DialogueState, line: str | None = None) -> Draft:
        """Nothing fits: say so plainly, and who to ask."""
        text = line or self._knowledge.fill(self._phrases.fallback)
        return Draft(Kind.FALLBACK, text, state.offered(()), (), self._starters())

    def foreign(self, language: str, state: DialogueState) -> Draft:
        """To a message in another language: in that language, that the bot answers in English, and who can help."""
        line = self._knowledge.fill(dict(self._phrases.languages)[language])  # type: ignore[index]
        return Draft(Kind.FALLBACK, line, state, (), self._starters())

    def _people(self, state: DialogueState) -> Draft:
        return Draft(Kind.HANDOFF, self._knowledge.fill(self._phrases.ask_people), state.answered([], "", ()))

    def _answer(self, understood: Understood) -> Answer:
        intent = understood.intent
        return Answer(
            intent=intent.id,
            question=intent.question,
            text=intent.answer,
            caveats=intent.caveats,
            sources=intent.sources,
            reviewed=intent.reviewed,
            score=understood.confidence,
        )

    def _choices(self, ids: Iterable[str]) -> tuple[Suggestion, ...]:
        intents = [self._knowledge.intents[i] for i in ids if i in self._knowledge.intents]
        return tuple(_suggestion(intent) for intent in intents)

    def _none(self) -> Suggestion:
        return Suggestion(self._phrases.none_of_these, self._phrases.none_of_these)

    def _starters(self) -> tuple[Suggestion, ...]:
        return self._choices(self._knowledge.clinic.starters)


def _suggestion(intent: Intent) -> Suggestion:
    return Suggestion(intent.question, intent.question)
