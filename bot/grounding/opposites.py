"""Words that are each other's opposite: those of WordNet, and the ends of scales that WordNet keeps apart.

`antonyms.txt` is made by `tools/make_antonyms.py` from WordNet 3.0, Copyright 2006 by Princeton University, whose
licence allows any use with this notice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.grounding.numerals import ORDINALS
from bot.grounding.words import FUNCTION_WORDS, root

# Amounts, places and times: each stands right before what it is said of, and is held against the other there alone.
_BEFORE_A_WORD = (
    ("more most many greater larger bigger", "less least few fewer fewest smaller lower"),
    ("above over", "below under beneath"),
    ("with", "without"),
    ("inside in into", "outside out"),
    ("on", "off"),
    ("up", "down"),
    ("upper", "lower"),
    ("left", "right"),
    ("only", "even"),
    ("both", "one either neither"),
)
_OF_TIME = (("until till before", "after once since"),)  # "not until" and "not before" are "after"
_ENDS = (
    ("increase raise high", "decrease reduce low"),
    ("better improve", "worse worsen"),
    ("worse worsen deepen", "lessen lighten ease fade subside settle shrink"),
    ("start begin continue", "stop end finish postpone"),
    ("wear keep", "remove"),
    ("early soon", "late"),
    ("hot warm", "cold cool"),
    ("slowly slow", "quickly fast speed"),
    ("long", "short"),
    ("thick", "thin"),
    ("mild slight", "severe strong"),
    ("together", "apart"),
    ("common", "rare"),
    ("morning", "evening night"),
    ("always usually often mostly frequently", "never rarely seldom hardly"),
    ("somebody someone something", "nobody noone nothing none"),
)
_UNHELD = FUNCTION_WORDS | {*ORDINALS}  # "it lasts" is no opposite of "first"


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale seen from one of its ends: the stems of that end, those of the other, and whether a word must follow.

    Where `is_of_time`, what one end says of something denied the other says of the same affirmed.
    """

    own: frozenset[str]
    other: frozenset[str]
    is_before_a_word: bool = False
    is_of_time: bool = False


def scales_of(stem: str) -> Sequence[Scale]:
    """The scales at an end of which the stem `stem` stands."""
    return _scales().get(stem, ())


@cache
def _scales() -> Mapping[str, Sequence[Scale]]:
    listed = (files("bot") / "grounding" / "antonyms.txt").read_text(encoding="utf-8")
    pairs = [(one, two) for one, two in map(str.split, listed.splitlines()) if not {one, two} & _UNHELD]
    found: dict[str, list[Scale]] = {}
    for ends, is_before_a_word in ((_BEFORE_A_WORD, True), (_OF_TIME, True), (_ENDS, False), (pairs, False)):
        for one, two in ends:
            for own, other in ((one, two), (two, one)):
                scale = Scale(_stems(own), _stems(other), is_before_a_word, ends is _OF_TIME)
                for stem in scale.own:
                    found.setdefault(stem, []).append(scale)
    return found


def _stems(words: str) -> frozenset[str]:
    return frozenset(root(form) for word in words.split() for form in (word, *_comparatives(word)))


def _comparatives(word: str) -> tuple[str, str]:
    """The forms that compare, of a word that has them: "dry" gives "drier", "driest"."""
    base = word[:-1] if word.endswith("e") else f"{word[:-1]}i" if word.endswith("y") else word
    return f"{base}er", f"{base}est"
