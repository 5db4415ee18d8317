"""Verbs with a particle, read as the one verb that says the same: "give up smoking" as "stop smoking"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.words import FUNCTION_WORDS, root
from bot.text import tokens

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
_PLACES = frozenset(("in", "on"))  # of all particles those that most often begin a place or a time
_ADVERBS = frozenset(tokens("overnight tonight today tomorrow"))
_REACH = 5  # words from a verb to its particle at most: "take the wet gauze out"
_OPENS_NOUN = frozenset(tokens("a an the your our their his her its this that these those each both any"))


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
    """Where a particle of the verb at `at` may stand: right after it, or after its object and before no noun."""
    for reached in range(at + 1, min(at + 1 + _REACH, len(words))):
        if words[reached] == "," or root(words[reached]) in _VERBS:
            return
        if words[reached] in _PARTICLES and not _opens_phrase(words, at, reached):
            yield reached


def _opens_phrase(words: Sequence[str], verb: int, at: int) -> bool:
    """Whether the word at `at` begins "in the eye" or "out of bed", rather than to end "leave it in"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] not in _PLACES:
        return after in ("of", "to")
    is_last = after in FUNCTION_WORDS or after in _ADVERBS or after in ("", ",")
    return after in _OPENS_NOUN or not (at == verb + 1 or is_last)
