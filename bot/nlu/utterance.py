"""An utterance: a message as everything after this sees it, parsed once and handed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.nlu.english import stem
from bot.nlu.features import extract
from bot.nlu.spelling import SpellCorrector
from bot.nlu.synonyms import Synonyms
from bot.text import normalise_lines, token_spans


class Token(NamedTuple):
    """One word as it was meant, and where it stands in the utterance's text.

    `meaning` is the stem, or the name of the meaning that begins here ("=stomach"); empty on the further words of a
    phrase that means one thing. Two words that were written as one share a span.
    """

    word: str
    stem: str
    meaning: str
    start: int
    end: int


@dataclass(frozen=True)
class Utterance:
    """A text in normal form, line breaks kept, and its tokens in order."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they were meant."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple(token.stem for token in self.tokens)

    @cached_property
    def meanings(self) -> tuple[str, ...]:
        """The words' stems, phrases and words with a known meaning replaced by its name."""
        return tuple(token.meaning for token in self.tokens if token.meaning)

    @cached_property
    def features(self) -> dict[str, tuple[str, ...]]:
        """The features by group, each once, as `bot.nlu.features` describes them."""
        return extract(self.words, self.stems, self.meanings)

    def slice(self, first: int, end: int) -> Utterance:
        """Return the tokens from number `first` to before `end`, with the marks between and after them."""
        start = self.tokens[first].start
        stop = self.tokens[end].start if end < len(self.tokens) else len(self.text)
        return Utterance(self.text[start:stop].strip(), _moved(self.tokens[first:end], self.text, start))

    def without(self, indices: frozenset[int]) -> Utterance:
        """Return the utterance without the tokens at `indices`; its text is the words that are left."""
        return _joined([token for index, token in enumerate(self.tokens) if index not in indices])


def _moved(tokens: tuple[Token, ...], text: str, start: int) -> tuple[Token, ...]:
    """Return `tokens` with spans counted from the first character at or after `start` that is no blank."""
    offset = start + len(text[start:]) - len(text[start:].lstrip())
    return tuple(Token(t.word, t.stem, t.meaning, t.start - offset, t.end - offset) for t in tokens)


def _joined(tokens: list[Token]) -> Utterance:
    """Return an utterance of `tokens` alone, one blank between them."""
    placed: list[Token] = []
    start = 0
    for token in tokens:
        placed.append(Token(token.word, token.stem, token.meaning, start, start + len(token.word)))
        start += len(token.word) + 1
    return Utterance(" ".join(token.word for token in placed), tuple(placed))


class UtteranceParser:
    """Parses texts: repairs their words and looks up what these mean."""

    def __init__(self, corrector: SpellCorrector, synonyms: Synonyms) -> None:
        self.corrector = corrector
        self.synonyms = synonyms

    def parse(self, text: str) -> Utterance:
        """Parse any text, however odd."""
        normal = normalise_lines(text)
        spans = token_spans(normal)
        repaired = list(self.corrector.repair([word for word, _, _ in spans]))
        stems = [stem(word) for word, _, _ in repaired]
        meanings = self._meanings(stems)
        tokens = (
            Token(word, stem_, meaning, spans[first][1], spans[last][2])
            for (word, first, last), stem_, meaning in zip(repaired, stems, meanings, strict=True)
        )
        return Utterance(normal, tuple(tokens))

    def _meanings(self, stems: list[str]) -> Iterator[str]:
        for length, name in self.synonyms.runs(stems):
            yield name
            yield from [""] * (length - 1)
