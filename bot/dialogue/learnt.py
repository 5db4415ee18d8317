"""What is learnt from a folder: which intent a message means, and which messages are like emergencies."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Knowledge
from bot.nlu import IntentClassifier, ModelStore
from bot.triage import CALM, EmergencyRules, Voices

CACHE = ".cache"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What tells intents apart, and emergencies from what is none; the latter is None where there are no voices.

    `is_behind` says that it was learnt from other examples than those that it now serves.
    """

    matcher: IntentClassifier
    ear: IntentClassifier | None
    is_behind: bool = False

    def limited_to(self, knowledge: Knowledge, rules: EmergencyRules) -> Learnt | None:
        """The same, for other knowledge and rules to go on with: without what they have not. None if that is all."""
        matcher = self.matcher.limited_to(knowledge.intents)
        ear = self.ear.limited_to({CALM, *rules.replies}) if self.ear else None
        return Learnt(matcher, ear, is_behind=True) if matcher else None


class Learning:
    """Learns from knowledge and from voices. What was learnt is kept beside the intents."""

    def __init__(self, knowledge: Knowledge, rules: EmergencyRules, voices: Voices) -> None:
        intents = knowledge.intents.values()
        examples = [(text, intent.id) for intent in intents for text in intent.utterances]
        self.voices = list(voices.examples(rules)) if voices.urgent else []
        """Messages with the reply that they call for, or `CALM`."""
        ordinary = [(text, CALM) for text, _ in examples]  # what the clinic is asked is calm, too
        folder = knowledge.folder / CACHE
        self._lexicon = knowledge.lexicon
        self._examples = examples
        self._messages = [*ordinary, *self.voices] if self.voices else []
        self._intents, self._ear = ModelStore(folder), ModelStore(folder, "ear")

    def kept(self) -> Learnt | None:
        """What was learnt from the same before, where all of it is kept."""
        matcher = self._intents.load(self._examples, self._lexicon)
        if matcher is None:
            return None
        ear = self._ear.load(self._messages, self._lexicon, matcher.parser) if self._messages else None
        return Learnt(matcher, ear) if ear or not self._messages else None

    def learnt(self) -> Learnt:
        """What was learnt before, or is learnt now, which takes many seconds.

        The ear reads messages as the matcher does, so that each is read once.
        """
        matcher = self._intents.load_or_learn(self._examples, self._lexicon)
        if not self._messages:
            return Learnt(matcher, None)
        return Learnt(matcher, self._ear.load_or_learn(self._messages, self._lexicon, matcher.parser))
