"""The assistant: a message and a conversation in, one reply out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from bot.dialogue.composer import Composer, Draft
from bot.dialogue.conversation import Conversation, Tokens
from bot.dialogue.language import foreign_language
from bot.dialogue.turns import Turns
from bot.dialogue.understanding import Understanding
from bot.dialogue.understood import Understood
from bot.errors import Finding, IntentsError
from bot.intents import Kind, Knowledge, load_intents
from bot.intents.validate import explained
from bot.intents.yaml_file import read_yaml
from bot.matcher import Band, Explanation, Matcher, explain, learn_or_load, load_learnt
from bot.personal import find_personal
from bot.reply import Reply
from bot.safety import EmergencyDoor, EmergencyRules

CACHE = ".cache"
REJECTIONS = frozenset({"not-what-i-asked"})


class Assistant:
    """Answers visitors. Holds no state of a conversation, and may be shared between threads.

    `is_behind` says that its matcher has not learnt the newest examples yet: those it knows only to the letter.
    """

    def __init__(
        self, knowledge: Knowledge, matcher: Matcher, door: EmergencyDoor, tokens: Tokens, is_behind: bool = False
    ) -> None:
        self.knowledge = knowledge
        self.matcher = matcher
        self.is_behind = is_behind
        self._door = door
        self._tokens = tokens
        self._turns = Turns(Understanding(knowledge, matcher))
        self._composer = Composer(knowledge)

    @classmethod
    def load(cls, folder: Path, keys: Sequence[str], meanwhile: Matcher | None = None) -> Assistant:
        """The assistant for the intents in `folder`; `keys` sign its tokens, oldest first.

        Learning takes seconds. With a matcher to go on with `meanwhile`, the assistant is there at once, if need be
        behind its examples: `caught_up` then learns. Raises IntentsError with every finding where the files cannot be
        served.
        """
        knowledge, door, tokens = load_intents(folder), load_door(folder), Tokens(keys)
        what = _examples(knowledge), knowledge.lexicon, folder / CACHE
        if (learnt := load_learnt(*what)) is not None:
            return cls(knowledge, learnt, door, tokens)
        if (older := meanwhile and meanwhile.limited_to(knowledge.intents)) is not None:
            return cls(knowledge, older, door, tokens, is_behind=True)
        return cls(knowledge, learn_or_load(*what), door, tokens)

    def caught_up(self, folder: Path) -> Assistant:
        """The same assistant, once it has learnt from its examples; what is learnt is kept in `folder`."""
        matcher = learn_or_load(_examples(self.knowledge), self.knowledge.lexicon, folder / CACHE)
        return Assistant(self.knowledge, matcher, self._door, self._tokens)

    def reply(self, message: str, conversation: str | None = None) -> Reply:
        """The reply to any message, in the dialogue that the token `conversation` continues; never raises."""
        state = self._tokens.read(conversation)
        alarm = self._door.check(message)
        if alarm is not None:
            draft = Draft(Kind.URGENT, self.knowledge.fill(alarm.text), state=state)
        else:
            draft = self._remarks(message, state, self._draft(message, state))
        return Reply(
            kind=draft.kind,
            text=draft.text,
            answers=draft.answers,
            suggestions=draft.suggestions,
            knowledge=self.knowledge.version,
            conversation=self._tokens.write(replace(draft.state, turns=state.turns + 1)),
        )

    def explain(self, message: str) -> Explanation:
        """Why the matcher makes of `message` what it does, outside any conversation."""
        phrases = {intent.id: intent.utterances for intent in self.knowledge.intents.values()}
        return explain(self.matcher, message, phrases)

    def read_conversation(self, token: str | None) -> Conversation:
        """The state in a token; a new one where it cannot be read."""
        return self._tokens.read(token)

    def _draft(self, message: str, state: Conversation) -> Draft:
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

    def _single(self, understood: Understood, message: str, state: Conversation) -> Draft:
        say = self._composer
        if not understood.says_anything:
            return say.say_more(state)
        if understood.asks_more:
            return say.more(state)
        if understood.band is Band.ANSWER:
            return say.intent(understood, state)
        return self._unsure(understood, message, state)

    def _unsure(self, understood: Understood, message: str, state: Conversation) -> Draft:
        """What to say where the bot is not sure: that it speaks English, that it does not know, or "did you mean"."""
        language = foreign_language(message)
        if language in self.knowledge.phrases.languages:
            return self._composer.foreign(language, state)
        if understood.band is Band.FALLBACK or understood.intent.kind is Kind.FALLBACK:
            return self._composer.fallback(state)
        if understood.intent.kind is Kind.ANSWER:
            return self._composer.clarify(understood, state)
        return self._composer.intent(understood, state)

    def _remarks(self, message: str, state: Conversation, draft: Draft) -> Draft:
        """Add the lines that go beside a reply: who speaks, at the start; and that no personal details are needed."""
        phrases = self.knowledge.phrases
        before = [phrases.notice] if state.turns == 0 else []
        after = [phrases.personal_details] if find_personal(message) else []
        lines = [line for line in (*before, draft.text, *after) if line]
        return replace(draft, text="\n".join(lines))


def _examples(knowledge: Knowledge) -> list[tuple[str, str]]:
    return [(text, intent.id) for intent in knowledge.intents.values() for text in intent.utterances]


def load_door(folder: Path) -> EmergencyDoor:
    """The emergency door with the rules in `folder`/emergency.yaml. Raises IntentsError with every finding."""
    file = read_yaml(folder / "emergency.yaml")
    if not isinstance(file.data, dict):
        raise IntentsError([file.finding((), "is empty: it needs 'replies', 'words' and 'rules'")])
    try:
        rules = EmergencyRules.model_validate(file.data)
    except ValidationError as error:
        raise IntentsError(explained(file, EmergencyRules, error)) from None
    problems = [Finding(file.path, file.line(problem.location), problem.message) for problem in rules.problems()]
    if problems:
        raise IntentsError(problems)
    return EmergencyDoor(rules)
