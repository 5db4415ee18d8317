"""Examples of different intents that ask the same: in the same words, but for small ones and slips of the finger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from bot.content import Knowledge
from bot.errors import Diagnostic, Severity
from bot.evaluation.checks.utterances import PlacedUtterance, is_alike, to_yield, utterances
from bot.nlu.english import is_english, stem
from bot.text import tokens

LIKE = 80  # of 100: how much two texts have in common, by their letters, to be looked at closely
SLIP = 0.8  # the likeness, 0 to 1, of a word and a slip of it
MIN_SLIP = 5  # letters; shorter words are too easily others
ROWS = 1_000  # texts compared with all others at once, so that many intents need little memory

# Words with and without which a question is the same. Those that ask, deny or point to someone are not among them.
_SMALL = frozenset(
    tokens(
        "a an the do does did is are am was were be been being will would could can to of please pls just so then ok"
    )
)


def near_duplicates(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield each pair of examples of two intents that ask the same."""
    said = utterances(knowledge)
    telling = [_telling(one) for one in said]
    for first, second in _alike(said):
        one, other = said[first], said[second]
        if one.intent is other.intent or is_alike(one.intent, other.intent):
            continue
        if _same(telling[first], telling[second]):
            message = f'"{other.text}" asks the same as "{one.text}" in {_where(one)}'
            yield other.place.finding(message, Severity.WARNING)


def _alike(said: Sequence[PlacedUtterance]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of texts that are much alike, the earlier one first."""
    texts = [" ".join(one.words) for one in said]
    for start in range(0, len(texts), ROWS):
        likeness = process.cdist(
            texts[start : start + ROWS], texts, scorer=fuzz.ratio, score_cutoff=LIKE, dtype=np.uint8, workers=-1
        )
        for row, column in np.argwhere(likeness):
            if start + row < column:
                yield int(start + row), int(column)


def _where(one: PlacedUtterance) -> str:
    """Say which intent `one` stands in, and what to do about one of another that asks the same."""
    if one.intent.is_shipped:
        return f"'{one.intent.id}', which ships with the bot: take yours out, or {to_yield(one.intent)}"
    return f"'{one.intent.id}' ({one.place.path}:{one.place.line}): keep it in one of them"


def _telling(one: PlacedUtterance) -> tuple[str, ...]:
    return tuple(word for word in one.words if word not in _SMALL)


def _same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Return whether the telling words are the same, in the same order. Texts without any are never the same."""
    if not first or len(first) != len(second):
        return False
    return all(_same_word(one, other) for one, other in zip(first, second, strict=True))


def _same_word(one: str, other: str) -> bool:
    if stem(one) == stem(other):
        return True
    may_slip = min(len(one), len(other)) >= MIN_SLIP and one[0] == other[0]
    both_english = is_english(one) and is_english(other)
    return may_slip and not both_english and DamerauLevenshtein.normalized_similarity(one, other) >= SLIP
