"""The clauses of a text, each word with its polarity, and those that speak of the same."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, islice, pairwise
from operator import itemgetter

from bot.grounding.negation import Polarity, affirmed, is_telling, polarities
from bot.grounding.opposites import scales_of
from bot.grounding.phrasal_verbs import as_single_verbs
from bot.grounding.quantity import Quantity
from bot.grounding.quantity_grammar import is_number_word, quantities
from bot.grounding.words import root
from bot.text import normalise, tokens

MIN_SHARED = 0.6  # of a clause's telling words that a clause of the source has, if it speaks of the same


_ANSWER = re.compile(r"^(?:no|yes)[.,]\s+")
_SUBJECTS = "an?(?! half\\b)|the|this|that|these|those|there|it|its|they|their|you|your|we|our|many|some|most"
_CLAUSES = re.compile(
    r"[;:!?—–]\s*|\s-\s|\b(?:although|though|however|whereas)\b"
    r"|\b(?<!nobody )(?<!nothing )(?<!anything )but\b(?! no\b| not (?:the|a|an|your|to)\b)"
    r"|, (?=so\b(?! that)|which\b|who\b|unless\b|if\b)| so (?=please\b)|,? (?:and|or) (?=if\b)"
    r"|,? (?=because\b|since (?:it|they|this|that|the|you|she|he)\b|as (?:it|they|this|that|you) \w)"
    rf"|,? and (?=(?:{_SUBJECTS}|is|are|may|can|must)\b)"
)
_OPENING = re.compile(r"^((?:if|when|should) [^,;]+), ")  # what stands before the main clause
_IDIOMS = (  # each with what it is read as
    (re.compile(r"\ball right\b"), "fine"),
    (re.compile(r"\b(?:should |must |will )?be able to\b"), "can"),
    (re.compile(r"\bmore time\b"), "longer"),
    (re.compile(r"\bless time\b"), "shorter"),
    (re.compile(r"\b(?:on|with) an empty stomach\b"), "without food"),
    (re.compile(r"\bwith (?:an? |your )?meals?\b"), "with food"),
    (re.compile(r"\b(?:pays?|costs?|for) nothing\b|\b(?:at no|without|free of) (?:cost|charge)\b"), "is free"),
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|,")
PRONOUNS = frozenset(tokens("it them"))
_ONES = frozenset(tokens("ones this these which"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its words, their stems with their polarity, and the stems that carry its facts.

    `heads` are those of its stems that a denial reaches first, such as "smok" in "do not ever smoke".
    """

    spoken: tuple[str, ...]
    words: tuple[str, ...]
    polarity: tuple[Polarity, ...]
    telling: frozenset[str]
    heads: frozenset[str]
    quantities: tuple[Quantity, ...]

    def of(self, word: str) -> Polarity:
        """The polarity of the stem `word`; open where it stands there in two ways."""
        found = {p for w, p in zip(self.words, self.polarity, strict=True) if w == word}
        return found.pop() if len(found) == 1 else Polarity.OPEN

    def beside(self, at: int) -> set[str]:
        """The telling words nearest to the one at `at`, before and after it; an empty one where it stands alone."""
        before = (word for word in reversed(self.words[:at]) if word in self.telling)
        after = (word for word in self.words[at + 1 :] if word in self.telling)
        return {*islice(before, 1), *islice(after, 1)} or {""}

    def measures_with(self, word: str) -> bool:
        """Whether `word` is part of a quantity, as "least" of "at least 3 days"."""
        return any(word in tokens(quantity.text) for quantity in self.quantities)


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text` that state anything."""
    said = _ANSWER.sub("", normalise(text))
    for idiom, meaning in _IDIOMS:
        said = idiom.sub(meaning, said)
    parts = (as_single_verbs(_WORD.findall(part)) for part in _CLAUSES.split(_OPENING.sub(r"\1; ", said)))
    return tuple(clause for words in parts if (clause := _clause(words)).telling)


def stated(source: Sequence[str]) -> list[Clause]:
    """The clauses of the texts in `source` that state something: a question states nothing."""
    known = [clause for text in source if not text.endswith("?") for clause in clauses(text)]
    return [*known, *said_of_it(known, _ONES)]


def said_of_it(known: Sequence[Clause], pronouns: Set[str]) -> list[Clause]:
    """Those of the clauses that have one of `pronouns`, each with what the clause before it tells of as well."""
    pairs = ((before, clause) for before, clause in pairwise(known) if pronouns & set(clause.spoken))
    return [replace(clause, telling=clause.telling | before.telling) for before, clause in pairs]


def _clause(words: Sequence[str]) -> Clause:
    kept = [(word, polarity) for word, polarity in zip(words, polarities(words), strict=True) if word != ","]
    stems = tuple(root(affirmed(word)) for word, _ in kept)
    telling = frozenset(
        stem for stem, (word, _) in zip(stems, kept, strict=True) if is_telling(word) and not is_number_word(stem)
    )
    polarity = tuple(p for _, p in kept)
    spoken = tuple(word for word, _ in kept)
    measured = quantities(" ".join(spoken))
    return Clause(spoken, stems, polarity, telling, _heads(stems, polarity, telling), measured)


def _heads(stems: Sequence[str], polarity: Sequence[Polarity], telling: frozenset[str]) -> frozenset[str]:
    """The first telling stem of each run of words that are denied."""
    told = (pair for pair in zip(polarity, stems, strict=True) if pair[1] in telling)
    runs = [list(run) for _, run in groupby(told, key=itemgetter(0))]
    return frozenset(run[0][1] for run in runs if run[0][0] in (Polarity.NO, Polarity.NEEDLESS))


def speaking_of_the_same(clause: Clause, known: Sequence[Clause]) -> list[Clause]:
    """The clauses of the source that have most of the telling words of `clause`."""
    shares = [(sum(_is_spoken_of(w, other) for w in clause.telling) / len(clause.telling), other) for other in known]
    best = max((share for share, _ in shares), default=0.0)
    return [other for share, other in shares if share >= max(MIN_SHARED, best)]


def _is_spoken_of(word: str, clause: Clause) -> bool:
    """Whether the stem `word` or its opposite stands in `clause`."""
    return word in clause.telling or any(scale.other.intersection(clause.words) for scale in scales_of(word))
