"""Numbers with their units, and what they are said of each of, read from the tokens of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.numerals import DASHES, Token, read_number
from bot.grounding.units import COUNTED, CURRENCY_SIGNS, DEGREE, OCCASION, RATES, SCALES, SHARE, UNITS, Unit
from bot.grounding.words import FUNCTION_WORDS, root
from bot.text import tokens

EACH = frozenset({"a", "an", "per", "each", "every", "/"})
PRONOUNS = frozenset({"one"})
ARTICLE_UNITS = frozenset(tokens("hour day week fortnight month year"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of two, its unit, and the position after it."""

    low: float
    high: float
    unit: Unit | None
    end: int


class AmountReader:
    """Reads what stands at a position of `run`, whose texts are `words`."""

    def __init__(self, run: Sequence[Token], words: Sequence[str]) -> None:
        self.run = run
        self.words = words

    def word(self, at: int) -> str:
        """The word at `at`; empty outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def number(self, at: int) -> tuple[float, int] | None:
        """The number at `at` and the position after it."""
        return read_number(self.run, at)

    def amount(self, at: int) -> Amount | None:
        """A number with its unit, which may stand before it as "£" does."""
        word = self.word(at)
        if word in ("twice", "thrice"):
            times = 2 if word == "twice" else 3
            return Amount(times, times, OCCASION, at + 1)
        if word in CURRENCY_SIGNS and (number := self.number(at + 1)):
            return Amount(number[0], number[0], UNITS[word], number[1])
        if word in ("a", "an") and self.word(at + 1) in ARTICLE_UNITS:
            return self._and_a_half(1, UNITS[self.words[at + 1]], at + 2)
        number = self.number(at)
        if number is None:
            return None
        unit = self.unit(number[1])
        return self._and_a_half(number[0], *unit) if unit else Amount(number[0], number[0], None, number[1])

    def _and_a_half(self, number: float, unit: Unit, end: int) -> Amount:
        """ "An hour and a half"."""
        is_more = self.words[end : end + 3] == ["and", "a", "half"]
        return Amount(number + 0.5, number + 0.5, unit, end + 3) if is_more else Amount(number, number, unit, end)

    def unit(self, at: int) -> tuple[Unit, int] | None:
        """The unit at `at`, after a hyphen, "of a" or one word that describes it: "3-day", "half an hour"."""
        at += self.word(at) in DASHES
        at += self.word(at) == "of" and self.word(at + 1) in ("a", "an", "the")
        at += self.word(at) in ("a", "an") and self.word(at - 1) in ("half", "of", "quarter", "quarters", "third")
        word, after = self.word(at), self.word(at + 1)
        if word in ("°", "degree", "degrees"):
            scale = SCALES.get(after)
            return (scale, at + 2) if scale else (DEGREE, at + 1)
        if word in SCALES:
            return SCALES[word], at + 1
        if (word, after) == ("per", "cent"):
            return SHARE, at + 2
        if word in UNITS:
            return UNITS[word], at + 1
        is_described = (
            word.isalpha() and not self.number(at) and word not in FUNCTION_WORDS and len(after) > 2 and after in UNITS
        )
        return (UNITS[after], at + 2) if is_described else None

    def as_share(self, found: Amount) -> Amount:
        """ "3 in 100", "7 of 10" and "one man in 3" as the share that they are."""
        end = found.end
        is_noun = self.word(end).isalpha() and self.word(end) not in FUNCTION_WORDS
        if is_noun and self.word(end + 1) == "in" and self.word(end + 2) != "the":
            end += 1
        is_counted = found.unit is None or (
            found.unit in COUNTED and self.words[end : end + 1] == ["in"] and self.word(end + 1) != "the"
        )
        at = end + 2 if self.words[end : end + 2] == ["out", "of"] else end + 1
        if not is_counted or self.word(end) not in ("in", "of", "out"):
            return found
        at += self.word(at) in ("every", "the")
        whole = self.number(at)
        if whole is None or whole[0] <= found.high or self._is_measured(whole[1]):
            return found
        return Amount(100 * found.low / whole[0], 100 * found.high / whole[0], SHARE, whole[1])

    def _is_measured(self, at: int) -> bool:
        unit = self.unit(at)
        return unit is not None and unit[0] not in COUNTED

    def rate(self, at: int) -> tuple[str, int]:
        """What the amount before `at` is said of each of, and the position after: "a day", "per kg", "daily"."""
        word, after = self.word(at), self.word(at + 1)
        if word in RATES:
            return name_of(RATES[word]), at + 1
        if word in EACH and after in UNITS and UNITS[after] != OCCASION:  # "each time" adds nothing
            return name_of(UNITS[after]), at + 2
        if (word, after) == ("of", "the") and self.word(at + 2) in ARTICLE_UNITS:  # "3 days of the week"
            return name_of(UNITS[self.word(at + 2)]), at + 3
        if word in {"per", "/"} and after.isalpha():
            return root(after), at + 2
        if word == "in" and (within := self._within(at + 1)):
            return name_of(within), at + 3
        is_of_it = word == "of" and after.isalpha() and not self.number(at + 1)
        of_it = self.rate(at + 2) if is_of_it else ("", at)  # "2 litres of water a day"
        return of_it if of_it[0] else ("", at)

    def _within(self, at: int) -> Unit | None:
        """The unit of time that "24 hours" or "a year" at `at` is: "3 times in a year"."""
        if self.number(at) == (24, at + 1) and self.word(at + 1) in ("hours", "hrs", "h"):
            return UNITS["day"]
        unit = self.word(at + 1)
        return UNITS[unit] if self.word(at) in ("a", "one") and unit in ARTICLE_UNITS else None


def name_of(unit: Unit) -> str:
    """A name by which units of the same size are the same."""
    return f"{unit.factor} {unit.dimension}"
