"""The numbers in a text: what each counts, in which unit, and whether it is a limit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grounding.words import root as _root
from bot.text import normalise

_SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: float(n) for n, word in enumerate(_SMALL)} | {word: (n + 2) * 10.0 for n, word in enumerate(_TENS)}
_WORDS |= {"hundred": 100.0, "thousand": 1000.0, "million": 1e6, "dozen": 12.0, "twice": 2.0, "half": 0.5}

# Names of units that mean the same, the first of each standing for all. Counted things are units too.
_UNITS = (
    ("second", "seconds", "sec", "secs"),
    ("minute", "minutes", "min", "mins"),
    ("hour", "hours", "hr", "hrs"),
    ("day", "days"),
    ("week", "weeks", "wk", "wks"),
    ("month", "months"),
    ("year", "years", "yr", "yrs"),
    ("millimetre", "millimetres", "millimeter", "millimeters", "mm"),
    ("centimetre", "centimetres", "centimeter", "centimeters", "cm"),
    ("metre", "metres", "meter", "meters"),
    ("inch", "inches"),
    ("microgram", "micrograms", "mcg", "µg"),
    ("milligram", "milligrams", "mg"),
    ("gram", "grams", "g"),
    ("kilogram", "kilograms", "kg", "kilos"),
    ("millilitre", "millilitres", "milliliter", "milliliters", "ml", "cc"),
    ("litre", "litres", "liter", "liters"),
    ("per cent", "percent", "%"),
    ("pound", "pounds", "£", "gbp"),
    ("dollar", "dollars", "$", "usd"),
    ("euro", "euros", "€", "eur"),
    ("degree", "degrees", "°c", "°"),
    (
        "time",
        "times",
        "session",
        "sessions",
        "visit",
        "visits",
        "treatment",
        "treatments",
        "appointment",
        "appointments",
    ),
    ("person", "people", "persons", "patient", "patients"),
    ("woman", "women"),
    ("man", "men"),
    ("child", "children"),
    ("pillow", "pillows"),
    ("tablet", "tablets", "pill", "pills"),
)
_UNIT_OF = {name: names[0] for names in _UNITS for name in names}
_TIMES = frozenset(names[0] for names in _UNITS[:7])
_NUMBER_ROOTS = frozenset(map(_root, [*_WORDS, *(name for names in _UNITS if names[0] in _TIMES for name in names)]))
_SIGNS = "£$€"

_NUMBER = (
    rf"(?:[{_SIGNS}]\s?)?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?(?:st|nd|rd|th)?\+?"
    rf"|(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_SMALL[1:10])})|{'|'.join(_WORDS)})\b"
)
_QUANTITY = re.compile(
    r"(?P<before>(?:up to|as many as|as long as|at most|no more than|not more than|less than|fewer than|under|within|"
    r"more than|at least|no less than|over|a minimum of|between|from)\s+)?"
    rf"(?<![\w.,])(?P<low>{_NUMBER})(?![\w,]*\d)"
    rf"(?:\s*(?:-|–|—|to|and|or)\s*(?P<high>{_NUMBER})(?![\w,]*\d))?"
    r"(?P<multiple>\s+(?:hundred|thousand|million))?"
    rf"(?:[\s-]*(?P<unit>per cent|{'|'.join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))})(?!\w))?"
    r"(?P<after>\s+or\s+(?:more|longer|less|fewer))?"
)
_MOST = ("up to", "as ", "at most", "no more", "not more", "less", "fewer", "under", "within")
_LEAST = ("more than", "at least", "no less", "over", "a minimum", "from")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range of two, with its unit and whether it is a limit: "most", "least" or neither (empty)."""

    low: float
    high: float
    unit: str
    limit: str
    text: str


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All numbers of `text`, in words and in digits. "One" counts only before a unit, for it is a pronoun as well."""
    return tuple(_found(normalise(text)))


def _found(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        low, high = match["low"], match["high"]
        is_range = high is not None and not (_is_and(match) and not _before(match).startswith("between"))
        if high is not None and not is_range:
            # "two and three": each counts by itself, in the unit of the last.
            yield from (_quantity(match, number, number) for number in (low, high))
        elif low != "one" or match["unit"] or high:
            yield _quantity(match, low, high or low)


def _is_and(match: re.Match[str]) -> bool:
    return bool(re.search(r"\band\b", match[0][: match.start("high") - match.start()]))


def _before(match: re.Match[str]) -> str:
    return match["before"] or ""


def _quantity(match: re.Match[str], low: str, high: str) -> Quantity:
    factor = _WORDS[match["multiple"].strip()] if match["multiple"] else 1.0
    unit = _UNIT_OF.get(match["unit"] or next((sign for sign in _SIGNS if sign in low), ""), "")
    if low == "twice":
        unit = unit or "time"
    return Quantity(_value(low) * factor, _value(high) * factor, unit, _limit(match, low == high), match[0].strip())


def _limit(match: re.Match[str], is_single: bool) -> str:
    before, after = _before(match), match["after"] or ""
    if not is_single:
        return ""
    if before.startswith(_MOST) or after.endswith(("less", "fewer")):
        return "most"
    if before.startswith("over") and match["unit"] and _UNIT_OF[match["unit"]] in _TIMES:
        return ""  # "over three years" is how long it took
    return "least" if before.startswith(_LEAST) or after or match["low"].endswith("+") else ""


def _value(number: str) -> float:
    bare = (
        re.sub(r"[,+\s£$€]|(?<=\d)(?:st|nd|rd|th)", "", number) if number[-1:].isdigit() or _digits(number) else number
    )
    if re.fullmatch(r"[\d.]+", bare):
        return float(bare)
    return sum(_WORDS[word] for word in re.split(r"[- ]", number))


def _digits(number: str) -> bool:
    return any(character.isdigit() for character in number)


def unsupported(quantity: Quantity, source: Sequence[Quantity]) -> str | None:
    """What is wrong with `quantity` if only `source` is known: None where it stands there and says no more."""
    same = [other for other in source if (other.low, other.high) == (quantity.low, quantity.high)]
    ends = [other for other in source if other.low != other.high and quantity.low in (other.low, other.high)]
    if not same and quantity.low == quantity.high and ends:
        return None if any(_is_end(quantity, other) for other in ends) else f"there it is '{ends[0].text}'"
    if not same:
        return "that number does not stand there"
    united = [other for other in same if not quantity.unit or not other.unit or other.unit == quantity.unit]
    if not united:
        return f"there it is '{same[0].text}'"
    limited = [other for other in united if other.limit == quantity.limit]
    return None if limited else f"there it is '{united[0].text}'"


def _is_end(quantity: Quantity, other: Quantity) -> bool:
    """Whether "up to 15" or "at least 3" is said of the range from 3 to 15."""
    if quantity.unit and other.unit and quantity.unit != other.unit:
        return False
    return (quantity.limit, quantity.low) in (("most", other.high), ("least", other.low))


def is_distinctive(quantity: Quantity) -> bool:
    """Whether the number is one that hardly stands in a text by chance: a range, or above a dozen."""
    return quantity.low != quantity.high or quantity.high > 12


def is_number_word(root: str) -> bool:
    """Whether the stem `root` is a number or the name of a unit of time."""
    return root in _NUMBER_ROOTS or root[0].isdigit()
