"""Make bot/grounding/irregular.txt: forms of verbs and nouns that no ending gives away, from WordNet.

Needs Debian's package wordnet-base, whose licence allows any use. Run it from the project's root:

    python -m tools.make_irregular
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path

from wordfreq import zipf_frequency

from bot.grounding.other_things import cosine
from bot.nlu.english import stem
from tools.console import errors_in_one_line
from tools.wordnet import read_wordnet, senses

OUT = Path(__file__).parents[1] / "bot" / "grounding" / "irregular.txt"
MIN_ZIPF = 2.7  # rarer words stand in no leaflet
ALIKE = 0.6  # cosine from which a word that is in the dictionary by itself is a form of another: "teeth", no "cola"
MIN_WORD_ZIPF = 2.0  # of what it is a form of: "louse" stands in fewer than "lice"
_FORMS = re.compile(r"^([a-z]{3,}) ([a-z]{2,})\b", re.MULTILINE)


def main() -> None:
    """Write a form and its word a line, in alphabetical order."""
    with errors_in_one_line():
        words = frozenset(word for part in ("noun", "verb") for word in senses(read_wordnet(f"index.{part}")))
        found = {
            form: word for part in ("noun", "verb") for form, word in irregular(read_wordnet(f"{part}.exc"), words)
        }
        OUT.write_text("".join(f"{form} {word}\n" for form, word in sorted(found.items())), encoding="utf-8")


def irregular(exceptions: str, words: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield the common forms of a file of exceptions with their words.

    Of those in `words`, which are words of their own, "wound" and "cola" say something else, as their vectors show.
    One that is the regular plural of one of `words`, as "leaves" of "leave", is left out too.
    """
    for form, word in _FORMS.findall(exceptions):
        is_common = zipf_frequency(form, "en") >= MIN_ZIPF and zipf_frequency(word, "en") >= MIN_WORD_ZIPF
        is_regular = stem(form) == stem(word) or form.removesuffix("s") in words - {form}
        if is_common and not is_regular and (form not in words or cosine(form, word) >= ALIKE):
            yield form, word


if __name__ == "__main__":
    main()
