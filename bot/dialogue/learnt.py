"""What is learnt from a folder: which intent a message means."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Knowledge
from bot.nlu import IntentClassifier, ModelStore

CACHE = ".cache"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What tells intents apart. `is_behind` says that it was learnt from other examples than those that it serves."""

    matcher: IntentClassifier
    is_behind: bool = False

    def limited_to(self, knowledge: Knowledge) -> Learnt | None:
        """Return a copy limited to the intents that `knowledge` has, or None where none is left."""
        matcher = self.matcher.limited_to(knowledge.intents)
        return Learnt(matcher, is_behind=True) if matcher else None


class Learning:
    """Learns from knowledge. What was learnt is kept beside the intents."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._examples = [(text, intent.id) for intent in knowledge.intents.values() for text in intent.utterances]
        self._lexicon = knowledge.lexicon
        self._store = ModelStore(knowledge.folder / CACHE)

    def kept(self) -> Learnt | None:
        """Return what was learnt from the same before, where it is kept."""
        matcher = self._store.load(self._examples, self._lexicon)
        return Learnt(matcher) if matcher else None

    def learnt(self) -> Learnt:
        """Return what was learnt before, or learn now, which takes many seconds."""
        return Learnt(self._store.load_or_learn(self._examples, self._lexicon))
