"""The missing words: those of a question that the texts of the likeliest intent do not speak of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.content import Intent, Knowledge
from bot.nlu.english import stem, telling, zipf
from bot.nlu.utterance import Token, Utterance, UtteranceParser
from bot.nlu.word_vectors import RowNumbers, word_vectors
from bot.text import words_in

# How telling a word is: nothing from the first Zipf frequency on, wholly below the second.
COMMON, RARE = 6.0, 3.0
EVERYDAY = 5.6  # Zipf frequency from which a word is never missed
NAMED = 0.3  # a word that is at least so strange is named in the reply
MAX_NAMED = 2
LITTLE = 0.5  # what the words of a question tell at the least
MAX_VOCABULARIES = 2_000


@dataclass(frozen=True, slots=True)
class Missing:
    """What an intent does not speak of: the one or two strangest words, how much all such words tell, and which share
    that is, 0 to 1, of what the question's words tell."""

    words: tuple[str, ...]
    amount: float
    share: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The stems and meanings of an intent's words, and the numbers of their rows in the table of word vectors."""

    stems: frozenset[str]
    rows: RowNumbers


class MissingWords:
    """Knows the vocabulary of every intent: its utterances, its answer and its caveats, and the topics' names."""

    def __init__(self, knowledge: Knowledge, parser: UtteranceParser) -> None:
        self._parser = parser
        self._knowledge = knowledge
        self._names = [word for topic in knowledge.topics.values() for name in topic.names for word in words_in(name)]
        self._vocabulary = lru_cache(MAX_VOCABULARIES)(self._vocabulary_of)

    def of(self, question: Utterance, intent: Intent) -> Missing:
        """Return what `question` speaks of, and the texts of `intent` do not."""
        known = self._vocabulary(intent.id)
        unknown = {token.word for token in question.tokens if _is_missed(token, known)}
        strangeness = {word: _strangeness(word, known) for word in sorted(unknown)}
        named = sorted((word for word in strangeness if strangeness[word] >= NAMED), key=lambda w: -strangeness[w])
        amount = sum(strangeness.values())
        told = sum(telling(token.word, COMMON, RARE) for token in question.tokens)
        return Missing(tuple(named[:MAX_NAMED]), amount, amount / max(told, LITTLE))

    def _vocabulary_of(self, intent_id: str) -> Vocabulary:
        intent = self._knowledge.learnt[intent_id]
        words = [word for text in (*intent.utterances, intent.answer, *intent.caveats) for word in words_in(text)]
        stems = list(map(stem, words))
        meanings = (name for _, name in self._parser.synonyms.runs(stems))
        rows = word_vectors().numbers(dict.fromkeys(word for word in words if zipf(word) < COMMON))
        return Vocabulary(frozenset(stems).union(meanings, map(stem, self._names)), rows)


def _is_missed(token: Token, known: Vocabulary) -> bool:
    return zipf(token.word) < EVERYDAY and token.stem not in known.stems and token.meaning not in known.stems


def _strangeness(word: str, known: Vocabulary) -> float:
    """Return how telling a word is, less what is near to it in meaning among the words that are known, 0 to 1."""
    return telling(word, COMMON, RARE) * (1 - word_vectors().nearest(word, known.rows))
