"""Who does what to whom: two parts of a sentence that have changed places against its source.

Both are brought to the words that they have in common, in order. Where the source then reads P X M Y S and the sentence
P Y M X S, X and Y have changed places: "gel lasts longer than foam", "foam lasts longer than gel".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from rapidfuzz.distance import Postfix, Prefix

from bot.grounding.lost_hedges import RESERVED_STEMS
from bot.grounding.numerals import SMALL
from bot.grounding.opposites import scales_of
from bot.grounding.phrasal_verbs import as_single_verbs
from bot.grounding.words import FUNCTION_WORDS, root
from bot.text import normalise, tokens

MAX_OPENING = 6  # words of "for dry and itchy eyes", at most
MIN_SHARED = 0.75  # of the telling words of the sentence that the source has, if it speaks of the same
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[,;:.]")
_PIECES = re.compile(r"[;:]\s|,? and (?!a half)")
_DAY_AFTER = re.compile(r"\b(day|morning) after\b")
_PASSIVE = re.compile(r"\b(?:is|are|be|been|being|was|were) (?:\w+ly )?\w+(?:ed|en)\b")
_SUBORDINATE = frozenset(tokens("than before after because if when while since although unless until"))
_ORDERING = frozenset(tokens("than as before after until till once like"))
_RELATIONS = _SUBORDINATE | frozenset(tokens("with without for from to into in on at of against by as"))
_JOINTS = frozenset({*tokens("and or while whereas but"), ",", ";", ":", "."})
# Words that turn a relation round: with one of them in one sentence alone, what has changed places may say the same.
_SYMMETRIC = frozenset(tokens("away apart together beside alongside"))  # "keep A away from B" is "keep B away from A"
_EXCEPT = frozenset(tokens("except excepting excepted excluding"))  # before what is excepted, or after it
_DENIED_REST = frozenset(tokens("not no"))
_TURNING = frozenset(
    tokens("after once by not no never less fewer without instead rather unlike cannot while when if because unless")
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A word or relation in its plain form, and whether it begins anew after "and", "or" or a comma."""

    word: str
    is_joined: bool


def exchanged(sentence: str, source: Sequence[str]) -> Iterator[str]:
    """The statements of `source` two parts of which have changed places in `sentence`."""
    for text in source:
        if any(_is_exchanged(one, two) for one in _pieces(sentence) for two in _pieces(text)):
            yield text


def _is_exchanged(sentence: str, text: str) -> bool:
    return (
        all(any(_have_changed_places(said, known) for known in _orders(text)) for said in _orders(sentence))
        and _speaks_of(_parts(sentence), _parts(text))
        and not _turns(sentence, text)
        and not _SYMMETRIC & set(_words(text))
    )


def _pieces(text: str) -> list[str]:
    """The text, and those parts of it that may say something by themselves."""
    return list(dict.fromkeys([text, *_PIECES.split(text)]))


def _orders(text: str) -> Iterator[Sequence[_Part]]:
    """The parts of `text`, and where it opens with "for dry eyes" those with that opening last, however long it is."""
    parts = _parts(text)
    yield parts
    if _RELATIONS & set(_words(text)[:1]):
        yield from ([*parts[end:], *parts[:end]] for end in range(2, min(len(parts), MAX_OPENING)))


def is_turned_and_exchanged(sentence: str, text: str) -> bool:
    """Whether two parts have changed places and the relation is turned round as well, so that the same is said.

    A passive alone turns round who does what, and no denial.
    """
    is_ordered = bool(_ORDERING & set(_words(text)))
    is_turned = is_ordered and _turns(sentence, text) and not _differ_in_voice(sentence, text)
    return is_turned and _have_changed_places(_parts(sentence), _parts(text))


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[_Part, ...]:
    plain = _DAY_AFTER.sub(r"next \1", normalise(text).replace("compared with", "than"))
    found: list[_Part] = []
    is_joined = False
    for word in _fronted_last(as_single_verbs(_WORD.findall(plain))):
        if word in _JOINTS:
            is_joined = True
        elif word in _DENIED_REST and is_joined:
            found.append(_Part("not", True))  # "on the back, not on the side"
            is_joined = False
        elif word in _EXCEPT or root(word) in RESERVED_STEMS:
            continue  # "it rarely breaks" is "in rare cases it breaks"
        elif word in _RELATIONS or word in SMALL or word not in FUNCTION_WORDS:
            found.append(_Part(root(word), is_joined))
            is_joined = False
    return tuple(found)


def _fronted_last(words: list[str]) -> list[str]:
    """ "Before X, Y" as "Y before X"."""
    if "," in words and words[0] in _RELATIONS:
        comma = words.index(",")
        return [*words[comma + 1 :], *words[:comma]]
    return words


def _turns(sentence: str, text: str) -> bool:
    """Whether either turns the relation round and the other does not: by a denial, a passive, or the other end."""
    said, known = (Counter(_words(each)) for each in (sentence, text))
    more, less = said - known, known - said
    stems, others = set(map(root, more)), set(map(root, less))
    is_opposite = any(scale.other & others for stem in stems for scale in scales_of(stem))
    is_passive = _differ_in_voice(sentence, text)
    return is_opposite or is_passive or any(word in _TURNING or word.endswith("n't") for word in (more + less))


def _differ_in_voice(*texts: str) -> bool:
    return len({bool(_PASSIVE.search(normalise(text))) for text in texts}) > 1


def _words(text: str) -> list[str]:
    return _WORD.findall(normalise(text))


def _is_telling(part: _Part) -> bool:
    return part.word not in _RELATIONS | _DENIED_REST


def _speaks_of(said: Sequence[_Part], known: Sequence[_Part]) -> bool:
    words, others = ({part.word for part in parts if _is_telling(part)} for parts in (said, known))
    return len(words & others) >= MIN_SHARED * min(len(words), len(others))


def _have_changed_places(said: Sequence[_Part], known: Sequence[_Part]) -> bool:
    """Whether a part of `known` stands in `said` where another stood, and never as a mere change of order."""
    counts, others = (Counter(part.word for part in parts) for parts in (said, known))
    common = {word for word, count in counts.items() if others[word] == count}
    found = list(_exchanges(*(_projected(parts, common) for parts in (said, known))))
    return bool(found) and all(found)


def _projected(parts: Sequence[_Part], common: set[str]) -> list[_Part]:
    """The parts whose words are in `common`; what begins anew does so if what is left out between did."""
    found: list[_Part] = []
    is_joined = False
    for part in parts:
        is_joined |= part.is_joined
        if part.word in common:
            found.append(_Part(part.word, is_joined))
            is_joined = False
    return found


def _exchanges(said: Sequence[_Part], known: Sequence[_Part]) -> Iterator[bool]:
    """For each way to read both as P X M Y S and P Y M X S: whether that changes what is said."""
    one, two = ([part.word for part in parts] for parts in (said, known))
    if len(one) != len(two) or one == two:
        return
    ends = range(len(one) - Postfix.similarity(one, two), len(one) + 1)
    for first, last in product(range(Prefix.similarity(one, two) + 1), ends):
        yield from _exchanges_within(said, known, first, last)


def _exchanges_within(said: Sequence[_Part], known: Sequence[_Part], first: int, last: int) -> Iterator[bool]:
    one, two = ([part.word for part in parts[first:last]] for parts in (said, known))
    size = len(one)
    for x, end in combinations(range(1, size + 1), 2):
        y = end - x
        if two[:x] == one[size - x :] and one[:y] == two[size - y :] and two[x : size - y] == one[y : size - x]:
            spans = known[first : first + x], known[last - y : last]
            if all(any(map(_is_telling, span)) for span in spans):
                phrases = [span[0].word in _RELATIONS for span in spans]
                is_moved = any(phrases) if x + y == size else len(set(phrases)) > 1
                is_list = _is_list(known, first + x, last - y) or _is_list(said, first + y, last - x)
                yield not (is_moved or is_list)


def _is_list(parts: Sequence[_Part], start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` merely parts two items of a list, whose order says nothing."""
    return start == end or (parts[start].is_joined and parts[end].is_joined)
