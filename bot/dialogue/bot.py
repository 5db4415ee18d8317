"""The assistant: a message and a conversation in, one reply out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.content import Kind, Knowledge, load_intents
from bot.dialogue.language import foreign_language
from bot.dialogue.learnt import Learning, Learnt
from bot.dialogue.memory import Memory
from bot.dialogue.responses import Composer, Draft
from bot.dialogue.state import DialogueState, Tokens
from bot.dialogue.turns import Turns
from bot.dialogue.understanding import Understanding
from bot.dialogue.understood import Band, Understood
from bot.nlu import Explanation, explain
from bot.pii import find_personal
from bot.reply import Reply
from bot.triage import EmergencyDetector, Level

PLAIN = 0.8  # the confidence with which a message is answered though its words are another language's
REJECTIONS = frozenset({"not-what-i-asked"})


class Bot:
    """Answers visitors. Holds no state of a conversation, and may be shared between threads."""

    def __init__(
        self,
        knowledge: Knowledge,
        learning: Learning,
        learnt: Learnt,
        detector: EmergencyDetector,
        tokens: Tokens,
    ) -> None:
        self.knowledge = knowledge
        self.learnt = learnt
        self.matcher = learnt.matcher
        self._learning = learning
        self.detector = detector
        self._tokens = tokens
        understanding = Understanding(knowledge, learnt.matcher)
        self._turns = Turns(understanding)
        self.memory = Memory(self._draft)
        self._composer = Composer(knowledge)

    @property
    def is_behind(self) -> bool:
        """Whether the newest examples are not learnt yet: those it knows only to the letter."""
        return self.learnt.is_behind

    @classmethod
    def load(cls, folder: Path, keys: Sequence[str], meanwhile: Learnt | None = None) -> Bot:
        """The assistant for the intents in `folder`; `keys` sign its tokens, oldest first.

        Learning takes many seconds. With what was learnt before to go on with `meanwhile`, the assistant is there at
        once, if need be behind its examples: `caught_up` then learns. Raises IntentsError with every finding where the
        files cannot be served.
        """
        knowledge = load_intents(folder)
        learning = Learning(knowledge)
        detector, tokens = EmergencyDetector.load(), Tokens(keys)
        if (kept := learning.kept()) is None and (older := meanwhile and meanwhile.limited_to(knowledge)):
            return cls(knowledge, learning, older, detector, tokens)
        return cls(knowledge, learning, kept or learning.learnt(), detector, tokens)

    def caught_up(self) -> Bot:
        """The same assistant, once it has learnt from its examples."""
        return Bot(self.knowledge, self._learning, self._learning.learnt(), self.detector, self._tokens)

    def reply(self, message: str, conversation: str | None = None) -> Reply:
        """The reply to any message, in the dialogue that the token `conversation` continues; never raises."""
        state = self._tokens.read(conversation)
        return self._reply(self.memory.draft(message, state), state)

    def _reply(self, draft: Draft, state: DialogueState) -> Reply:
        return Reply(
            kind=draft.kind,
            text=draft.text,
            answers=draft.answers,
            suggestions=draft.suggestions,
            knowledge=self.knowledge.version,
            conversation=self._tokens.write(replace(draft.state, turns=state.turns + 1)),
        )

    def urgent_reply(self, message: str, conversation: str | None = None) -> Reply | None:
        """The reply to a message of any length that tells of an emergency; None to all others."""
        state = self._tokens.read(conversation)
        draft = self._urgent(message, state)
        return self._reply(draft, state) if draft else None

    def explain(self, message: str) -> Explanation:
        """Why the matcher makes of `message` what it does, outside any conversation."""
        phrases = {intent.id: intent.utterances for intent in self.knowledge.intents.values()}
        return explain(self.matcher, message, phrases)

    def read_conversation(self, token: str | None) -> DialogueState:
        """The state in a token; a new one where it cannot be read."""
        return self._tokens.read(token)

    def _draft(self, message: str, state: DialogueState) -> Draft:
        """The reply to a message, its emergencies before anything else. Nothing of the message is kept."""
        return self._urgent(message, state) or self._remarks(message, state, self._calm(message, state))

    def _urgent(self, message: str, state: DialogueState) -> Draft | None:
        assessment = self.detector.assess(message)
        if assessment.level is not Level.URGENT:
            return None
        return Draft(Kind.URGENT, self.knowledge.fill(assessment.text), state=state)

    def _calm(self, message: str, state: DialogueState) -> Draft:
        say = self._composer
        if message.strip() == self.knowledge.phrases.none_of_these:
            return say.next_best(state)
        parts = self._turns.read(message, state)
        if len(parts) > 1:
            return say.several(parts, state)
        understood = parts[0]
        if understood.intent.id in REJECTIONS and understood.band is Band.ANSWER:
            return say.next_best(state)
        return self._single(understood, message, state)

    def _single(self, understood: Understood, message: str, state: DialogueState) -> Draft:
        say = self._composer
        if not understood.says_anything:
            return say.say_more(state)
        if understood.asks_more:
            return say.more(state)
        if understood.band is Band.ANSWER and (understood.confidence >= PLAIN or not foreign_language(message)):
            return say.intent(understood, state)
        return self._unsure(understood, message, state)

    def _unsure(self, understood: Understood, message: str, state: DialogueState) -> Draft:
        """What to say where the bot is not sure: that it speaks English, that it does not know, or "did you mean"."""
        language = foreign_language(message)
        if language in self.knowledge.phrases.languages:
            return self._composer.foreign(language, state)
        if understood.band is Band.FALLBACK or understood.intent.kind is Kind.FALLBACK:
            return self._composer.fallback(state)
        if understood.intent.kind is Kind.ANSWER:
            return self._composer.clarify(understood, state)
        return self._composer.intent(understood, state)

    def _remarks(self, message: str, state: DialogueState, draft: Draft) -> Draft:
        """Add the lines that go beside a reply: who speaks, at the start; and that no personal details are needed."""
        phrases = self.knowledge.phrases
        before = [phrases.notice] if state.turns == 0 else []
        after = [phrases.personal_details] if find_personal(message) else []
        lines = [line for line in (*before, draft.text, *after) if line]
        return replace(draft, text="\n".join(lines))
