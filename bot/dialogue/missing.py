"""The missing words: those of a question that the texts of the likeliest intent do not speak of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.content import Intent, Knowledge
from bot.nlu.english import stem, zipf
from bot.nlu.utterance import Token, Utterance, UtteranceParser
from bot.nlu.word_vectors import Floats, word_vectors
from bot.text import normalise, tokens

# How telling a word is: nothing from the first Zipf frequency on, wholly below the second.
COMMON, RARE = 6.0, 3.0
EVERYDAY = 5.6  # Zipf frequency from which a word is never missed
# Of what a question's words tell, so much must be unknown to make it another question, and one word must be so strange:
# telling, and far in meaning from all that the intent speaks of. Where no topic is named, less of either will do.
UNKNOWN_SHARE, STRANGE = 0.45, 0.5
UNKNOWN_SHARE_NO_TOPIC, STRANGE_NO_TOPIC = 0.5, 0.4
NAMED = 0.3  # a word that is at least so strange is named in the reply
MAX_NAMED = 2
MAX_VOCABULARIES = 2_000


@dataclass(frozen=True, slots=True)
class Missing:
    """What an intent does not speak of: the one or two strangest words, and whether they make another question."""

    words: tuple[str, ...]
    is_another: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The stems and meanings of an intent's words, and their vectors, one a row."""

    stems: frozenset[str]
    vectors: Floats


class MissingWords:
    """Knows the vocabulary of every intent: its utterances, its answer and its caveats, and the topics' names."""

    def __init__(self, knowledge: Knowledge, parser: UtteranceParser) -> None:
        self._parser = parser
        self._names = [word for topic in knowledge.topics.values() for name in topic.names for word in _words(name)]
        self._vocabulary = lru_cache(MAX_VOCABULARIES)(self._vocabulary_of)

    def of(self, question: Utterance, intent: Intent, has_topic: bool) -> Missing:
        """Return what `question` speaks of, and the texts of `intent` do not.

        `has_topic` says whether a topic of the clinic's is named or spoken of.
        """
        known = self._vocabulary(intent)
        unknown = [token for token in question.tokens if _is_missed(token, known)]
        told = sum(_telling(token.word) for token in question.tokens)
        share = sum(_telling(token.word) for token in unknown) / max(told, 0.5)
        strangeness = {token.word: _strangeness(token.word, known) for token in unknown}
        strange = [word for word in strangeness if strangeness[word] >= NAMED]
        named = sorted(strange, key=lambda word: -strangeness[word])
        strangest = max(strangeness.values(), default=0.0)
        is_another = share >= UNKNOWN_SHARE and strangest >= STRANGE
        if not has_topic:
            is_another |= share >= UNKNOWN_SHARE_NO_TOPIC and strangest >= STRANGE_NO_TOPIC
        return Missing(tuple(named[:MAX_NAMED]), is_another)

    def _vocabulary_of(self, intent: Intent) -> Vocabulary:
        words = [word for text in (*intent.utterances, intent.answer, *intent.caveats) for word in _words(text)]
        stems = list(map(stem, words))
        meanings = (name for _, name in self._parser.synonyms.runs(stems))
        telling = sorted({word for word in words if zipf(word) < COMMON})
        rows = [word_vectors().vector([word]) for word in telling]
        vectors = np.array(rows, dtype=np.float32).reshape(len(rows), word_vectors().size)
        return Vocabulary(frozenset(stems).union(meanings, map(stem, self._names)), vectors)


def _is_missed(token: Token, known: Vocabulary) -> bool:
    return zipf(token.word) < EVERYDAY and token.stem not in known.stems and token.meaning not in known.stems


def _telling(word: str) -> float:
    """Return how much a word tells, 0 to 1, by how rare it is in English."""
    return min(1.0, max(0.0, (COMMON - zipf(word)) / (COMMON - RARE)))


def _strangeness(word: str, known: Vocabulary) -> float:
    """Return how telling a word is, less what is near to it in meaning among the words that are known, 0 to 1."""
    nearness = float((known.vectors @ word_vectors().vector([word])).max(initial=0.0))
    return _telling(word) * (1 - max(0.0, nearness))


def _words(text: str) -> list[str]:
    return tokens(normalise(text))
