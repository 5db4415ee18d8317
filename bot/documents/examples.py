"""A few utterance examples that a document gives: its own other wordings, and what only one answer speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from wordfreq import zipf_frequency

from bot.documents.links import without_addresses
from bot.documents.passages import Passage
from bot.documents.prose import prose_sentences
from bot.text import normalise, tokens

MAX_TERMS = 3
_TELLING = (2.0, 4.6)  # on the Zipf scale, words between are known and say what a text is about
_MIN_LETTERS = 4


def bare(question: str) -> str:
    """`question` as visitors type it: without its mark, and in lower case but for abbreviations."""
    words = question.strip("¿ ").rstrip("?؟!. ").split()
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


def first_examples(passages: Sequence[Passage]) -> list[tuple[str, ...]]:
    """For each passage its other wordings and the terms that it alone speaks of; the bare question where it has none.

    Rewordings by rule would be near-copies, from which a matcher learns nothing.
    """
    spoken = [_terms(" ".join(passage.lines)) for passage in passages]
    uses = Counter(term for terms in spoken for term in set(terms))
    asked = [set(tokens(normalise(passage.question))) for passage in passages]
    own = [
        [term for term in dict.fromkeys(terms) if uses[term] == 1 and not words & set(term.split())]
        for terms, words in zip(spoken, asked, strict=True)
    ]
    return [_examples(passage, terms) for passage, terms in zip(passages, own, strict=True)]


def _examples(passage: Passage, terms: Sequence[str]) -> tuple[str, ...]:
    pairs = [term for term in terms if " " in term]
    words = [term for term in terms if " " not in term]
    found = [*map(bare, passage.also_asked), *_distinct([*pairs, *words])[:MAX_TERMS]]
    fresh = [example for example in dict.fromkeys(found) if normalise(example) != normalise(bare(passage.question))]
    return tuple(fresh) or (bare(passage.question),)


def _distinct(terms: Sequence[str]) -> list[str]:
    """The terms, without those that share a word with one before."""
    kept: list[str] = []
    for term in terms:
        if not any(set(term.split()) & set(other.split()) for other in kept):
            kept.append(term)
    return kept


def _terms(text: str) -> list[str]:
    """The telling words of `text`, and pairs of such words that stand together."""
    found: list[str] = []
    for sentence in prose_sentences(without_addresses(text)[0]):
        words = tokens(normalise(sentence))
        found += [f"{a} {b}" for a, b in pairwise(words) if _is_telling(a) and _is_telling(b)]
        found += [word for word in words if _is_telling(word)]
    return found


def _is_telling(word: str) -> bool:
    low, high = _TELLING
    return len(word) >= _MIN_LETTERS and word.isalpha() and low <= zipf_frequency(word, "en") <= high
