"""How common words are, by language: wordfreq's tables, read without wordfreq itself.

Its import takes a tenth of a second of each start, for what cuts texts into words and tells names of languages apart,
which is not needed here. The form of the tables is settled: its SUNSET.md says that they are not updated any more.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from math import log10
from pathlib import Path

import msgpack


@cache
def zipf_table(language: str) -> dict[str, float]:
    """Return all words with at least one use in a million in a language, by its ISO 639-1 code, the commonest first.

    Each has its frequency on the Zipf scale: log10 of its uses in a billion words.
    """
    # A list of the words of each frequency, from 1 downwards by a hundredth of its logarithm, after a header.
    header, *words = msgpack.loads(gzip.decompress(_path(language).read_bytes()))
    assert header == {"format": "cB", "version": 1}, header
    zipfs = [9 + log10(10 ** (-place / 100)) for place in range(len(words))]
    return {word: zipf for zipf, same in zip(zipfs, words, strict=True) for word in same}


def _path(language: str) -> Path:
    package = find_spec("wordfreq")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).with_name("data") / f"small_{language}.msgpack.gz"
