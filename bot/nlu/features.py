"""What the classifier sees in an utterance: its words, pairs of neighbours, and pieces of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

# The share of each group in the likeness of two messages. Found by cross-validation on public intent data.
GROUPS = {"word": 0.3, "pair": 0.15, "piece": 0.55}
PIECE_LENGTH = 3  # letters: with word vectors beside them, longer and shorter pieces add nothing


def extract(words: Sequence[str], stems: Sequence[str], meanings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the features of a message by group, from its words, their stems and their meanings.

    Each stands once, in the message's order: a sum over a set's order would differ in its last digits between runs.
    """
    pairs = pairwise(["^", *meanings, "$"]) if meanings else ()
    return {
        "word": _once([*stems, *meanings]),
        "pair": _once(f"{a} {b}" for a, b in pairs),
        "piece": _once(pieces(" ".join(words))),
    }


def pieces(text: str) -> list[str]:
    """Return all runs of three characters in `text`, the spaces around it included."""
    padded = f" {text} "
    return [padded[i : i + PIECE_LENGTH] for i in range(len(padded) - PIECE_LENGTH + 1)]


def _once(features: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(features))
