"""What a message is about: the topics that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.content import Topic
from bot.text import normalise, tokens

_DENYING = frozenset({"not", "except", "without"})
_BARE = frozenset(
    {"what", "about", "how", "the", "one", "and", "ones", "for", "with", "a", "an", "of", "so", "ok", "okay", "but"}
    | {"then", "it", "that", "type", "kind", "sort", "after", "before", "no", "not", "i", "meant", "mean", "was"}
    | {"asking", "talking", "back", "to", "going", "return", "sorry", "actually", "instead", "please", "same", "too"}
    | {"also", "now", "oh", "hang", "wait", "other", "first"}
)


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
