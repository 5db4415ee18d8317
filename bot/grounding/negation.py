"""Which words of a clause are affirmed, denied or said to be needless.

Negation is read as ConText does it (Harkema et al., 2009): a cue opens a scope, and a word that ends it closes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from bot.grounding.opposites import scales_of
from bot.grounding.quantity_grammar import is_number_word
from bot.grounding.words import FUNCTION_WORDS, root
from bot.nlu.english import zipf
from bot.text import tokens


class Polarity(Enum):
    """Whether a word is affirmed, denied, said to be needless, or none of these for sure."""

    YES = "yes"
    NO = "no"
    NEEDLESS = "needless"
    OPEN = "open"


_NOT = frozenset(tokens("not never cannot neither nor unable dont"))
_LOCAL = frozenset({"without", "no"})
_FREE = (("free", "of"), ("free", "from"), ("rather", "than"), ("instead", "of"))
_EXCEPT = frozenset(tokens("except excepting excluding"))
_WHOLE = frozenset(tokens("nothing nobody none noone"))  # deny their whole clause
_REFRAIN = frozenset(map(root, tokens("avoid refrain abstain skip omit contraindicated forbidden")))
_PREVENTS = frozenset(tokens("stops prevents"))  # before "you from slipping"
_BEING = frozenset(tokens("be been being is are was were"))
_KEEP_AWAY = frozenset(("off", "away", "clear", "out"))
_ENDS = frozenset(tokens("until unless because since as so which who if when while before after within except and"))
_RESUMES = frozenset(tokens("after again once resume only from unless"))
_WAITS = frozenset(tokens("wait waits waiting"))
_WAITED_FOR = frozenset(tokens("before until till with to"))
_PUTS_OFF = frozenset(tokens("allow leave postpone delay"))  # what comes "before" or "until" something else
_GRANTS = frozenset(
    tokens("fine ok okay alright permitted possible advisable wear wears wearing worn")
)  # say that it is done, not what
_NEEDS = frozenset(tokens("need needs needed necessary required"))
_UNDENIED = frozenset(tokens("only more less fewer longer later doubt")) | {","}
_LIMITS = frozenset(tokens("more less fewer exceed exceeds exceeding"))
_THAN = frozenset(tokens("than beyond over above"))
_BEFORE_AN_ORDER = frozenset(tokens("please to must should then not never")) | {","}
_ITEM = 3  # words of an item of a list at most
_REACH = 30  # words that a denial reaches at most
_LOCAL_REACH = 4  # words that "without" and "no" deny after them


def is_telling(word: str) -> bool:
    """Whether `word` carries a fact, rather than to deny one."""
    is_cue = _is_not(word) or word in _WHOLE | _LOCAL | _NEEDS | _GRANTS or _is_refraining(word)
    return word not in FUNCTION_WORDS and not is_cue


def polarities(words: Sequence[str]) -> list[Polarity]:
    """The polarity of each word: two cues over one word undo each other."""
    found = [Polarity.YES] * len(words)
    cues = [(at, cue) for at in range(len(words)) if (cue := _cue(words, at))]
    for at, cue in cues:
        reached_words = list(_scope(words, at, cue))
        if words[at] != "stop" and not any(is_telling(words[reached]) for reached in reached_words):
            reached_words = list(range(max(0, at - _REACH), at))  # "pregnant women cannot have it"
        for reached in reached_words:
            found[reached] = cue if found[reached] is Polarity.YES else Polarity.YES
    for at in _after_comma(words, found):
        found[at] = Polarity.OPEN
    return [_flipped(p) if _is_negative_form(w) else p for w, p in zip(words, found, strict=True)]


def _cue(words: Sequence[str], at: int) -> Polarity | None:
    """What the word at `at` does to those in its scope, None where it does nothing."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in _EXCEPT:
        return Polarity.OPEN  # what is said of the rest
    if _denies_nothing(words, at):
        return Polarity.NO if (word, after) == ("no", "longer") else None
    if (
        word in ("needn't", "unnecessary")
        or (word in _LOCAL and _NEEDS & set(words[max(0, at - 1) : at + 5]))
        or (word in ("no", "not") and words[at - 1 : at] == ["but"] and _NEEDS & set(words[:at]))  # "but no stitches"
        or _is_of_need(words, at)
    ):
        return Polarity.NEEDLESS
    is_keeping_away = word in ("stay", "keep", "hold", "steer", "staying", "keeping") and bool(
        _KEEP_AWAY & set(words[at + 1 : at + 4])
    )
    is_told = at == 0 or words[at - 1] in _BEFORE_AN_ORDER or _is_not(words[at - 1])
    is_preventing = word in _PREVENTS and any(each.endswith("ing") for each in words[at + 1 : at + 4])
    is_stopping = word == "stop" and (after.endswith("ing") or (is_told and after not in ("", *_ENDS)))
    is_denial = _is_not(word) or word in _LOCAL | _WHOLE or _is_refraining(word) or (word, after) in _FREE
    return Polarity.NO if is_denial or is_keeping_away or is_stopping or is_preventing else None


def _denies_nothing(words: Sequence[str], at: int) -> bool:
    """Whether a word that mostly denies does not: "not only", "may or may not", "do not take more than 8"."""
    word, after = words[at], words[at + 1 : at + 5]
    is_phrase = after[:1] != [] and not _is_refraining(word) and after[0] in _UNDENIED
    is_limit = word not in _LOCAL and (bool(_LIMITS & set(after)) or _is_compared(words[at + 1 : at + 12]))
    return is_phrase or is_limit or after[1:2] == ["than"] or "or" in words[max(0, at - 2) : at]


def _is_compared(words: Sequence[str]) -> bool:
    """Whether `words` have "than" or the like before a number: "anything heavier than 5 kg"."""
    return any(word in _THAN and is_number_word(after) for word, after in pairwise(words))


def _is_refraining(word: str) -> bool:
    return root(word) in _REFRAIN


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
    if _is_refraining(word) and _BEING & set(words[max(0, at - 2) : at]):
        yield from range(max(0, at - _REACH), at)  # what "must be avoided"
        return
    is_local = word in _LOCAL or word == "free"
    reach = _LOCAL_REACH if is_local and cue is Polarity.NO else _REACH
    for reached in range(at + 1, min(len(words), at + 1 + reach)):
        is_new = word == "without" or "or" in words[at:reached]
        if words[reached] in _ENDS - {"and"} or (words[reached] == "and" and is_new):
            return
        yield reached


def _after_comma(words: Sequence[str], found: Sequence[Polarity]) -> list[int]:
    """The words after a comma in a scope, of which it is not sure whether it reaches them."""
    commas = [at for at, word in enumerate(words) if at and word == "," and found[at - 1] is not Polarity.YES]
    is_list = bool(commas) and _is_list(words[commas[0] + 1 :])
    return list(range(commas[0], len(words))) if commas and "or" not in words and not is_list else []


def _is_list(words: Sequence[str]) -> bool:
    """Whether `words` go on with a list, "nuts, fruit with pips and bread", rather than with another clause."""
    items = [item.split() for item in " ".join(words).replace(" and ", " , ").split(" , ")]
    return len(items) > 1 and all(0 < len(item) <= _ITEM for item in items)


def puts_off(words: Sequence[str]) -> bool:
    """Whether something is put off: "wait 3 days before sport" denies sport until then, "wait in the car" nothing."""
    said = set(words)
    is_waiting = said & _WAITS and said & _WAITED_FOR
    return bool(is_waiting or (said & _PUTS_OFF and said & {"before", "until"}))


def bounds_in_time(words: Sequence[str]) -> frozenset[str]:
    """The words that say from when something holds, or that it is put off: "after 24 hours", "once it has healed"."""
    resumed = {word for word, after in pairwise(words) if word in _RESUMES and after != "that"}
    return frozenset(resumed | ({"wait"} if puts_off(words) else set()))


def _flipped(polarity: Polarity) -> Polarity:
    return {Polarity.YES: Polarity.NO, Polarity.NO: Polarity.YES}.get(polarity, polarity)


def _is_negative_form(word: str) -> bool:
    return affirmed(word) != word


@lru_cache(maxsize=4096)
def affirmed(word: str) -> str:
    """ "unlikely" as "likely"; a word that only begins so ("under", "inside") stays as it is."""
    bare = word[3:] if word.startswith("non") else word[2:]
    is_listed = any(root(bare) in scale.other for scale in scales_of(root(word)))  # "impure", and not "improves"
    is_prefix = word.startswith(("un", "non")) or (word.startswith("im") and is_listed)
    is_negative = is_prefix and len(bare) > 3 and word not in FUNCTION_WORDS
    return bare if is_negative and zipf(bare) > max(3.5, zipf(word)) else word
