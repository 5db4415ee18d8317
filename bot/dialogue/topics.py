"""What a message is about: the topics that it names, and those that it rules out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content import Topic
from bot.nlu.utterance import Utterance
from bot.text import words_in

NEGATORS = frozenset("not no without except never dont doesnt didnt isnt wasnt".split())
# What may stand between a negator and what it rules out: "not the", "don't want", "not talking about".
BETWEEN = frozenset(
    ("a an the any my your want need like having have do to of asking talking about mean meant ").split()
)
# What says nothing of a topic beside its name: "and what about the laser one then, please?".
BARE = NEGATORS | frozenset(
    (
        "what about how the one ones and for with a an of so ok okay but then it that this type kind sort after "
        "before i meant mean was asking talking back to going return sorry actually instead please same too also now "
        "oh hang wait other first no yeah yes question "
    ).split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic's name in an utterance: the numbers of its first token and of the one after its last."""

    topic: str
    start: int
    end: int


class Topics:
    """Finds topics by the names that visitors give them."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        named = [(tuple(words_in(name)), topic.id) for topic in topics.values() for name in topic.names]
        named += [((*name[:-1], f"{name[-1]}s"), topic) for name, topic in named]  # "liposuction's", "lasers"
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        # The longest name is looked for first: "laser lipo" is not "lipo".
        for name, topic in sorted(named, key=lambda pair: -len(pair[0])):
            self._by_first.setdefault(name[0], []).append((name, topic))

    def mentions(self, words: Sequence[str]) -> Iterator[Mention]:
        """Yield the topics that `words` name, in order."""
        end = 0
        for at, word in enumerate(words):
            if word in self._by_first and at >= end and (mention := self._at(words, at)):
                end = mention.end
                yield mention

    def named(self, words: Sequence[str]) -> list[str]:
        """Return the topics that `words` name, in order, each once."""
        return list(dict.fromkeys(mention.topic for mention in self.mentions(words)))

    def without_denied(self, utterance: Utterance) -> Utterance:
        """Return `utterance` without the topics that it rules out: "not the laser one" is about no laser."""
        words = utterance.words
        out: set[int] = set()
        for mention in self.mentions(words):
            negator = _negator_before(words, mention.start)
            if negator is not None:
                out.update(range(negator, mention.end))
        return utterance.without(frozenset(out)) if out else utterance

    def without_names(self, words: Sequence[str]) -> list[str]:
        """Return those of `words` that are no part of a topic's name."""
        named = {index for mention in self.mentions(words) for index in range(mention.start, mention.end)}
        return [word for index, word in enumerate(words) if index not in named]

    def is_only_a_name(self, words: Sequence[str]) -> bool:
        """Return whether `words` say no more than a topic's name: "and what about the laser one?"."""
        rest = self.without_names(words)
        return len(rest) < len(words) and BARE.issuperset(rest)

    def _at(self, words: Sequence[str], at: int) -> Mention | None:
        for name, topic in self._by_first[words[at]]:
            if tuple(words[at : at + len(name)]) == name:
                return Mention(topic, at, at + len(name))
        return None


def _negator_before(words: Sequence[str], at: int) -> int | None:
    """Return the number of the negator that governs the word at `at`, or None."""
    nearest = next((index for index in reversed(range(at)) if words[index] not in BETWEEN), None)
    return nearest if nearest is not None and words[nearest] in NEGATORS else None
