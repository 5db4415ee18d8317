"""What a sentence lists and its source does not: "no alcohol, coffee or sauna" for "no alcohol or sauna"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grounding.misplaced_quantities import facts
from bot.grounding.other_things import cosine, is_named, is_thing
from bot.grounding.words import FUNCTION_WORDS, root, roots
from bot.text import normalise, tokens

MIN_ITEMS = 3  # of a list: two that are joined may be anything
MAX_WORDS = 3  # of an item
MIN_SHARED = 0.5  # of the facts of a sentence that a statement has, if both list the same
ALIKE = 0.6  # cosine from which a word of the source may be meant by another
_ARTICLES = frozenset(tokens("a an the any your some"))
_JOINT = re.compile(r",? (?:and|or) |, |; ")


def added_items(sentence: str, source: Sequence[str], words: str) -> Iterator[str]:
    """The items of a list in `sentence` of which `words` name nothing, where the list in `source` is shorter."""
    items, said = _JOINT.split(normalise(sentence).strip(" .")), facts(sentence)
    near = [text for text in source if len(said & facts(text)) >= MIN_SHARED * len(said)]
    if len(items) < MIN_ITEMS or not near or any(len(_JOINT.split(normalise(text))) >= len(items) for text in near):
        return
    known, others = frozenset(roots(words)), tokens(normalise(words))
    for item in items[1:]:
        named = _named(item)
        if named and not any(is_named(root(word), known) or _is_meant(word, others) for word in named):
            yield item


def _named(item: str) -> list[str]:
    """The words of an item that names a thing, such as "a hot bath"; none of one that tells what is done."""
    spoken = [word for word in tokens(item) if word not in _ARTICLES]
    is_name = 0 < len(spoken) <= MAX_WORDS and is_thing(spoken[-1]) and not FUNCTION_WORDS & set(spoken)
    return spoken if is_name else []


def _is_meant(word: str, others: Sequence[str]) -> bool:
    return any(cosine(word, other) >= ALIKE for other in dict.fromkeys(others))
