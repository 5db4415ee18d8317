"""What a sentence affirms, denies or leaves open, word by word, and where that is turned round from its source.

Negation is read as ConText does it (Harkema et al., 2009): a cue opens a scope, and a word that ends it closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from bot.grounding.opposites import Scale, scales_of
from bot.grounding.quantities import is_number_word
from bot.grounding.words import FUNCTION_WORDS, root
from bot.nlu.english import zipf
from bot.text import normalise, tokens

MIN_SHARED = 0.6  # of a clause's telling words that a clause of the source has, if it speaks of the same
CLOSE = 0.15  # below the best share, a clause of the source counts as speaking of the same too


class Polarity(Enum):
    """Whether a word is affirmed, denied, said to be needless, or none of these for sure."""

    YES = "yes"
    NO = "no"
    NEEDLESS = "needless"
    OPEN = "open"


_ANSWER = re.compile(r"^(?:no|yes)[.,]\s+")
_CLAUSES = re.compile(
    r"[;:!?—–]\s*|\s-\s|\b(?:but(?! not?\b)|although|though|however|whereas)\b"
    r"|,? and (?=(?:an?|the|this|that|these|those|there|it|its|they|their|you|your|we|our|many|some|most|is|are)\b)"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|,")
_NOT = frozenset(tokens("not never cannot neither nor unable dont"))
_LOCAL = frozenset({"without", "no"})
_WHOLE = frozenset(tokens("nothing nobody none noone"))  # deny their whole clause
_REFRAIN = frozenset(tokens("avoid avoids avoiding refrain refrains abstain skip omit"))
_KEEP_AWAY = frozenset(("off", "away", "clear", "out"))
_ENDS = frozenset(tokens("until unless because since as so which who if when while before after except and"))
_RESUMES = frozenset(tokens("after again once resume only from unless"))
_WAITS = frozenset(tokens("wait waits waiting"))
_PUTS_OFF = frozenset(tokens("allow leave postpone delay"))  # what comes "before" or "until" something else
_NEEDS = frozenset(tokens("need needs needed necessary required"))
_LIMITS = frozenset(tokens("more less fewer exceed exceeds exceeding"))
_BEFORE_AN_ORDER = frozenset(tokens("please to must should then not never")) | {","}
_REACH = 30  # words that a denial reaches at most
_LOCAL_REACH = 4  # words that "without" and "no" deny after them


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

    def of(self, word: str) -> Polarity:
        """The polarity of the stem `word`, open where it stands there in two ways."""
        found = {p for w, p in zip(self.words, self.polarity, strict=True) if w == word}
        return found.pop() if len(found) == 1 else Polarity.OPEN


def turned_round(sentence: str, source: Sequence[str]) -> Iterator[str]:
    """The words of `sentence` that say the opposite of what the statements in `source` say."""
    known = [clause for text in source if not text.endswith("?") for clause in clauses(text)]
    for clause in clauses(sentence):
        near = speaking_of_the_same(clause, known)
        if near and all(_is_denied(clause, other) for other in near):
            yield " ".join(clause.spoken)
        yield from _swapped_ends(clause, near)


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text` that state anything."""
    parts = (_WORD.findall(part) for part in _CLAUSES.split(_ANSWER.sub("", normalise(text))))
    return tuple(clause for words in parts if (clause := _clause(words)).telling)


def _clause(words: Sequence[str]) -> Clause:
    kept = [(word, polarity) for word, polarity in zip(words, _polarities(words), strict=True) if word != ","]
    stems = tuple(root(_affirmed(word)) for word, _ in kept)
    telling = frozenset(
        stem for stem, (word, _) in zip(stems, kept, strict=True) if _is_telling(word) and not is_number_word(stem)
    )
    polarity = tuple(p for _, p in kept)
    return Clause(tuple(word for word, _ in kept), stems, polarity, telling, _heads(stems, polarity, telling))


def _heads(stems: Sequence[str], polarity: Sequence[Polarity], telling: frozenset[str]) -> frozenset[str]:
    """The first telling stem of each run of words that are denied."""
    found: set[str] = set()
    before = Polarity.YES
    for stem, now in zip(stems, polarity, strict=True):
        if now in (Polarity.NO, Polarity.NEEDLESS) and before is not now and stem not in telling:
            continue
        if now in (Polarity.NO, Polarity.NEEDLESS) and before is not now:
            found.add(stem)
        before = now
    return frozenset(found)


def _is_telling(word: str) -> bool:
    is_cue = _is_not(word) or word in _REFRAIN | _WHOLE | _LOCAL | _NEEDS
    return word not in FUNCTION_WORDS and not is_cue


def _polarities(words: Sequence[str]) -> list[Polarity]:
    """The polarity of each word: two cues over one word undo each other."""
    found = [Polarity.YES] * len(words)
    cues = [(at, cue) for at in range(len(words)) if (cue := _cue(words, at))]
    for at, cue in cues:
        reached_words = list(_scope(words, at, cue))
        if not any(_is_telling(words[reached]) for reached in reached_words):
            reached_words = list(range(max(0, at - _REACH), at))  # "pregnant women cannot have it"
        for reached in reached_words:
            found[reached] = _combined(found[reached], cue)
    if _waits(words) or _resumes(words):
        found = [Polarity.OPEN if p is Polarity.YES else p for p in found]
    for at in _after_comma(words, found):
        found[at] = Polarity.OPEN
    return [_flipped(p) if _is_negative_form(w) else p for w, p in zip(words, found, strict=True)]


def _cue(words: Sequence[str], at: int) -> Polarity | None:
    """What the word at `at` does to those in its scope, None where it does nothing."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if _denies_nothing(words, at):
        return Polarity.NO if (word, after) == ("no", "longer") else None
    if (
        word in ("needn't", "unnecessary")
        or (word in _LOCAL and _NEEDS & set(words[at + 1 : at + 5]))
        or (word in ("no", "not") and words[at - 1 : at] == ["but"] and _NEEDS & set(words[:at]))  # "but no stitches"
        or _is_of_need(words, at)
    ):
        return Polarity.NEEDLESS
    is_keeping_away = word in ("stay", "keep", "hold", "steer", "staying", "keeping") and bool(
        _KEEP_AWAY & set(words[at + 1 : at + 4])
    )
    is_told = at == 0 or words[at - 1] in _BEFORE_AN_ORDER or _is_not(words[at - 1])
    is_stopping = word == "stop" and (after.endswith("ing") or (is_told and after not in ("", *_ENDS)))
    is_negative = _is_negative_form(word) and after == "to"  # "unlikely to"
    denies = _is_not(word) or word in _LOCAL | _WHOLE | _REFRAIN or is_keeping_away or is_stopping or is_negative
    return Polarity.NO if denies else None


def _denies_nothing(words: Sequence[str], at: int) -> bool:
    """Whether a word that mostly denies does not: "not only", "may or may not", "do not take more than 8"."""
    word, after = words[at], words[at + 1 : at + 5]
    if not (_is_not(word) or word in _LOCAL):
        return False
    is_phrase = bool(after) and after[0] in ("only", "more", "less", "fewer", "longer", "later", "doubt", ",")
    is_limit = _is_not(word) and bool(_LIMITS & set(after))
    return is_phrase or is_limit or "or" in words[max(0, at - 2) : at]


def _is_not(word: str) -> bool:
    return word in _NOT or word.endswith("n't")


def _is_of_need(words: Sequence[str], at: int) -> bool:
    """Whether the word is a "not" that denies a need: "need not", "do not have to", "is not necessary"."""
    if not _is_not(words[at]):
        return False
    near = words[at + 1 : at + 3]
    is_before = at > 0 and words[at - 1] == "need"
    has_to = near[:2] in (["have", "to"], ["need", "to"])
    return is_before or has_to or bool(near and near[0] in ("necessary", "required", "needed", "need"))


def _scope(words: Sequence[str], at: int, cue: Polarity) -> Iterator[int]:
    """The positions that the cue at `at` reaches."""
    word = words[at]
    if word in _WHOLE:
        yield from (i for i in range(max(0, at - _REACH), min(len(words), at + _REACH)) if i != at)
        return
    if word == "no" and at > 0 and words[at - 1] not in FUNCTION_WORDS:
        yield at - 1  # the verb of "drink no alcohol"
    reach = _LOCAL_REACH if word in _LOCAL and cue is Polarity.NO else _REACH
    for reached in range(at + 1, min(len(words), at + 1 + reach)):
        if words[reached] in _ENDS - {"and"} or (words[reached] == "and" and _starts_clause(words, reached + 1)):
            return
        yield reached


def _starts_clause(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at] in ("it", "they", "you", "we", "this", "that", "the", "is", "are", "then")


def _after_comma(words: Sequence[str], found: Sequence[Polarity]) -> list[int]:
    """The words after a comma in a scope, of which it is not sure whether it reaches them."""
    if "," not in words or "or" in words:
        return []
    comma = words.index(",")
    is_reached = comma > 0 and found[comma - 1] is not Polarity.YES
    return list(range(comma, len(words))) if is_reached else []


def _waits(words: Sequence[str]) -> bool:
    """Whether something is put off: "wait 3 days before sport" denies sport until then."""
    said = set(words)
    return bool(said & _WAITS) or bool(said & _PUTS_OFF and said & {"before", "until"})


def _resumes(words: Sequence[str]) -> bool:
    """Whether what is said holds only from a point in time: "after 24 hours", "once the numbness has gone"."""
    return any(word in _RESUMES and at + 1 < len(words) for at, word in enumerate(words))


def _combined(before: Polarity, cue: Polarity) -> Polarity:
    if before is Polarity.YES:
        return cue
    return Polarity.YES if before is Polarity.NO and cue is Polarity.NO else Polarity.OPEN


def _flipped(polarity: Polarity) -> Polarity:
    return {Polarity.YES: Polarity.NO, Polarity.NO: Polarity.YES}.get(polarity, polarity)


def _is_negative_form(word: str) -> bool:
    return _affirmed(word) != word


@lru_cache(maxsize=4096)
def _affirmed(word: str) -> str:
    """ "unlikely" as "likely"; a word that only begins so ("under", "inside") stays as it is."""
    bare = word[3:] if word.startswith("non") else word[2:]
    is_negative = word.startswith(("un", "im", "non")) and len(bare) > 3 and word not in FUNCTION_WORDS
    return bare if is_negative and zipf(bare) > max(3.5, zipf(word)) else word


def speaking_of_the_same(clause: Clause, known: Sequence[Clause]) -> list[Clause]:
    """The clauses of the source that have most of the telling words of `clause`."""
    shares = [(sum(_is_spoken_of(w, other) for w in clause.telling) / len(clause.telling), other) for other in known]
    best = max((share for share, _ in shares), default=0.0)
    return [other for share, other in shares if share >= max(MIN_SHARED, best - CLOSE)]


def _is_spoken_of(word: str, clause: Clause) -> bool:
    """Whether the stem `word` or its opposite stands in `clause`."""
    return word in clause.telling or any(scale.other.intersection(clause.words) for scale in scales_of(word))


def _is_denied(clause: Clause, other: Clause) -> bool:
    """Whether the two disagree on more of the words that they share than they agree on.

    Where they share what one of them denies first, those words alone decide: they are what is denied.
    """
    shared = clause.telling & other.telling
    deciding = shared & (clause.heads | other.heads) or shared
    pairs = [(clause.of(word), other.of(word)) for word in deciding]
    sure = [pair for pair in pairs if Polarity.OPEN not in pair]
    differing = sum(one is not two for one, two in sure)
    return differing > len(sure) - differing


def _swapped_ends(clause: Clause, near: Sequence[Clause]) -> Iterator[str]:
    """Words of `clause` in whose place each clause of the source has the other end of a scale."""
    for word, stem in zip(clause.spoken, clause.words, strict=True):
        if any(_is_swapped(clause, scale, near) for scale in scales_of(stem)):
            yield word


def _is_swapped(clause: Clause, scale: Scale, near: Sequence[Clause]) -> bool:
    uses = _uses(clause, scale.own, scale)
    if any(_uses(other, scale.own, scale) & uses for other in near):
        return False
    if scale.is_of_time:
        near = [other for other in near if _denies(other) == _denies(clause)]
    # Denying the one end says the same as affirming the other.
    return any(_uses(other, scale.other, scale) & uses and not _is_denied(clause, other) for other in near)


def _denies(clause: Clause) -> bool:
    return Polarity.NO in clause.polarity or _waits(clause.spoken)


def _uses(clause: Clause, ends: frozenset[str], scale: Scale) -> set[str]:
    """What `ends` are said of in `clause`: the word after them, where one must follow; else the whole clause."""
    found = [at for at, word in enumerate(clause.words) if word in ends]
    if not scale.is_before_a_word:
        return {""} if found else set()
    following = (next((w for w in clause.words[at + 1 :] if w in clause.telling), "") for at in found)
    return {word for word in following if word}
