"""Give words and phrases that mean the same at this clinic one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.nlu.english import stem
from bot.text import fold, normalise, words_in

_MINE = stem("my")
_POSSESSIVES = frozenset(map(stem, ("my", "your", "his", "her", "our", "their")))


class Synonyms:
    """Maps words and short phrases to the one word that stands for their meaning."""

    def __init__(self, meanings: Iterable[Iterable[str]] = ()) -> None:
        """`meanings`: lists of words or phrases that mean the same; the first of each names the meaning."""
        self._meanings: dict[tuple[str, ...], str] = {}
        for group in meanings:
            members = [_anyones(map(stem, words_in(member))) for member in group]
            name = "=" + "-".join(members[0])
            self._meanings.update((member, name) for member in members)
        self._longest = max(map(len, self._meanings), default=0)
        self._starts = {member[0] for member in self._meanings}

    def runs(self, stems: list[str]) -> Iterator[tuple[int, str]]:
        """Yield what `stems` mean, in order: how many of them have the meaning, and its name ("=stomach").

        The longest known phrase wins. A word without a known meaning stands for itself.
        """
        anyones, at = _anyones(stems), 0
        while at < len(stems):
            length, name = self._at(anyones, at)
            yield length, name or stems[at]
            at += length

    def _at(self, stems: tuple[str, ...], at: int) -> tuple[int, str | None]:
        """Return how many words from `at` on have a meaning together, and its name; 1 and None where they have none."""
        if stems[at] in self._starts:
            for length in range(min(self._longest, len(stems) - at), 0, -1):
                name = self._meanings.get(stems[at : at + length])
                if name is not None:
                    return length, name
        return 1, None


def _anyones(stems: Iterable[str]) -> tuple[str, ...]:
    """Make all possessives one, so that "back on her feet" means what "back on my feet" does."""
    return tuple(_MINE if word in _POSSESSIVES else word for word in stems)


def spelling_table(spellings: dict[str, str]) -> dict[str, str]:
    """Return the editor's spellings in the form that messages have when they are repaired."""
    return {fold(normalise(given)): " ".join(words_in(meant)) for given, meant in spellings.items()}
