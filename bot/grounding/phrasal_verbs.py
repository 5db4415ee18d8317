"""Verbs with a particle, read as the one verb that says the same: "give up smoking" as "stop smoking"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.grounding.words import FUNCTION_WORDS
from bot.text import tokens

_FORMS = (
    "give gives giving gave given",
    "take takes taking took taken",
    "put puts putting",
    "leave leaves leaving left",
    "keep keeps keeping kept",
    "cut cuts cutting",
    "go goes going went gone",
    "carry carries carrying carried",
    "hold holds holding held",
    "turn turns turning turned",
    "switch switches switching switched",
    "throw throws throwing threw thrown",
    "wear wears wearing wore worn",
    "speed speeds speeding sped",
    "slow slows slowing slowed",
    "bring brings bringing brought",
)
_MEANINGS: Mapping[tuple[str, str], str] = {
    ("give", "up"): "stop",
    ("take", "up"): "start",
    ("carry", "on"): "continue",
    ("go", "on"): "continue",
    ("go", "ahead"): "continue",
    ("put", "off"): "postpone",
    ("hold", "off"): "postpone",
    ("bring", "forward"): "hasten",
    ("leave", "out"): "omit",
    ("leave", "off"): "omit",
    ("cut", "out"): "avoid",
    ("cut", "down"): "reduce",
    ("cut", "back"): "reduce",
    ("put", "on"): "wear",
    ("keep", "on"): "wear",
    ("leave", "on"): "wear",
    ("leave", "in"): "keep",
    ("keep", "in"): "keep",
    ("take", "off"): "remove",
    ("take", "out"): "remove",
    ("throw", "away"): "discard",
    ("wear", "off"): "fade",
    ("go", "away"): "vanish",
    ("go", "up"): "increase",
    ("go", "down"): "decrease",
    ("turn", "up"): "raise",
    ("turn", "down"): "lower",
    ("turn", "on"): "start",
    ("turn", "off"): "stop",
    ("switch", "on"): "start",
    ("switch", "off"): "stop",
    ("speed", "up"): "speed",
    ("slow", "down"): "slow",
}
_VERBS = {form: forms.split()[0] for forms in _FORMS for form in forms.split()}
_PARTICLES = frozenset(particle for _, particle in _MEANINGS)
_PLACES = frozenset(("in", "on"))  # of all particles those that most often begin a place or a time
_ADVERBS = frozenset(tokens("overnight tonight today tomorrow"))
_REACH = 5  # words from a verb to its particle at most: "take the wet gauze out"
_OPENS_NOUN = frozenset(tokens("a an the your our their his her its this that these those each both any"))


def as_single_verbs(words: Sequence[str]) -> list[str]:
    """`words` with each verb and its particle as one verb, which stands where the verb does."""
    found, left_out = list(words), set[int]()
    for at, word in enumerate(words):
        for reached in _particles(words, at) if word in _VERBS else ():
            if meaning := _MEANINGS.get((_VERBS[word], words[reached])):
                found[at] = meaning
                left_out.add(reached)
                break
    return [word for at, word in enumerate(found) if at not in left_out]


def _particles(words: Sequence[str], at: int) -> Iterator[int]:
    """Where a particle of the verb at `at` may stand: right after it, or after its object and before no noun."""
    for reached in range(at + 1, min(at + 1 + _REACH, len(words))):
        if words[reached] == "," or words[reached] in _VERBS:
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
