"""The missing words: those of a question that the texts of the likeliest intent do not speak of."""

from __future__ import annotations

from functools import lru_cache

from bot.content import Intent, Knowledge
from bot.dialogue.priors import CONTENT_WORD
from bot.nlu.english import stem, zipf
from bot.nlu.utterance import Utterance, UtteranceParser
from bot.text import normalise, tokens

MAX_VOCABULARIES = 2_000


class MissingWords:
    """Knows the vocabulary of every intent: its utterances, its answer and its caveats, and the topics' names."""

    def __init__(self, knowledge: Knowledge, parser: UtteranceParser) -> None:
        self._parser = parser
        self._names = _stems(" ".join(name for topic in knowledge.topics.values() for name in topic.names))
        self._vocabulary = lru_cache(MAX_VOCABULARIES)(self._words_of)

    def of(self, question: Utterance, intent: Intent) -> tuple[str, ...]:
        """Return the content words of `question` that stand nowhere in the texts of `intent`, in order."""
        known = self._vocabulary(intent)
        return tuple(
            token.word
            for token in question.tokens
            if zipf(token.word) < CONTENT_WORD and token.stem not in known and token.meaning not in known
        )

    def _words_of(self, intent: Intent) -> frozenset[str]:
        texts = " ".join((*intent.utterances, intent.answer, *intent.caveats))
        meanings = self._parser.parse(" . ".join(intent.utterances)).meanings
        return _stems(texts) | frozenset(meanings) | self._names


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(normalise(text)))
