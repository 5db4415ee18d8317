"""What is learnt from a folder: which intent a message means, and which messages are like emergencies."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Knowledge
from bot.nlu import Lesson, Matcher
from bot.triage import CALM, EmergencyRules, Voices

CACHE = ".cache"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What tells intents apart, and emergencies from what is none; the latter is None where there are no voices.

    `is_behind` says that it was learnt from other examples than those that it now serves.
    """

    matcher: Matcher
    ear: Matcher | None
    is_behind: bool = False

    def limited_to(self, knowledge: Knowledge, rules: EmergencyRules) -> Learnt | None:
        """The same, for other knowledge and rules to go on with: without what they have not. None if that is all."""
        matcher = self.matcher.limited_to(knowledge.intents)
        ear = self.ear.limited_to({CALM, *rules.replies}) if self.ear else None
        return Learnt(matcher, ear, is_behind=True) if matcher else None

    def forget(self) -> None:
        """Keep nothing of the texts that were matched last."""
        self.matcher.forget()
        if self.ear:
            self.ear.forget()


class Learning:
    """Learns from knowledge and from voices. What was learnt is kept beside the intents."""

    def __init__(self, knowledge: Knowledge, rules: EmergencyRules, voices: Voices) -> None:
        intents = knowledge.intents.values()
        examples = [(text, intent.id) for intent in intents for text in intent.utterances]
        self.voices = list(voices.examples(rules)) if voices.urgent else []
        """Messages with the reply that they call for, or `CALM`."""
        ordinary = [(text, CALM) for text, _ in examples]  # what the clinic is asked is calm, too
        lexicon, folder = knowledge.lexicon, knowledge.folder / CACHE
        self._intents = Lesson(examples, lexicon, folder)
        self._ear = Lesson([*ordinary, *self.voices], lexicon, folder, "ear") if self.voices else None

    def kept(self) -> Learnt | None:
        """What was learnt from the same before, where all of it is kept."""
        matcher = self._intents.kept()
        if matcher is None:
            return None
        ear = self._ear.kept(matcher.reader) if self._ear else None
        return Learnt(matcher, ear) if ear or not self._ear else None

    def learnt(self) -> Learnt:
        """What was learnt before, or is learnt now, which takes many seconds.

        The ear reads messages as the matcher does, so that each is read once.
        """
        matcher = self._intents.learnt()
        return Learnt(matcher, self._ear.learnt(matcher.reader) if self._ear else None)
