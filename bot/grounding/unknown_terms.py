"""Names, substances and other telling words of an answer that its source does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Prefix
from wordfreq import zipf_frequency

from bot.grounding.other_things import is_named, is_of_body
from bot.grounding.words import root, roots
from bot.text import normalise, tokens

RARE = 3.3  # on the Zipf scale: below it a word is more likely a name or a substance than everyday speech
COMMON = 3.5  # of an everyday word that a rarer one may be built on, as "freshen" is on "fresh"
IN_USE = 1.6  # of a form of a word
_FORMS = ("ing", "ed", "ness", "ly")
_MIN_BASE = 4  # letters of such a word
_MIN_PART = 3  # letters of the first of two that a word is made of, as "sunburnt"
_MIN_SHARED = 6  # letters of stems that are derived from one word
_DERIVED = frozenset(("", "i", "c", "t", "si", "sia"))  # allerg(y), pregnan(t, cy), epilep(sy, tic), anesthe(sia, tic)
_PREFIX = re.compile(r"^(?:un|re|non|over)(?=.{4})")
_ENDING = re.compile(r"(?:e?s|e?d|ing|e?rs?|e?st|ly|en(?:s|ed|ing)?|ness|y|less|ful|able|ish|ments?)$")

# Everyday words that are no small matter in a clinic's answer.
_WEIGHTY = frozenset(
    root(word)
    for word in tokens(
        "acid acne adrenaline alcohol allergy arthritis aspirin asthma baby blood breast breastfeeding cancer "
        "caffeine child children cocaine cure depression diabetes discount doctor dentist surgeon nurse disease "
        "free fever gold guarantee heart hormone hormones infection insulin insurance iron kidney "
        "lasers liver migraine morphine oil oxygen pain placebo poison pregnancy pregnant price refund "
        "salmon scar scars silicone silver steroid steroids stroke sugar sun surgery teenager tumour vitamin "
        "vitamins water zinc"
    )
)
_NAME = re.compile(r"(?<![.!?:…] )(?<!^)(?<![\"'“‘(])\b([A-Z][\w'-]*[\w])|\b([A-Z]{2,}s?|(?<=[a-z] )[B-HJ-Z])\b")
_OWN = re.compile(r"\b[Yy]our (child|children|baby|babies|toddler|teenager|son|daughter)\b")
_WITHOUT = re.compile(r"\bfree (?=of\b|from\b)|-free\b")  # says no more than "without"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def unknown_terms(sentence: str, source: str) -> Iterator[str]:
    """The words of `sentence` that name something and do not stand in `source`, in order, each once.

    A word stands there too as another spelling or ending of it.
    """
    known = set(roots(source))
    names = {match[1] or match[2] for match in _NAME.finditer(sentence)} - {"I"}
    sentence = _WITHOUT.sub(" ", sentence)
    seen = {_plain(word) for word in _OWN.findall(sentence)}  # who is spoken to, in another form
    for compound in _WORD.findall(sentence):
        if (root(_plain(compound)) in known and compound not in names) or _is_contraction(compound):
            continue
        for word in compound.split("-"):
            plain = _plain(word)
            if (
                plain not in seen
                and not _is_known(root(plain), known)
                and (_is_name(word, names) or _is_weighty(plain))
            ):
                yield word
            seen.add(plain)


def _is_known(stem: str, known: set[str]) -> bool:
    """Whether `stem` is among `known`, or one that it may stand for or is derived with: "allergic" of "allergy"."""
    return is_named(stem, known) or any(_is_derived(stem, other) for other in known)


def _is_derived(stem: str, other: str) -> bool:
    shared = Prefix.similarity(stem, other)
    return shared >= _MIN_SHARED and {stem[shared:], other[shared:]} <= _DERIVED


def _is_contraction(word: str) -> bool:
    """Whether it is an everyday word with its apostrophe: "shouldn't", "they'll"."""
    spoken = word.lower().replace("’", "'")
    return "'" in spoken and zipf_frequency(spoken, "en") >= RARE


def _plain(word: str) -> str:
    """The word without case, accents, apostrophes and hyphens."""
    return "".join(tokens(normalise(word)))


def _is_name(word: str, names: set[str]) -> bool:
    return word[:1].isupper() and any(word in name for name in names)


def _is_weighty(word: str) -> bool:
    if root(word) in _WEIGHTY:
        return True
    is_everyday = is_of_body(word) or _is_built_on_a_common_word(word) or _is_inflected(word)  # "ligament" for "band"
    return zipf_frequency(word, "en") < RARE and not is_everyday


def _bases(word: str) -> tuple[str, ...]:
    """The words of which `word` may be a form: "slim" of "slimmer", "shape" of "reshape"."""
    plain = _PREFIX.sub("", word)
    ending = _ENDING.search(plain)
    stem = plain[: ending.start()] if ending else plain
    return plain, stem, f"{stem}e", f"{stem[:-1]}y", stem[:-1]


def _is_inflected(word: str) -> bool:
    """Whether it is a verb or an adjective, which have forms that a name has not: "halving", "drowsiness"."""
    stems = {base.removesuffix("e") for base in _bases(word)} | {f"{base[:-1]}i" for base in _bases(word)}
    return any(zipf_frequency(stem + ending, "en") >= IN_USE for stem in stems for ending in _FORMS)


def _is_built_on_a_common_word(word: str) -> bool:
    """Whether it is made of everyday words: "slimmer" of "slim", "painkiller" of two."""
    return any(map(_is_common, _bases(word))) or any(
        _is_common(word[:cut], _MIN_PART) and _is_common(word[cut:]) for cut in range(_MIN_PART, len(word))
    )


def _is_common(word: str, letters: int = _MIN_BASE) -> bool:
    return len(word) >= letters and zipf_frequency(word, "en") >= COMMON
