"""The characters of a file that does not say its encoding: read as it is most likely meant, and said where guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import cache

from wordfreq import zipf_frequency

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What offices have saved texts in, with the languages that are written in it; of equals the first is likeliest.
_WESTERN = ("en", "es", "fr", "de", "it", "pt", "nl", "sv", "da", "nb", "fi", "ca", "is")
_CENTRAL = ("pl", "cs", "sk", "hu", "ro", "sl", "sh")
_CYRILLIC = ("ru", "uk", "bg", "mk")
_CANDIDATES = {
    **dict.fromkeys(("cp1252", "mac_roman"), _WESTERN),
    **dict.fromkeys(("cp1250", "iso8859_2", "mac_latin2", "cp852"), _CENTRAL),
    **dict.fromkeys(("iso8859_15", "cp850"), _WESTERN),
    **dict.fromkeys(("cp1254", "iso8859_9"), ("tr",)),
    **dict.fromkeys(("cp1251", "koi8_u", "iso8859_5", "mac_cyrillic", "cp866"), _CYRILLIC),
    **dict.fromkeys(("cp1253", "iso8859_7"), ("el",)),
    **dict.fromkeys(("cp1257", "iso8859_13"), ("lt", "lv")),
    **dict.fromkeys(("cp1255", "iso8859_8"), ("he",)),
    **dict.fromkeys(("cp1256", "iso8859_6"), ("ar", "fa")),
}
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_USUAL = frozenset("–—‘’“”„«»…•·£€°½¼¾²³©®™§×±\u00a0¿¡،؟")
_SAMPLE = 400  # words with other letters than a to z that are looked up


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data`, and a warning (else empty) where its encoding had to be guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ""
    if encoding := _wide(data):
        return data.decode(encoding, errors="replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _guessed(data)


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of a text in Latin letters is zero."""
    half = len(data) // 2
    if half and data[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    return "utf-16-be" if half and data[::2].count(0) > 0.6 * half else ""


def _guessed(data: bytes) -> tuple[str, str]:
    texts = {encoding: data.decode(encoding, errors="replace") for encoding in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda encoding: _likelihood(texts[encoding], _CANDIDATES[encoding]))
    shown = next(iter(_WORD.findall(texts[best])), "")
    example = f' (it reads "{shown}")' if shown else ""
    guess = f"its encoding is not said and was guessed: {best}{example}: if letters are wrong, save it as UTF-8"
    return texts[best], guess


def _likelihood(text: str, languages: Sequence[str]) -> float:
    """The share of the words and marks outside ASCII that are usual ones, in the language that fits best."""
    words = _WORD.findall(text)[:_SAMPLE]
    marks = [character for character in text if not character.isascii() and not character.isalnum()][:_SAMPLE]
    right = max(sum(_commonness(word, language) for word in words) for language in languages)
    return (right + sum(mark in _USUAL for mark in marks)) / (len(words) + len(marks) or 1)


@cache
def _commonness(word: str, language: str) -> float:
    """How common a word is in the language: 0 to 1."""
    return min(1.0, zipf_frequency(word, language, wordlist="small") / 3)
