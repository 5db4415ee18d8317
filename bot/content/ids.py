"""Name intents and documents by their texts, in letters that a file and a link can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from anyascii import anyascii

from bot.content.pack import read_pack
from bot.content.yaml_file import scalar
from bot.text import tokens, words_in

_MAX_WORDS = 7
_MAX_LENGTH = 50  # characters, so that a number may follow
_FILLERS = frozenset(
    tokens(
        "a an the is are was be been do does did of to for in on at and or i you it its my your there should would can "
        "will what know with"
    )
)


def plain_words(text: str) -> list[str]:
    """Return the words of `text` in a-z and 0-9, whatever script it is written in: "Füße, łatwo" gives fusse, latwo."""
    return re.findall(r"[a-z0-9]+", anyascii(text).lower())


def unmistakable(slug: str, kind: str) -> str:
    """Return `slug`, with `kind` before it where YAML would read a number, a day or a yes instead of a name."""
    return slug if not slug or scalar(slug) == slug else f"{kind}-{slug}"


def new_id(question: str, taken: Iterable[str]) -> str:
    """Return a name for the intent that answers `question`, such as "how-brush-teeth", that is not among `taken`.

    Nor is it that of an intent of the language pack, which the clinic's own would take the place of.
    """
    taken = {*taken, *read_pack().ids}
    words = ["".join(plain_words(word)) for word in words_in(question)]
    telling = [word for word in words if word and word not in _FILLERS] or [word for word in words if word] or ["draft"]
    slug = ""
    for word in telling[:_MAX_WORDS]:
        if len(slug) + len(word) < _MAX_LENGTH:
            slug = f"{slug}-{word}" if slug else word
    slug = slug or telling[0][:_MAX_LENGTH]
    slug = unmistakable(slug, "about")
    key, number = slug, 2
    while key in taken:
        key, number = f"{slug}-{number}", number + 1
    return key
