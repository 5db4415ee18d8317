"""The bot: a message and the state of a dialogue in, one reply out. The whole pipeline stands in `Bot.reply`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.content import Kind, Knowledge, load_intents
from bot.dialogue.actions import actions
from bot.dialogue.choice import chosen
from bot.dialogue.decision import Decision
from bot.dialogue.interpretation import Interpretation
from bot.dialogue.interpreter import Interpreter
from bot.dialogue.policy import Policy
from bot.dialogue.reasons import Reason
from bot.dialogue.responses import Responses
from bot.dialogue.state import DialogueState, Tokens
from bot.dialogue.sureness import Evidence
from bot.language import check_complete
from bot.nlu import Explanation, IntentClassifier, ModelStore, explain
from bot.nlu.utterance import Utterance
from bot.pii import find_personal, without
from bot.reply import Advice, Reply
from bot.text import match_key
from bot.triage import Assessment, EmergencyDetector, Level

CACHE = ".cache"  # the folder beside the intent files where what was learnt is kept
# What is asked of the last answer without a telling word: for each, the aspect of the follow-up that says it.
ELLIPTICAL = {
    **dict.fromkeys(("why", "why not", "how come", "but why"), "why"),
    **dict.fromkeys(("how", "how so"), "how"),
    **dict.fromkeys(("more", "tell me more", "go on", "and", "anything else"), ""),
}


class Bot:
    """Answers visitors. Holds no state of a dialogue, and may be shared between threads."""

    def __init__(
        self, knowledge: Knowledge, model: IntentClassifier, detector: EmergencyDetector, tokens: Tokens
    ) -> None:
        self.knowledge = knowledge
        self.model = model
        self.detector = detector
        self._tokens = tokens
        self._interpreter = Interpreter(knowledge, self.model)
        self._policy = Policy(knowledge, self.model)
        self._responses = Responses(knowledge)

    @classmethod
    def load(cls, folder: Path, keys: Sequence[str] = (), store: ModelStore | None = None) -> Bot:
        """Return the bot for the intents in `folder`; `keys` sign its tokens, oldest first, by default a random one.

        What was learnt is kept in `store`, by default beside the intents. Where the examples have changed, it learns
        from them first, which takes seconds. Raises IntentsError with every finding where the files cannot be served,
        and BotError where a file of the engine's own is missing or damaged.
        """
        check_complete()
        knowledge = load_intents(folder)
        model = (store or ModelStore(folder / CACHE)).load_or_learn(knowledge.examples, knowledge.lexicon)
        detector = EmergencyDetector.load(threshold=knowledge.clinic.triage_threshold)
        return cls(knowledge, model, detector, Tokens(keys))

    def reply(self, message: str, conversation: str | None = None) -> Reply:
        """Return the reply to any message, in the dialogue that the token `conversation` continues; never raise."""
        state = self._tokens.read(conversation)
        assessment = self.detector.assess(message, state.contexts)
        state = replace(state, contexts=assessment.lasting)
        if assessment.level is Level.URGENT:
            return self._urgent(assessment, state)
        details = find_personal(message)
        utterance = self.model.parser.parse(without(message, details))
        decision = self._command(utterance, state)
        if decision is None:
            interpretations = self._interpreter.read(utterance, state)
            decision = self._policy.decide(utterance, interpretations, state, assessment)
            if named := interpretations[-1].topics:
                state = replace(state, topic=named[-1])  # it is spoken of from now on, answered or not
        reply, after = self._responses.reply(decision, state)
        reminder = self.knowledge.responses.personal_details if details else ""
        text = "\n".join(filter(None, (reply.text, reminder)))
        return replace(reply, text=text, advice=self._advice(assessment), conversation=self._token(after))

    def last_reply(self, turns: Sequence[str]) -> Reply:
        """Return the reply to the last of a dialogue's `turns`, one or more, said one after another."""
        reply = self.reply(turns[0])
        for turn in turns[1:]:
            reply = self.reply(turn, reply.conversation)
        return reply

    def urgent_reply(self, message: str, conversation: str | None) -> Reply | None:
        """Return the reply to a message of any length that tells of an emergency; None to all others."""
        state = self._tokens.read(conversation)
        assessment = self.detector.assess(message, state.contexts)
        return self._urgent(assessment, state) if assessment.level is Level.URGENT else None

    def _urgent(self, assessment: Assessment, state: DialogueState) -> Reply:
        return Reply(
            kind=Kind.URGENT,
            text=self.knowledge.fill(assessment.text),
            actions=actions(assessment.text, self.knowledge, assessment.language),
            reason=Reason.EMERGENCY,
            knowledge=self.knowledge.version,
            conversation=self._token(state),
        )

    def _advice(self, assessment: Assessment) -> Advice | None:
        if assessment.level is not Level.ADVICE:
            return None
        labelled = actions(assessment.text, self.knowledge, assessment.language)
        return Advice(self.knowledge.fill(assessment.text), labelled)

    def _command(self, message: Utterance, state: DialogueState) -> Decision | None:
        """Return what to do with a message that speaks of the dialogue itself, or None."""
        key = match_key(message.text)
        if key == match_key(self.knowledge.responses.none_of_these):
            return self._policy.rejected(state)
        if (choice := chosen(message, state.offered)) in self.knowledge.intents:
            intent = self.knowledge.intents[choice]
            part = Interpretation(message, intent, 1.0, is_certain=True)
            return Decision(intent.kind, Reason.CHOSEN, (part,))
        return self._policy.more(message, ELLIPTICAL[key], state) if state.last_intent and key in ELLIPTICAL else None

    def _token(self, state: DialogueState) -> str:
        return self._tokens.write(replace(state, turns=state.turns + 1))

    def explain(self, message: str) -> Explanation:
        """Return why the model makes of `message` what it does, outside any dialogue."""
        phrases = {intent.id: intent.utterances for intent in self.knowledge.learnt.values()}
        return explain(self.model, message, phrases)

    def evidence(self, message: str, state: DialogueState) -> list[tuple[Interpretation, Evidence]]:
        """Return the answers that `message` is taken to ask for, with how sure each is and what is known of it."""
        assessment = self.detector.assess(message, state.contexts)
        utterance = self.model.parser.parse(without(message, find_personal(message)))
        parts = self._interpreter.read(utterance, state)
        known = self._policy.with_sureness(parts, assessment)
        return [(part, found) for part, found in known if found and part.intent.kind is Kind.ANSWER]

    @property
    def answer_at(self) -> float:
        """How sure an answer must be to be given, 0 to 1."""
        return self._policy.answer_at

    def read_conversation(self, token: str | None) -> DialogueState:
        """Return the state in a token; a new one where it cannot be read."""
        return self._tokens.read(token)
