"""Whether a quantity of an answer stands in its source, in whatever spelling and unit."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from bot.grounding.amounts import name_of
from bot.grounding.quantity import Quantity
from bot.grounding.units import CLOCK, COUNTED, ORDER, TIMES, WEEKDAY

_EXACT = 1e-9
_MONTH = 30.44 * 86_400  # seconds
_OF_MONTHS = 0.085  # "4 weeks" and "a month", "12 weeks" and "3 months"
_RECENTLY = ("within ", "the last ", "the past ")
_ROUNDED = 0.02  # "1 inch" and "2.5 cm"; a fifth of a degree at 38 °C


def unsupported(quantity: Quantity, source: Sequence[Quantity]) -> str | None:
    """What is wrong with `quantity` if only `source` is known: None where it stands there and says no more."""
    if quantity.unit and quantity.when == "every" and any(each.per == name_of(quantity.unit) for each in source):
        return None  # "every day" of so many a day
    same = [other for other in source if is_as_much(quantity, other)]
    ends = [other for other in source if _is_end_of(quantity, other)]
    if not same and ends:
        return None if any(_keeps_limit(quantity, other) for other in ends) else f"there it is '{ends[0].text}'"
    if not same and _is_no_count(quantity) and all(other.dimension != quantity.dimension for other in source):
        return None
    if not same:
        like = [other for other in source if (other.low, other.high) == (quantity.low, quantity.high)]
        return f"there it is '{like[0].text}'" if like else "that number does not stand there"
    for agrees in (_is_said_of_the_same, _has_same_limit, _is_at_the_same_time):
        same, before = [other for other in same if agrees(quantity, other)], same
        if not same:
            return f"there it is '{before[0].text}'"
    return None


def _is_no_count(quantity: Quantity) -> bool:
    """Whether it may say no number: "the second" of what comes next, "one injection" of an injection."""
    return quantity.unit is ORDER or (quantity.low == quantity.high == 1 and quantity.unit in COUNTED)


def is_as_much(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are as much: in the same dimension, or by their figures where one says no unit."""
    if {quantity.dimension, other.dimension} == TIMES:
        return _are_close(_seconds(quantity), _seconds(other), _OF_MONTHS)
    if _begins_with(quantity, other) or _begins_with(other, quantity):
        return True
    if ORDER in (quantity.unit, other.unit) and quantity.when == other.when == "after":
        return quantity.low == other.low  # "after the third session" is "after three sessions"
    if {quantity.nth, other.nth} == {"in", "after"}:
        return False
    if quantity.dimension and other.dimension:
        tolerance = _ROUNDED if _is_converted(quantity, other) else _EXACT
        is_same = quantity.dimension == other.dimension and _are_close(quantity.measured, other.measured, tolerance)
        return is_same or _is_weekday_within(quantity, other)
    return _are_close((quantity.low, quantity.high), (other.low, other.high)) or _is_same_hour(quantity, other)


def _begins_with(quantity: Quantity, other: Quantity) -> bool:
    """Whether one is after a time and the other in the next of its row: "after 5 weeks", "in week 6"."""
    is_after = quantity.when == "after" and quantity.nth != "in"
    return is_after and other.nth == "in" and quantity.unit == other.unit and quantity.high + 1 == other.low


def _seconds(quantity: Quantity) -> tuple[float, float]:
    low, high = quantity.measured
    factor = _MONTH if quantity.dimension == "calendar" else 1
    return low * factor, high * factor


def _is_same_hour(quantity: Quantity, other: Quantity) -> bool:
    """Whether one says "9 to 5" or "7.45", and the other "9 am to 5 pm" or "a quarter to 8"."""
    hours = [{_minutes(end) % 720 for end in (each.low, each.high)} for each in (quantity, other) if not each.dimension]
    times = [{end % 720 for end in (each.low, each.high)} for each in (quantity, other) if each.unit is CLOCK]
    return bool(hours) and hours == times


def _minutes(hour: float) -> float:
    """The minutes since midnight at `hour`, such as 9 or 7.45."""
    return int(hour) * 60 + round(hour % 1 * 100)


def _is_weekday_within(quantity: Quantity, other: Quantity) -> bool:
    return (
        quantity.unit is WEEKDAY and other.unit is WEEKDAY and other.low <= quantity.low <= quantity.high <= other.high
    )


def _is_converted(quantity: Quantity, other: Quantity) -> bool:
    """Whether one is in an imperial unit and the other in a metric one."""
    return all((quantity.unit, other.unit)) and _is_imperial(quantity) != _is_imperial(other)


def _is_imperial(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.is_imperial


def _are_close(one: tuple[float, float], two: tuple[float, float], tolerance: float = _EXACT) -> bool:
    return all(isclose(a, b, rel_tol=tolerance, abs_tol=_EXACT) for a, b in zip(one, two, strict=True))


def _is_end_of(quantity: Quantity, other: Quantity) -> bool:
    """Whether it is one number that stands at an end of the range `other`."""
    if quantity.is_range or not other.is_range:
        return False
    if quantity.dimension and other.dimension:
        value = quantity.measured[0]
        return quantity.dimension == other.dimension and any(_are_close((value, value), (e, e)) for e in other.measured)
    return quantity.low in (other.low, other.high)


def _keeps_limit(quantity: Quantity, other: Quantity) -> bool:
    """Whether "up to 15" or "at least 3" is said of the range from 3 to 15."""
    value = quantity.measured[0] if quantity.dimension and other.dimension else quantity.low
    low, high = other.measured if quantity.dimension and other.dimension else (other.low, other.high)
    return isclose(value, {"most": high, "least": low}.get(quantity.limit, float("nan")), rel_tol=1e-9)


def _is_said_of_the_same(quantity: Quantity, other: Quantity) -> bool:
    return not quantity.per or quantity.per == other.per


def _has_same_limit(quantity: Quantity, other: Quantity) -> bool:
    if all(each.text.startswith(_RECENTLY) for each in (quantity, other)):
        return True  # "if you had it in the last 6 months" is "within 6 months of it"
    if "not" in quantity.limit or "not" in other.limit:
        return {quantity.limit, other.limit} != {"not most", "not least"}  # "not under 8" is "8 or older"
    if _bound(quantity) == _bound(other):
        return True  # "by day 3" is "no later than day 3"
    if {"first", "may"} & {quantity.limit, other.limit}:
        return "least" not in (quantity.limit, other.limit)
    if "span" in (quantity.limit, other.limit):
        return "most" not in (quantity.limit, other.limit)
    return quantity.limit == other.limit


def _bound(quantity: Quantity) -> str:
    return quantity.limit or {"before": "most", "after": "least"}.get(quantity.when, "")


def _is_at_the_same_time(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are before, after or at each of something, as far as both say."""
    if "apart" in (quantity.when, other.when):
        return True  # "a minute apart" is "every minute", and the second a minute after the first
    if "every" in (quantity.when, other.when):
        return quantity.when == other.when or other.text.startswith("a ")  # "40 g of it a day"
    return not quantity.when or not other.when or quantity.when == other.when
