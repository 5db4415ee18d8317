"""Make bot/grounding/antonyms.txt: words that are each other's opposite, from WordNet.

Needs Debian's package wordnet-base, whose licence allows any use. Run it from the project's root:

    python -m tools.make_antonyms
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from wordfreq import zipf_frequency

from tools.console import errors_in_one_line
from tools.wordnet import Senses, read_wordnet, senses, synsets

OUT = Path(__file__).parents[1] / "bot" / "grounding" / "antonyms.txt"
PARTS_OF_SPEECH = ("adj", "adv", "noun", "verb")
MIN_ZIPF = 2.5  # rarer words stand in no leaflet
N_SENSES = 4  # in its further senses a word is hardly meant: "dry" as the opposite of "sweet"
_LEMMA = re.compile(r"[a-z]+")


def main() -> None:
    """Write one pair of opposites a line, in alphabetical order."""
    with errors_in_one_line():
        pairs: set[tuple[str, str]] = set()
        for part in PARTS_OF_SPEECH:
            pairs.update(antonyms(read_wordnet(f"data.{part}"), senses(read_wordnet(f"index.{part}"))))
        OUT.write_text("".join(f"{one} {two}\n" for one, two in sorted(pairs)), encoding="utf-8")


def antonyms(data: str, senses: Senses) -> Iterator[tuple[str, str]]:
    """Yield the pairs of common words that the antonym pointers of a data file join in one of their first senses."""
    found = synsets(data)
    for offset, synset in found.items():
        for pointer in synset.pointers:
            if pointer.symbol != "!":
                continue
            one = synset.words[pointer.word - 1].lower()
            two = found[pointer.synset].words[pointer.other - 1].lower()
            if one < two and _is_meant(one, offset, senses) and _is_meant(two, pointer.synset, senses):
                yield one, two


def _is_meant(word: str, offset: str, senses: Senses) -> bool:
    is_common = bool(_LEMMA.fullmatch(word)) and zipf_frequency(word, "en") >= MIN_ZIPF
    return is_common and offset in senses.get(word, [])[:N_SENSES]


if __name__ == "__main__":
    main()
