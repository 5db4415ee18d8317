"""A word in whose place its source has a sibling: "with a glass of milk" for "with a glass of juice".

Siblings are used alike and mean something else, so their vectors are neither far apart nor near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from rapidfuzz.distance import Postfix, Prefix

from bot.grounding.other_things import cosine
from bot.grounding.words import FUNCTION_WORDS, root
from bot.text import normalise, tokens

MIN_FRAME = 6  # words around it that both have
SIBLINGS = 0.33, 0.6  # cosine: below it they fit no common frame, above it they may say the same
_BEFORE_NOUNS = frozenset(tokens("the a an your it them you"))
_FUNCTION = frozenset(map(root, FUNCTION_WORDS))


def siblings(sentence: str, source: Sequence[str], stems: Set[str]) -> Iterator[tuple[str, str]]:
    """The words of `sentence` in whose place, between the same words, a statement of `source` has a sibling.

    They are among `stems`, those of all words of the source: what stands nowhere in it is the editor's own synonym.
    """
    said = tokens(normalise(sentence))
    for text in source:
        known = tokens(normalise(text))
        one, two = ([root(word) for word in words] for words in (said, known))
        for at, there in _framed(one, two):
            is_verb = said[at].endswith("s") and said[at + 1] in _BEFORE_NOUNS  # which has no kind
            is_own = root(said[at]) not in stems
            if not (is_verb or is_own) and SIBLINGS[0] <= cosine(said[at], known[there]) <= SIBLINGS[1]:
                yield said[at], known[there]


def _framed(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The positions of each two words between the same words, neither of which the other text has."""
    for at in (at for at, word in enumerate(one) if word not in _FUNCTION and word not in two):
        for there in (there for there, word in enumerate(two) if word not in _FUNCTION and word not in one):
            after = Prefix.similarity(one[at + 1 :], two[there + 1 :])
            before = max(Postfix.similarity(one[:at], two[:start]) for start in (there, max(0, there - 1)))
            if before and after and before + after >= MIN_FRAME:
                yield at, there
