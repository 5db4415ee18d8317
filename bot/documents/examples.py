"""A few utterance examples that a document gives: its own other wordings, and what only one answer speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from wordfreq import zipf_frequency

from bot.documents.links import without_addresses
from bot.documents.passages import Passage
from bot.documents.prose import prose_sentences
from bot.text import normalise, tokens

MAX_TERMS = 3
MAX_BETWEEN = 2  # small words between two telling ones
_TELLING = (2.0, 5.2)  # on the Zipf scale, words between are known and say what a text is about
_MIN_LETTERS = 4
MIN_SMALL = 0.08  # the share of small words in an English document; in five other languages below 0.07
_PARTS = re.compile(r"[,;:()–—]|\s-\s")
_SMALL = frozenset(tokens("a an the my your our of for to in on at with from by under over between and or"))


def bare(question: str) -> str:
    """`question` as visitors type it: without its mark, and in lower case but for abbreviations."""
    words = question.strip("¿ ").rstrip("?؟!. ").split()
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words)


def first_examples(passages: Sequence[Passage]) -> list[tuple[str, ...]]:
    """For each passage its other wordings and what it alone speaks of; the bare question where it has none.

    Rewordings by rule would be near-copies, from which a matcher learns nothing. What words tell is known of English
    alone.
    """
    is_english = _is_english(" ".join(line for passage in passages for line in (passage.question, *passage.lines)))
    spoken = [_terms(" ".join(passage.lines)) if is_english else [] for passage in passages]
    uses = Counter(term for terms in spoken for term in set(terms))
    asked = [set(tokens(normalise(passage.question))) for passage in passages]
    own = [
        [term for term in dict.fromkeys(terms) if uses[term] == 1 and not words & set(_telling(term))]
        for terms, words in zip(spoken, asked, strict=True)
    ]
    return [_examples(passage, terms) for passage, terms in zip(passages, own, strict=True)]


def _is_english(text: str) -> bool:
    words = tokens(normalise(text))
    return sum(word in _SMALL for word in words) >= MIN_SMALL * len(words)


def _examples(passage: Passage, terms: Sequence[str]) -> tuple[str, ...]:
    found = [*map(bare, passage.also_asked), *_distinct(sorted(terms, key=_commonness))[:MAX_TERMS]]
    fresh = [example for example in dict.fromkeys(found) if normalise(example) != normalise(bare(passage.question))]
    return tuple(fresh) or (bare(passage.question),)


def _commonness(term: str) -> float:
    """How common the words of a term are on the average: what is rare says best what a text is about."""
    said = [zipf_frequency(word, "en") for word in _telling(term)]
    return sum(said) / len(said)


def _distinct(terms: Sequence[str]) -> list[str]:
    """The terms, without those that share a telling word with one before."""
    kept: list[str] = []
    for term in terms:
        if not any(set(_telling(term)) & set(other.split()) for other in kept):
            kept.append(term)
    return kept


def _terms(text: str) -> list[str]:
    """What visitors might type of it: two telling words that stand together, or with small words between them.

    One word alone is none: "nurse" asks nothing, and would draw every question that has it.
    """
    found: list[str] = []
    for sentence in prose_sentences(without_addresses(text)[0]):
        for part in _PARTS.split(sentence):
            words = ["-".join(tokens(word)) for word in normalise(part).split()]  # "x-rays" is one word, and no "rays"
            at = [number for number, word in enumerate(words) if _is_telling(word)]
            near = ((one, two) for one, two in pairwise(at) if _is_phrase(words[one + 1 : two]))
            found += [" ".join(words[one : two + 1 + (two + 1 in at)]) for one, two in near]
    return found


def _telling(term: str) -> list[str]:
    return [word for word in term.split() if _is_telling(word)]


def _is_phrase(between: Sequence[str]) -> bool:
    return len(between) <= MAX_BETWEEN and all(word in _SMALL for word in between)


def _is_telling(word: str) -> bool:
    low, high = _TELLING
    return len(word) >= _MIN_LETTERS and word.isalpha() and low <= zipf_frequency(word, "en") <= high
