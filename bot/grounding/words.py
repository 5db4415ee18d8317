"""The words of a text in a form in which two spellings or endings of one word are the same.

`irregular.txt` is made by `tools/make_irregular.py` from WordNet 3.0, Copyright 2006 by Princeton University, whose
licence allows any use with this notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from bot.nlu.english import stem
from bot.text import normalise, tokens

# British spellings, each as the American one that it is compared by.
_SPELLINGS = (
    (re.compile(r"^(an)?aesth"), r"\1esth"),
    (re.compile(r"ae(?=mi|mo)|oe(?=d|s(?:tr|oph))"), "e"),
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|ful$|able$|less$)"), "or"),
    (re.compile(r"(?<=[^aeiou])re(?=s?$)"), "er"),
    (re.compile(r"^practis"), "practic"),
    (re.compile(r"women$"), "woman"),
    (re.compile(r"^(?:non)?surg(?:ery|eries|ical|ically)$"), "surgical"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
)

_JOINED = re.compile(r"\b(\w+)-(\w+)\b")

# Words that carry no fact by themselves.
FUNCTION_WORDS = frozenset(
    tokens(
        "a about after all allowed also although an and any anybody anyone anything are as at be because been "
        "before being both but by can could did do does done down during each either else even for from get gets "
        "give given gives go goes got had has have having he her here him his how i if in into is it its itself "
        "just less let like made make makes many may me might more most much must my no none nor not of off on "
        "once one only or other others our out over own per quite rather same say says she should so some "
        "somebody someone something still such take taken takes than that the their them then there these they "
        "thing things this those though through to too under unless until up us use used uses using very was way we "
        "well were what when where whether which while who whom whose why will with within without would yes yet you "
        "your"
    )
)


# The share of these words from which a text is English: there they are a third of it and more, in German, French and
# Spanish less than a tenth. A text of fewer words may be of names alone.
ENGLISH, MIN_WORDS = 0.15, 10


def is_english(text: str) -> bool:
    """Whether `text` is English, or too short to be known not to be."""
    words = tokens(normalise(text))
    return len(words) < MIN_WORDS or sum(word in FUNCTION_WORDS for word in words) >= ENGLISH * len(words)


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """The stem of a word, British and American spellings as one: "anaesthetised" and "anesthetized" give the same."""
    for pattern, other in _SPELLINGS:
        word = pattern.sub(other, word)
    plural = word.removesuffix("s")  # whose casts "children's" are, and "children"
    return stem(_irregular().get(word) or _irregular().get(plural, word))


def singulars(word: str) -> tuple[str, ...]:
    """What `word` may be the plural of, the likeliest first."""
    endings = (("ies", "y"), ("s", ""), ("es", ""))
    found = (word.removesuffix(ending) + other for ending, other in endings if word.endswith(ending))
    return (_irregular()[word],) if word in _irregular() else tuple(found)


@cache
def _irregular() -> Mapping[str, str]:
    listed = (files("bot") / "grounding" / "irregular.txt").read_text(encoding="utf-8")
    pairs = (line.partition(" ") for line in listed.splitlines())
    return {form: word for form, _, word in pairs}


@lru_cache(maxsize=4096)
def roots(text: str) -> tuple[str, ...]:
    """The stems of all words of `text`; words joined by a hyphen give their parts and, after them, the whole."""
    plain = normalise(text)
    joined = [part.replace("-", "") for part in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", plain)]
    return tuple(map(root, [*tokens(plain), *tokens(" ".join(joined))]))


@lru_cache(maxsize=4096)
def telling_roots(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry its facts, in order."""
    plain = _JOINED.sub(_whole, normalise(text))
    return tuple(root(word) for word in tokens(plain) if word not in FUNCTION_WORDS)


def _whole(joined: re.Match[str]) -> str:
    """ "Make-up" as "makeup", whose parts carry no fact by themselves."""
    return joined[1] + joined[2] if {joined[1], joined[2]} <= FUNCTION_WORDS else joined[0]
