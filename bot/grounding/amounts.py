"""Numbers with their units, and what they are said of each of, read from the tokens of a text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grounding.numerals import DASHES, read_number
from bot.grounding.token_run import Run
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


def read_amount(run: Run, at: int) -> Amount | None:
    """A number with its unit, which may stand before it as "£" does."""
    word = run.word(at)
    if word in ("twice", "thrice"):
        times = 2 if word == "twice" else 3
        return Amount(times, times, OCCASION, at + 1)
    if word in CURRENCY_SIGNS and (number := read_number(run, at + 1)):
        return Amount(number[0], number[0], UNITS[word], number[1])
    if word in ("a", "an") and run.word(at + 1) in ARTICLE_UNITS:
        return _and_a_half(run, 1, UNITS[run.word(at + 1)], at + 2)
    number = read_number(run, at)
    if number is None:
        return None
    unit = read_unit(run, number[1])
    return _and_a_half(run, number[0], *unit) if unit else Amount(number[0], number[0], None, number[1])


def _and_a_half(run: Run, number: float, unit: Unit, end: int) -> Amount:
    """ "An hour and a half"."""
    is_more = run.words(end, end + 3) == ["and", "a", "half"]
    return Amount(number + 0.5, number + 0.5, unit, end + 3) if is_more else Amount(number, number, unit, end)


def read_unit(run: Run, at: int) -> tuple[Unit, int] | None:
    """The unit at `at`, after a hyphen, "of a" or one word that describes it: "3-day", "half an hour"."""
    at += run.word(at) in DASHES
    at += run.word(at) == "of" and run.word(at + 1) in ("a", "an", "the")
    at += run.word(at) in ("a", "an") and run.word(at - 1) in ("half", "of", "quarter", "quarters", "third")
    word, after = run.word(at), run.word(at + 1)
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
        word.isalpha() and not read_number(run, at) and word not in FUNCTION_WORDS and len(after) > 2 and after in UNITS
    )
    return (UNITS[after], at + 2) if is_described else None


def as_share(run: Run, found: Amount) -> Amount:
    """ "3 in 100", "7 of 10" and "one man in 3" as the share that they are."""
    end = found.end
    is_noun = run.word(end).isalpha() and run.word(end) not in FUNCTION_WORDS
    if is_noun and run.word(end + 1) == "in" and run.word(end + 2) != "the":
        end += 1
    is_counted = found.unit is None or (found.unit in COUNTED and run.word(end) == "in" and run.word(end + 1) != "the")
    at = end + 2 if run.words(end, end + 2) == ["out", "of"] else end + 1
    if not is_counted or run.word(end) not in ("in", "of", "out"):
        return found
    at += run.word(at) in ("every", "the")
    whole = read_number(run, at)
    measured = read_unit(run, whole[1]) if whole else None
    if whole is None or whole[0] <= found.high or (measured and measured[0] not in COUNTED):
        return found
    return Amount(100 * found.low / whole[0], 100 * found.high / whole[0], SHARE, whole[1])


def read_rate(run: Run, at: int) -> tuple[str, int]:
    """What the amount before `at` is said of each of, and the position after: "a day", "per kg", "daily"."""
    word, after = run.word(at), run.word(at + 1)
    if word in RATES:
        return name_of(RATES[word]), at + 1
    if word in EACH and after in UNITS and UNITS[after] != OCCASION:  # "each time" adds nothing
        return name_of(UNITS[after]), at + 2
    if (word, after) == ("of", "the") and run.word(at + 2) in ARTICLE_UNITS:  # "3 days of the week"
        return name_of(UNITS[run.word(at + 2)]), at + 3
    if word in {"per", "/"} and after.isalpha():
        return root(after), at + 2
    if word == "in" and (within := _within(run, at + 1)):
        return name_of(within), at + 3
    is_of_it = word == "of" and after.isalpha() and not read_number(run, at + 1)
    of_it = read_rate(run, at + 2) if is_of_it else ("", at)  # "2 litres of water a day"
    return of_it if of_it[0] else ("", at)


def _within(run: Run, at: int) -> Unit | None:
    """The unit of time that "24 hours" or "a year" at `at` is: "3 times in a year"."""
    if read_number(run, at) == (24, at + 1) and run.word(at + 1) in ("hours", "hrs", "h"):
        return UNITS["day"]
    unit = run.word(at + 1)
    return UNITS[unit] if run.word(at) in ("a", "one") and unit in ARTICLE_UNITS else None


def name_of(unit: Unit) -> str:
    """A name by which units of the same size are the same."""
    return f"{unit.factor} {unit.dimension}"
