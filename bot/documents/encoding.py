"""The characters of a file that does not say its encoding: read as it is most likely meant, and said where guessed."""

from __future__ import annotations

import codecs
import re
from functools import cache

from wordfreq import zipf_frequency

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What offices of the languages that the bot knows have saved texts in, the likeliest first.
_CANDIDATES = ("cp1252", "cp1250", "mac_roman", "iso8859_2", "mac_latin2", "cp1256", "iso8859_15", "cp850", "cp852")
_LANGUAGES = ("en", "es", "fr", "pl", "ar", "de")
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
    best = max(_CANDIDATES, key=lambda encoding: _likelihood(texts[encoding]))
    shown = next(iter(_WORD.findall(texts[best])), "")
    example = f' (it reads "{shown}")' if shown else ""
    return texts[
        best
    ], f"its encoding is not said and was guessed: {best}{example}: if letters are wrong, save it as UTF-8"


def _likelihood(text: str) -> float:
    """The share of the words and marks outside ASCII that are usual ones."""
    words = _WORD.findall(text)[:_SAMPLE]
    marks = [character for character in text if not character.isascii() and not character.isalnum()][:_SAMPLE]
    right = sum(map(_commonness, words)) + sum(mark in _USUAL for mark in marks)
    return right / (len(words) + len(marks) or 1)


@cache
def _commonness(word: str) -> float:
    """How common a word is in any of the languages: 0 to 1."""
    return min(1.0, max(zipf_frequency(word, language) for language in _LANGUAGES) / 3)
