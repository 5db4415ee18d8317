"""Make bot/grounding/irregular.txt: forms of verbs and nouns that no ending gives away, from WordNet.

Needs Debian's package wordnet-base, whose licence allows any use. Run it from the project's root:

    python -m tools.make_irregular
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path

from wordfreq import zipf_frequency

from bot.nlu.english import stem
from tools.console import errors_in_one_line
from tools.wordnet import read_wordnet, senses

OUT = Path(__file__).parents[1] / "bot" / "grounding" / "irregular.txt"
MIN_ZIPF = 2.7  # rarer words stand in no leaflet
MIN_WORD_ZIPF = 2.0  # of what it is a form of: "louse" stands in fewer than "lice"
_FORMS = re.compile(r"^([a-z]{3,}) ([a-z]{2,})\b", re.MULTILINE)


def main() -> None:
    """Write a form and its word a line, in alphabetical order."""
    with errors_in_one_line():
        nouns, verbs = (frozenset(senses(read_wordnet(f"index.{part}"))) for part in ("noun", "verb"))
        found = dict(irregular(read_wordnet("noun.exc"), verbs, nouns | verbs))
        found |= dict(irregular(read_wordnet("verb.exc"), nouns | verbs, nouns | verbs))
        OUT.write_text("".join(f"{form} {word}\n" for form, word in sorted(found.items())), encoding="utf-8")


def irregular(exceptions: str, others: Set[str], words: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield the common forms of a file of exceptions with their words.

    Those in `others` are words of their own: "wound" and "left" say something else more often than the form of a verb.
    One that is the regular plural of one of `words`, as "leaves" of "leave", is left out too.
    """
    for form, word in _FORMS.findall(exceptions):
        is_common = zipf_frequency(form, "en") >= MIN_ZIPF and zipf_frequency(word, "en") >= MIN_WORD_ZIPF
        is_regular = stem(form) == stem(word) or form.removesuffix("s") in words - {form}
        if is_common and not is_regular and form not in others:
            yield form, word


if __name__ == "__main__":
    main()
