"""The quantities of a text, read by one grammar: how much of what, per what, within which limits, and when.

quantity = [limit] number [unit] [("-" | "to" | "or") number [unit]] [rate] [limit]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from bot.grounding import amounts, calendar, quantity_limits
from bot.grounding.amounts import ARTICLE_UNITS, EACH, PRONOUNS, Amount, name_of
from bot.grounding.numerals import DASHES, ENDINGS, NUMBER_WORDS, ORDINALS, read_number
from bot.grounding.quantity import Quantity, once
from bot.grounding.token_run import Run, tokenise
from bot.grounding.units import COUNTED, OCCASION, ORDER, RATES, UNITS, Unit
from bot.grounding.words import root as _root
from bot.text import tokens

_ONCE_A_DAY = frozenset(tokens("morning noon afternoon evening night"))
_NUMBER_ROOTS = frozenset(
    map(_root, [*NUMBER_WORDS, *(name for name, unit in UNITS.items() if unit.dimension == "time" and name.isalpha())])
)
_INTERVALS = {name_of(unit): unit for unit in UNITS.values() if unit.dimension == "time"}
_RANGES = frozenset({*DASHES, "to", "or"})
_STOPS = ("", ".", ",", ";", ")")
_KEPT_LIMITS = frozenset(("least", "most", "first", "not least", "not most"))  # of all that stand before a number


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text`, in words and in digits. "One" without a unit is a pronoun."""
    return tuple(_Reader(*tokenise(text)).read())


def is_number_word(root: str) -> bool:
    """Whether the stem `root` is a number or the name of a unit of time."""
    return root in _NUMBER_ROOTS or root[:1].isdecimal()


def without_measures(text: str) -> str:
    """`text`, normalised, without what it measures; what it counts ("six people", "the first") stays."""
    plain = tokenise(text)[0]
    for quantity in quantities(text):
        if quantity.unit not in {ORDER, *COUNTED}:
            plain = plain.replace(quantity.text, " ", 1)
    return plain


class _Reader:
    """Reads the tokens of one text from left to right."""

    def __init__(self, text: str, run: Run) -> None:
        self.text, self.run = text, run
        self.before: Quantity | None = None

    def read(self) -> Iterator[Quantity]:
        """All quantities, in order; one in brackets after another of its kind is within the same limits."""
        for quantity, start in self._read():
            before, self.before = self.before, quantity
            is_same = self.run.word(start - 1) == "(" and not quantity.limit
            if before and is_same and quantity.dimension == before.dimension:
                self.before = replace(quantity, limit=before.limit, when=before.when, per=before.per)
            yield self.before

    def _read(self) -> Iterator[tuple[Quantity, int]]:
        at = 0
        while at < len(self.run):
            found = calendar.read(self.run, at) or self._ordinal(at) or self._repeated(at) or self._quantity(at)
            if found is None:
                at += 1
                continue
            quantity, end = found
            yield replace(quantity, text=self.text[self.run[at].start : self.run[end - 1].end]), at
            at = end

    def _ordinal(self, at: int) -> tuple[Quantity, int] | None:
        """ "second day", "day 2", "the third injection", "3rd", "the 2nd or 3rd week", "weeks 2 to 3"."""
        name = self.run.word(at)
        if (number := _rank(self.run, at)) and not read_number(self.run, number[1]):
            low, high, end = _to(self.run, number, _rank)
            if self.run.word(end) in ARTICLE_UNITS:
                return Quantity(low, high, UNITS[self.run.word(end)], nth="in"), end + 1
            return once(number[0], ORDER), number[1]
        if name.removesuffix("s") in ARTICLE_UNITS and (number := read_number(self.run, at + 1)):
            low, high, end = _to(self.run, number, read_number)
            is_told = name in ARTICLE_UNITS or high > low  # "weeks 2 to 3", and not "days 1, 3 and 5"
            if is_told and not amounts.read_unit(self.run, end):
                return Quantity(low, high, UNITS[name], nth="in"), end
        return None

    def _repeated(self, at: int) -> tuple[Quantity, int] | None:
        """ "daily", "once a day", "every day", "every 6 hours", "every other day": once in each."""
        if self.run.word(at) in RATES:
            return once(1, RATES[self.run.word(at)], "every"), at + 1
        is_once = self.run.word(at) == "once"
        each = at + 1 if is_once else at
        if is_once and self.run.word(each) in RATES:
            return once(1, RATES[self.run.word(each)], "every"), each + 1
        if self.run.word(each) in (EACH if is_once else {"every", "each"}):
            return self._interval(each + 1)
        return None

    def _interval(self, at: int) -> tuple[Quantity, int] | None:
        rank = 2 if self.run.word(at) == "other" else ORDINALS.get(self.run.word(at), 0)  # "every third day"
        if rank and (unit := self._time_of_each(at + 1)):
            return once(rank, unit, "every"), at + 2
        if unit := self._time_of_each(at):
            return once(1, unit, "every"), at + 1
        found = self._quantity(at)
        return (replace(found[0], when="every"), found[1]) if found and found[0].is_time else None

    def _time_of_each(self, at: int) -> Unit | None:
        """The unit of time that "every" goes before at `at`: of a morning it is the day."""
        unit = UNITS.get("day" if self.run.word(at) in _ONCE_A_DAY else self.run.word(at))
        return unit if unit and unit.dimension == "time" else None

    def _quantity(self, start: int) -> tuple[Quantity, int] | None:
        before, at = quantity_limits.limit_before(self.run, start)
        at = quantity_limits.after_roughly(self.run, at)
        when = quantity_limits.when(self.run, start, before)
        named = at + bool(when and self.run.word(at) == "the")
        if at > start and (dated := calendar.read(self.run, named) or self._ordinal(named)):
            nth = dated[0].nth and (before if before == "after" else "in")
            limit = before if before in quantity_limits.OPPOSITE else ""
            return replace(dated[0], limit=limit, when=when, nth=nth), dated[1]
        found = self._amount(at, before)
        if found is None:
            return None
        inner, unit_at = self._limit_after(found.end)
        limited = amounts.read_unit(self.run, unit_at) if inner and found.unit is None else None
        if limited:  # "15 or more days"
            found = replace(found, unit=limited[0], end=limited[1])
        noun = found.end + (found.unit is None and self.run.word(found.end).endswith("s"))
        per, end = amounts.read_rate(self.run, found.end)
        if not per and (of_noun := amounts.read_rate(self.run, noun))[0]:  # "15 pieces a day"
            per, end = of_noun
        limit, end = self._limit_after(end)
        limit = inner if limited else limit
        if self.run.word(end) == "before" and {"later", "earlier"} & set(self.run.words(start, at)):
            before = quantity_limits.OPPOSITE[before]  # "no later than 4 hours before it" is 4 hours or more
        unit = found.unit or self._carried_unit(end, when)
        quantity = Quantity(found.low, found.high, unit, per=per, when=when if unit and found.low == found.high else "")
        is_span = before == "least" and self.run.word(at - 1) == "over" and quantity.is_time  # so long or longer
        limit = limit or ("span" if is_span else before if before in _KEPT_LIMITS and not quantity.is_range else "")
        if self.run.word(end) == "apart":
            return replace(quantity, limit=limit, when="apart"), end + 1
        return _as_interval(replace(quantity, limit=limit)), end

    def _amount(self, at: int, before: str) -> Amount | None:
        first = amounts.read_amount(self.run, at)
        if first is None:
            return None
        found = amounts.as_share(self.run, self._ranged(first, before))
        is_pronoun = self.run.word(at) in PRONOUNS and found.unit is None and found.low == found.high
        return None if is_pronoun else found

    def _ranged(self, first: Amount, before: str) -> Amount:
        """Take in the other end of a range, in the unit of either."""
        joint = self.run.word(first.end)
        is_joint = joint in _RANGES or (joint == "and" and before == "between")
        is_limited = bool(self._limit_after(first.end)[0])
        last = amounts.read_amount(self.run, first.end + 1) if is_joint and not is_limited else None
        if last is None or (first.unit and last.unit and first.unit.dimension != last.unit.dimension):
            return first
        low = first.low * first.unit.factor / last.unit.factor if first.unit and last.unit else first.low
        return Amount(min(low, last.low), max(low, last.low), last.unit or first.unit, last.end)

    def _limit_after(self, at: int) -> tuple[str, int]:
        limit, end = quantity_limits.limit_after(self.run, at)
        return ("", at) if limit and read_number(self.run, end) else (limit, end)

    def _carried_unit(self, at: int, when: str) -> Unit | None:
        """The unit of time that the number at the end of "after two days and after three" goes on with."""
        is_last = bool(when) and self.run.word(at) in _STOPS
        return self.before.unit if is_last and self.before and self.before.when == when else None


def _rank(run: Run, at: int) -> tuple[float, int] | None:
    """The number that an ordinal at `at` names, and the position after it."""
    word = run.word(at)
    if word in ORDINALS:
        return ORDINALS[word], at + 1
    is_digits = word.isdecimal() and run.word(at + 1) in ENDINGS and not run[at + 1].is_spaced
    return (float(word), at + 2) if is_digits else None


def _to(
    run: Run, first: tuple[float, int], read: Callable[[Run, int], tuple[float, int] | None]
) -> tuple[float, float, int]:
    """Both ends of the range that begins with `first`, and the position after it."""
    low, end = first
    is_between = run.word(end) == "and" and "between" in run.words(end - 4, end)
    is_joined = is_between or run.word(end) in _RANGES
    last = read(run, end + 1 + (run.word(end + 1) == "the")) if is_joined else None
    return (low, last[0], last[1]) if last and last[0] > low else (low, low, end)


def _as_interval(quantity: Quantity) -> Quantity:
    """ "Twice a day" as once in half a day, and so "on 3 days a week"."""
    is_often = quantity.unit in (OCCASION, UNITS["day"]) and quantity.per in _INTERVALS and quantity.low
    if not is_often:
        return quantity
    low, high = 1 / quantity.high, 1 / quantity.low
    limit = quantity_limits.OPPOSITE.get(quantity.limit, quantity.limit)
    return replace(quantity, low=low, high=high, unit=_INTERVALS[quantity.per], limit=limit, per="", when="every")
