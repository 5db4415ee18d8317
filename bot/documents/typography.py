"""Characters as they are meant: hyphens that only part lines, letters printed as one, and what is not seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from wordfreq import zipf_frequency

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200c\u200d\u200e\u200f"))
_HYPHENS_ALIKE = {0x2010: "-", 0x2011: "-"}
_COMPOUND = re.compile("[\u00a0\u2007\u2009\u202f\ufb00-\ufb06]")  # spaces of a width, and letters printed as one
SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_KNOWN = 1.5  # on the Zipf scale: from which a word is one
_LANGUAGES = ("en", "es", "fr", "pl")
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "ft", "ti", "tt", "th")
_STRANGE = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")
_MIXED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)([^\w\s'’.,:;!?/()@&+-]|(?<=[a-z])[A-Z](?=[a-z]))([^\W\d_]+)")


def as_meant(text: str) -> str:
    """`text` without characters that are not seen, and with those that stand for plain ones replaced."""
    return _COMPOUND.sub(lambda found: normalize("NFKC", found[0]), text.translate(_UNSEEN | _HYPHENS_ALIKE))


def ends_parted(line: str) -> bool:
    """Whether `line` ends in the middle of a word that a hyphen parts."""
    return len(line) > 1 and line.endswith(_HYPHENS) and line[-2].isalpha()


def joined(line: str, following: str) -> str:
    """Two lines as one: a word that the end of the first parts is whole again, with its hyphen where it is its own."""
    if not ends_parted(line):
        return f"{line} {following}"
    before, after = _LAST_WORD.search(line[:-1]), _FIRST_WORD.match(following)
    if before is None or after is None:
        return f"{line} {following}"
    if line.endswith(SOFT_HYPHEN):
        return line[:-1] + following
    return (line[:-1] if _is_one_word(before[0], after[0]) else line) + following


def _is_one_word(before: str, after: str) -> bool:
    """Whether the two halves are one word: "anti" and "biotics", and not "long" and "term"."""
    return commonness(before + after) > min(commonness(before), commonness(after)) - 1


def is_word(text: str) -> bool:
    """Whether `text` is a word of one of the languages that documents are written in."""
    return commonness(text) >= _KNOWN


def commonness(text: str) -> float:
    """How common a word is, on the Zipf scale, in the one of those languages that uses it most; 0 for none."""
    return max(zipf_frequency(text, language) for language in _LANGUAGES)


def mangled(lines: Iterable[str]) -> Iterator[str]:
    """The words whose letters are not those that were printed: "bene#t", "(cid:12)"."""
    for line in lines:
        yield from (found[0] for found in _STRANGE.finditer(line))
        yield from (found[0] for found in _MIXED.finditer(line) if _lacks_ligature(*found.groups()))


def _lacks_ligature(before: str, _: str, after: str) -> bool:
    return any(is_word(before + ligature + after) for ligature in _LIGATURES)
