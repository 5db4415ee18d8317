"""What the matcher sees in a message: its words, pairs of neighbours, and pieces of its letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.nlu.english import stem
from bot.nlu.spelling import Speller
from bot.nlu.synonyms import Lexicon
from bot.text import normalise, tokens

# The share of each group in the likeness of two messages. Found by cross-validation on public intent data.
GROUPS = {"word": 0.3, "pair": 0.15, "piece": 0.55}
# The same where only the shares are wanted: without pieces, a message takes a third of the time.
WORDS = {"word": 0.6, "pair": 0.4}
PIECE_LENGTHS = range(2, 6)
TURN = 16  # texts; as many as one turn has


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the matcher reads it: its words as they were meant, their meanings, and its features by group."""

    words: tuple[str, ...]
    meanings: tuple[str, ...]
    features: dict[str, frozenset[str]]


class Reader:
    """Reads a message: repairs its words, looks up their meaning, and takes its features."""

    def __init__(self, speller: Speller, lexicon: Lexicon) -> None:
        self.speller = speller
        self.lexicon = lexicon
        self.read = lru_cache(maxsize=TURN)(self._read)
        """Any text, however odd, as a Message. The parts of a turn are read more than once, and kept for so long."""

    def _read(self, text: str) -> Message:
        words = self.speller.repair(tokens(normalise(text)))
        stems = [stem(word) for word in words]
        meanings = self.lexicon.meanings(stems)
        edged = ["^", *meanings, "$"]
        return Message(
            words=tuple(words),
            meanings=tuple(meanings),
            features={
                "word": frozenset(stems).union(meanings),
                "pair": frozenset(f"{a} {b}" for a, b in pairwise(edged)) if meanings else frozenset(),
                "piece": frozenset(pieces(" ".join(words))),
            },
        )


def pieces(text: str) -> list[str]:
    """All runs of 2 to 5 characters in `text`, the spaces around it included."""
    padded = f" {text} "
    return [padded[i : i + n] for n in PIECE_LENGTHS for i in range(len(padded) - n + 1)]
