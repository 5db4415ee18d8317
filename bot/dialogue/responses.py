"""Write a reply in the clinic's words; of a visitor's own, those alone that the texts lack, in quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.content import Intent, Kind, Knowledge
from bot.content.hours import DAYS, describe_times
from bot.dialogue.actions import actions
from bot.dialogue.decision import Decision
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.reasons import Reason
from bot.dialogue.state import DialogueState
from bot.nlu.english import stem
from bot.reply import Answer, Reply, Suggestion

MAX_CHOICES = 4  # suggestions under a reply, "none of these" not counted
# After these the visitor has not got what was asked for.
FAILED = frozenset(
    {Reason.AMBIGUOUS, Reason.MISSING_WORD, Reason.FEW_EXAMPLES, Reason.REJECTED, Reason.UNKNOWN, Reason.OUT_OF_SCOPE}
)


class Responses:
    """Turns decisions into replies, and into the state of the dialogue after them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._lines = knowledge.responses

    def reply(self, decision: Decision, state: DialogueState) -> tuple[Reply, DialogueState]:
        """Return the reply that `decision` calls for, and the state after it."""
        templates = self._templates(decision)
        suggested = self._suggested(decision, state)
        reply = Reply(
            kind=decision.kind,
            text="\n".join(self._filled(template, decision.missing) for template in templates),
            answers=tuple(self._answer(part) for part in decision.parts if part.intent.kind is Kind.ANSWER),
            suggestions=self._suggestions(decision, suggested),
            actions=actions(" ".join(templates), self._knowledge, decision.language or "en"),
            reason=decision.reason,
            missing=decision.missing,
            knowledge=self._knowledge.version,
            intents=decision.intents,
            offered=tuple(intent.id for intent in decision.offered[:MAX_CHOICES]),
        )
        after = self._state_after(decision, state)
        return reply, replace(after, offered=tuple(intent.id for intent in suggested))

    def _templates(self, decision: Decision) -> list[str]:
        """Return the lines of the reply, their placeholders not filled in."""
        lines = self._lines
        people = [part for part in decision.parts if part.intent.kind is not Kind.ANSWER]
        spoken = [line for part in people for line in (*self._on_days(part), part.intent.answer)]
        by_reason = {
            Reason.AMBIGUOUS: lines.clarify,
            Reason.MISSING_WORD: lines.missing,
            Reason.FEW_EXAMPLES: lines.few_examples,
            Reason.UNKNOWN: lines.fallback,
            Reason.GAVE_UP: lines.ask_people,
            Reason.NO_WORDS: lines.say_more,
            Reason.REJECTED: lines.next_best,
            Reason.MORE: lines.nothing_more,
        }
        if decision.reason is Reason.FOREIGN_LANGUAGE:
            return [lines.languages.get(decision.language or "", lines.fallback)]
        several = [lines.multi] if len(decision.parts) > 1 else []
        alone = [by_reason[decision.reason]] if decision.reason in by_reason and not decision.parts else []
        return [*several, *alone, *dict.fromkeys(spoken), *([lines.left] if decision.left else [])]

    def _on_days(self, part: Interpretation) -> Iterator[str]:
        """Yield what the opening hours are on each day that is named, before all of them are told."""
        hours = self._knowledge.clinic.opening_hours
        if not hours or "{opening_hours}" not in part.intent.answer:
            return
        for day, name in DAYS.items():
            if stem(name.lower()) in part.utterance.stems:
                times = hours.get(day, ())
                line = self._lines.open_on if times else self._lines.closed_on
                yield line.replace("{day}", f"{name}s").replace("{times}", describe_times(times))

    def _filled(self, template: str, missing: Sequence[str]) -> str:
        """Return a line with the clinic's own words, and the visitor's words that are missing, in quotes."""
        quoted = " or ".join(f'"{word}"' for word in missing)
        return self._knowledge.fill(template).replace("{missing}", quoted)

    def _answer(self, part: Interpretation) -> Answer:
        intent = part.intent
        return Answer(
            intent=intent.id,
            question=intent.question,
            text=self._knowledge.fill(intent.answer),
            caveats=intent.caveats,
            sources=intent.sources,
            reviewed=intent.reviewed,
            score=part.confidence,
        )

    def _suggested(self, decision: Decision, state: DialogueState) -> tuple[Intent, ...]:
        """Return the intents that the reply suggests to ask next, in order."""
        if decision.kind is Kind.CLARIFY or decision.reason in (Reason.REJECTED, Reason.FEW_EXAMPLES):
            return decision.offered[:MAX_CHOICES]
        if decision.left:
            return decision.left[:MAX_CHOICES]
        if decision.kind is Kind.FALLBACK or decision.reason is Reason.NO_WORDS:
            return self._knowledge.served(self._knowledge.clinic.starters)
        if len(decision.parts) != 1:
            return ()
        return self._knowledge.served(i for i in decision.parts[0].intent.follow_ups if i not in state.recent)

    def _suggestions(self, decision: Decision, intents: Iterable[Intent]) -> tuple[Suggestion, ...]:
        buttons = [Suggestion(intent.question, intent.question) for intent in intents]
        if decision.kind is Kind.CLARIFY or decision.reason is Reason.REJECTED:
            buttons.append(Suggestion(self._lines.none_of_these, self._lines.none_of_these))
        return tuple(buttons)

    def _state_after(self, decision: Decision, state: DialogueState) -> DialogueState:
        """Return the state of the dialogue after the reply to `decision`."""
        if decision.reason is Reason.RESTARTED:
            return DialogueState(turns=state.turns, contexts=state.contexts)
        if decision.reason is Reason.GAVE_UP:
            return state.answered([])
        if decision.reason in FAILED:
            return state.failed([intent.id for intent in decision.offered[MAX_CHOICES:]])
        return self._state_answered(decision, state) if decision.kind.replies else state

    def _state_answered(self, decision: Decision, state: DialogueState) -> DialogueState:
        # An answer leads on; beside one, nobody asks more of whom to ask.
        spoken_of = [part for part in decision.parts if part.intent.kind is Kind.ANSWER] or decision.parts
        others = [o.id for o in spoken_of[0].others if o.kind.replies] if len(decision.parts) == 1 else []
        return state.answered([part.intent.id for part in spoken_of], _topic(spoken_of[-1], state), others)


def _topic(last: Interpretation, state: DialogueState) -> str:
    """Return what is spoken of after the `last` part of a reply: its answer's topic, or the one that was named."""
    if last.intent.kind is Kind.ANSWER and not (last.intent.is_comparison and state.topic):
        return last.intent.topic
    return last.topics[-1] if last.topics else state.topic
