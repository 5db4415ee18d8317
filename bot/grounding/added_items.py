"""What a sentence lists and its source does not: "no alcohol, coffee or sauna" for "no alcohol or sauna"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grounding.misplaced_quantities import facts
from bot.grounding.other_things import cosine, is_named
from bot.grounding.words import roots
from bot.text import normalise, tokens

MIN_ITEMS = 3  # of a list: two that are joined may be anything
MIN_LISTED = 2  # items that a statement has too, if it lists the same
ALIKE = 0.5  # cosine from which a word of the source may be meant by another
_PHRASE = re.compile(r"\b(?:with|of|for|in|on|by|from|at|as)\b")  # which tells more of another item
_JOINT = re.compile(r",? (?:and|or) |, |; ")


def added_items(sentence: str, source: Sequence[str], words: str) -> Iterator[str]:
    """The items of a list in `sentence` of which `words` name nothing, where a statement of `source` has the others."""
    items = [item for item in _JOINT.split(normalise(sentence).strip(" .")) if facts(item) and not _PHRASE.search(item)]
    listed = [sum(facts(item) <= facts(text) for item in items) for text in source]
    if len(items) < MIN_ITEMS or max(listed, default=0) < MIN_LISTED:
        return
    known, others = frozenset(roots(words)), list(dict.fromkeys(tokens(normalise(words))))
    for item in items[1:]:
        if not any(is_named(stem, known) for stem in facts(item)) and not _is_meant(item, others):
            yield item


def _is_meant(item: str, others: Sequence[str]) -> bool:
    return any(cosine(word, other) >= ALIKE for word in tokens(item) if facts(word) for other in others)
