"""Make bot/grounding/things.txt: words that name things, people and diseases, from WordNet.

Needs Debian's package wordnet-base, whose licence allows any use. Run it from the project's root:

    python -m tools.make_things
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wordfreq import zipf_frequency

from tools.console import errors_in_one_line
from tools.wordnet import Senses, Synset, read_wordnet, senses, synsets

OUT = Path(__file__).parents[1] / "bot" / "grounding" / "things.txt"
# The lexicographer files of WordNet whose words name what can be pointed at (manual page lexnames), and states, where
# diseases are. Food, plants and substances stand in each other's place: "milk" for "water".
KINDS = {"05": "animal", "06": "artifact", "08": "body", "18": "person", "26": "state"}
KINDS |= dict.fromkeys(("13", "20", "27"), "substance")
MIN_ZIPF = 2.7  # rarer words stand in no leaflet
N_SENSES = 3  # of a word that may be meant
HEIGHT = 4  # levels from a word up to one that may stand for it: above, all is an "object"
_LEMMA = re.compile(r"[a-z]+")
_NOUN = "1"  # in the keys of senses
_ABOVE = "@"  # the symbol of a pointer to a more general synset


def main() -> None:
    """Write one word a line, with its kinds and, after a colon, the words that may stand for it."""
    with errors_in_one_line():
        data, index, counts = map(read_wordnet, ("data.noun", "index.noun", "cntlist.rev"))
        OUT.write_text("".join(f"{line}\n" for line in things(synsets(data), senses(index), counts)), encoding="utf-8")


def things(meanings: Mapping[str, Synset], index: Senses, counts: str) -> Iterator[str]:
    """Yield the lines of the table, in alphabetical order."""
    uses = _uses(counts)
    named = {word for word in index if _is_common(word) and _names_things(index[word], uses.get(word, {}), meanings)}
    for word in sorted(named):
        kinds = {kind for offset in index[word][:N_SENSES] if (kind := KINDS.get(meanings[offset].file))}
        general = _general(index[word][:N_SENSES], meanings) & named - {word}
        yield f"{' '.join((word, *sorted(kinds)))}: {' '.join(sorted(general))}".rstrip()


def _is_common(word: str) -> bool:
    return bool(_LEMMA.fullmatch(word)) and zipf_frequency(word, "en") >= MIN_ZIPF


def _names_things(offsets: Sequence[str], uses: Mapping[int, int], meanings: Mapping[str, Synset]) -> bool:
    """Return whether a word names a thing in a third of its uses; each sense counts once more than it was met."""
    weights = [1 + uses.get(number, 0) for number in range(1, len(offsets) + 1)]
    named = sum(weight for weight, offset in zip(weights, offsets, strict=True) if meanings[offset].file in KINDS)
    return 3 * named >= sum(weights) + uses.get(0, 0)


def _uses(counts: str) -> Mapping[str, Mapping[int, int]]:
    """Return how often each sense of each word was met as a noun, by its number, and as anything else, under 0."""
    found: dict[str, Counter[int]] = {}
    for key, number, count in map(str.split, counts.splitlines()):
        word, sense = key.split("%")
        found.setdefault(word, Counter())[int(number) if sense.startswith(_NOUN) else 0] += int(count)
    return found


def _general(offsets: Sequence[str], meanings: Mapping[str, Synset]) -> set[str]:
    """Return the words of the synsets at `offsets`, and of those above them."""
    found: set[str] = set()
    level = set(offsets)
    for _ in range(HEIGHT + 1):
        found.update(word.lower() for offset in level for word in meanings[offset].words)
        level = {to.synset for offset in level for to in meanings[offset].pointers if to.symbol == _ABOVE}
    return found


if __name__ == "__main__":
    main()
