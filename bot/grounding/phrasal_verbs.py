"""Verbs with a particle, read as the one verb that says the same: "give up smoking" as "stop smoking"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.words import root

_SINGLE_VERBS = {
    "stop": "give up, turn off, switch off",
    "start": "take up, turn on, switch on",
    "continue": "carry on, go on, go ahead",
    "postpone": "put off, hold off",
    "hasten": "bring forward",
    "omit": "leave out, leave off",
    "avoid": "cut out",
    "reduce": "cut down, cut back",
    "wear": "put on, keep on, leave on",
    "keep": "leave in, keep in",
    "remove": "take off, take out",
    "discard": "throw away",
    "fade": "wear off",
    "vanish": "go away",
    "increase": "go up",
    "decrease": "go down",
    "raise": "turn up",
    "lower": "turn down",
    "speed": "speed up",
    "slow": "slow down",
}
_MEANINGS = {tuple(said.split()): verb for verb, listed in _SINGLE_VERBS.items() for said in listed.split(", ")}
_VERBS = {root(verb): verb for verb, _ in _MEANINGS} | {"left": "leave"}
_PARTICLES = frozenset(particle for _, particle in _MEANINGS)
_REACH = 5  # words from a verb to its particle at most: "take the wet gauze out"


def as_single_verbs(words: Sequence[str]) -> list[str]:
    """`words` with each verb and its particle as one verb, which stands where the verb does."""
    found, left_out = list(words), set[int]()
    for at, word in enumerate(words):
        for reached in _particles(words, at) if root(word) in _VERBS else ():
            if meaning := _MEANINGS.get((_VERBS[root(word)], words[reached])):
                found[at] = meaning
                left_out.add(reached)
                break
    return [word for at, word in enumerate(found) if at not in left_out]


def _particles(words: Sequence[str], at: int) -> Iterator[int]:
    """Where a particle of the verb at `at` may stand: right after it, or after its object."""
    for reached in range(at + 1, min(at + 1 + _REACH, len(words))):
        if words[reached] == "," or root(words[reached]) in _VERBS:
            return
        if words[reached] in _PARTICLES:
            yield reached
