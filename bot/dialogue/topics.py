"""What a message is about: the topics that it names, and whether it leans on what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.intents import Topic
from bot.matcher.english import zipf
from bot.text import normalise, tokens

_LEANING = frozenset(
    {
        "it",
        "its",
        "that",
        "thats",
        "this",
        "these",
        "those",
        "they",
        "them",
        "one",
        "ones",
        "there",
        "then",
        "he",
        "she",
    }
    | {"his", "same", "either", "both", "so"}
)
_OPENING = re.compile(r"^\W*(?:and|but|so|ok|okay|what about|how about|why|more|tell me more|then|right|also)\b")
_DENYING = frozenset({"not", "except", "without"})
_BARE = frozenset(
    {"what", "about", "how", "the", "one", "and", "ones", "for", "with", "a", "an", "of", "so", "ok", "okay", "but"}
    | {"then", "it", "that", "type", "kind", "sort", "after", "before", "no", "not", "i", "meant", "mean", "was"}
    | {"asking", "talking", "back", "to", "going", "return", "sorry", "actually", "instead", "please", "same", "too"}
    | {"also", "now", "oh", "hang", "wait", "other", "first"}
)
SHORT = 6  # a message of so few words seldom says all that it means
COMMON = 5.0  # words above this Zipf frequency tell little of what a message is about


class Topics:
    """Finds topics by the names that visitors give them."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        named = [(tuple(tokens(normalise(name))), topic.id) for topic in topics.values() for name in topic.names]
        # The longest name is looked for first: "laser lipo" is not "lipo".
        self._names = sorted(named, key=lambda pair: -len(pair[0]))
        self._firsts = {name[0] for name, _ in named}

    def without_denied(self, words: list[str]) -> list[str]:
        """`words` without the topics that they rule out: "not the laser one, the normal one" means the normal one."""
        kept, at = [], 0
        while at < len(words):
            length = self._denied(words, at)
            if not length:
                kept.append(words[at])
            at += length or 1
        return kept

    def _denied(self, words: list[str], at: int) -> int:
        """How many words from `at` on rule a topic out; 0 where they do not."""
        if words[at] not in _DENYING:
            return 0
        start = at + 2 if words[at + 1 : at + 2] in (["the"], ["a"]) else at + 1
        length, topic = self._at(words, start) if start < len(words) else (0, "")
        return start + length - at if topic else 0

    def named(self, words: Iterable[str]) -> list[str]:
        """The topics that `words` name, in order, each once."""
        return list(dict.fromkeys(self._scan(list(words))[0]))

    def is_only_a_name(self, words: Iterable[str]) -> bool:
        """Whether `words` say no more than a topic's name: "and what about the laser one?"."""
        found, rest = self._scan(list(words))
        return bool(found) and all(word in _BARE for word in rest)

    def _scan(self, words: list[str]) -> tuple[list[str], list[str]]:
        found, rest, at = [], [], 0
        while at < len(words):
            length, topic = self._at(words, at)
            if topic:
                found.append(topic)
            else:
                rest.append(words[at])
            at += length
        return found, rest

    def _at(self, words: list[str], at: int) -> tuple[int, str]:
        if words[at] in self._firsts:
            for name, topic in self._names:
                if tuple(words[at : at + len(name)]) == name:
                    return len(name), topic
        return 1, ""


def leans(message: str, words: Iterable[str]) -> bool:
    """Whether a message seems to need what was said before it: "and is it safe?", "how long does that take"."""
    spoken = list(words)
    if len(spoken) <= SHORT and not any(zipf(word) < COMMON for word in spoken):
        return True
    return _OPENING.search(normalise(message)) is not None or any(word in _LEANING for word in spoken)
