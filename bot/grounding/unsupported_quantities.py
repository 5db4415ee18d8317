"""Whether a quantity of an answer stands in its source, in whatever spelling and unit."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from bot.grounding.amounts import name_of
from bot.grounding.quantity import Quantity
from bot.grounding.units import CLOCK, COUNTED, DOSE, FROM_THEN, MONTH, ORDER, SHARE, TIMES, WEEKDAY

_EXACT = 1e-9
_OF_MONTHS = 0.085  # "4 weeks" and "a month", "12 weeks" and "3 months"
SUMMED = 3  # the highest number, in a word, by which an answer may sum up what its source tells one by one
_RECENTLY = ("within ", "the last ", "the past ")
_ROUNDED = 0.02  # "1 inch" and "2.5 cm"; a fifth of a degree at 38 °C


def unsupported(quantity: Quantity, source: Sequence[Quantity], near: Sequence[Quantity] | None = None) -> str | None:
    """What is wrong with `quantity` if only `source` is known: None where it stands there and says no more.

    Its limits, and what it is said of each of, are held against those quantities in `near` that are as much.
    """
    if _is_said_in_many_ways(quantity, source):
        return None
    if same := [other for other in source if is_as_much(quantity, other)]:
        return _disagreement(quantity, same if near is None else [other for other in same if other in near])
    if ends := [other for other in source if is_end_of(quantity, other)]:
        return None if any(_keeps_limit(quantity, other) for other in ends) else f"there it is '{ends[0].text}'"
    if _is_no_count(quantity, source if near is None else near):
        return None
    like = [other for other in source if (other.low, other.high) == (quantity.low, quantity.high)]
    return f"there it is '{like[0].text}'" if like else "that number does not stand there"


def _is_said_in_many_ways(quantity: Quantity, source: Sequence[Quantity]) -> bool:
    """Whether it is "at once" or "the next day", or "every day" of so many a day."""
    rate = name_of(quantity.unit) if quantity.unit and quantity.when == "every" else "none"
    return quantity.unit is FROM_THEN or any(each.per == rate for each in source)


def _disagreement(quantity: Quantity, same: Sequence[Quantity]) -> str | None:
    """What those that are as much say instead: of another thing, within other limits, or at another time."""
    for agrees in (_is_said_of_the_same, _has_same_limit, _is_at_the_same_time):
        before, same = same, [other for other in same if agrees(quantity, other)]
        if before and not same:
            return f"there it is '{before[0].text}'"
    return None


def _is_no_count(quantity: Quantity, source: Sequence[Quantity]) -> bool:
    """Whether it may say no number: "the second" of what comes next, "one jab", "two" of what is told one by one."""
    if quantity.unit is ORDER:
        return all(other.unit is not ORDER and not other.nth for other in source)
    if quantity.unit is None:
        return quantity.text.isalpha() and not quantity.limit and quantity.low == quantity.high <= SUMMED
    is_one = quantity.low == quantity.high == 1 and quantity.unit in COUNTED
    return is_one and all(other.dimension != quantity.dimension for other in source)


def is_as_much(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are as much: in the same dimension, or by their figures where one says no unit."""
    if {quantity.dimension, other.dimension} == TIMES:
        return _are_close(_seconds(quantity), _seconds(other), _OF_MONTHS)
    if ORDER in (quantity.unit, other.unit) and ("in" in (quantity.nth, other.nth) or _are_both_after(quantity, other)):
        return quantity.low == other.low  # "on the third and the tenth day", "after the third session"
    if {quantity.nth, other.nth} == {"in", "after"}:
        return _begins_with(quantity, other) or _begins_with(other, quantity)
    if DOSE in (quantity.unit, other.unit) and {quantity.unit, other.unit} <= COUNTED:
        return _are_close((quantity.low, quantity.high), (other.low, other.high))  # "three doses", given as injections
    if quantity.dimension and other.dimension:
        tolerance = _ROUNDED if _is_converted(quantity, other) else _EXACT
        is_same = quantity.dimension == other.dimension and _are_close(quantity.measured, other.measured, tolerance)
        begins = _begins_with(quantity, other) or _begins_with(other, quantity)
        return is_same or begins or _is_weekday_within(quantity, other)
    return _is_same_figure(quantity, other)


def _is_same_figure(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are as much where one of them says no unit: a quarter and 25%, 9 and 9 am."""
    is_same_part = SHARE in (quantity.unit, other.unit) and _are_close(quantity.measured, other.measured)
    is_same = is_same_part or _are_close((quantity.low, quantity.high), (other.low, other.high))
    return is_same or _is_same_hour(quantity, other)


def _are_both_after(quantity: Quantity, other: Quantity) -> bool:
    return quantity.when == other.when == "after"


def _begins_with(quantity: Quantity, other: Quantity) -> bool:
    """Whether one is after a time and the other in the next of its row: "after 5 weeks", "in week 6"."""
    is_after = quantity.when == "after" and quantity.nth != "in"
    return is_after and other.nth == "in" and quantity.unit == other.unit and quantity.high + 1 == other.low


def _seconds(quantity: Quantity) -> tuple[float, float]:
    low, high = quantity.measured
    factor = MONTH if quantity.dimension == "calendar" else 1
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


def is_end_of(quantity: Quantity, other: Quantity) -> bool:
    """Whether it is one number that stands at an end of the range `other`."""
    if quantity.is_range or not other.is_range:
        return False
    if quantity.dimension and other.dimension:
        value = quantity.measured[0]
        return quantity.dimension == other.dimension and any(_are_close((value, value), (e, e)) for e in other.measured)
    return not other.dimension and quantity.low in (other.low, other.high)


def _keeps_limit(quantity: Quantity, other: Quantity) -> bool:
    """Whether "up to 15" or "at least 3" is said of the range from 3 to 15."""
    value = quantity.measured[0] if quantity.dimension and other.dimension else quantity.low
    low, high = other.measured if quantity.dimension and other.dimension else (other.low, other.high)
    return isclose(value, {"most": high, "least": low}.get(quantity.limit, float("nan")), rel_tol=1e-9)


def _is_said_of_the_same(quantity: Quantity, other: Quantity) -> bool:
    return not (quantity.per and other.per) or quantity.per == other.per


def _has_same_limit(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are within one limit; who leaves a limit out, or takes the whole for the most, asks for no other."""
    limits = quantity.limit, other.limit
    if "not" in limits[0] or "not" in limits[1]:
        return set(limits) != {"not most", "not least"}  # "not under 8" is "8 or older"
    is_recent = all(each.text.startswith(_RECENTLY) for each in (quantity, other))  # "in the last 6 months", "within 6"
    is_within = not quantity.limit or (quantity.limit == "most" and not _bound(other))
    is_loose = ("first" in limits and "least" not in limits) or ("span" in limits and "most" not in limits)
    return is_recent or is_within or is_loose or _bound(quantity) == _bound(other)


def _bound(quantity: Quantity) -> str:
    return quantity.limit or {"before": "most", "after": "least"}.get(quantity.when, "")


def _is_at_the_same_time(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are before, after or at each of something, as far as both say."""
    if "apart" in (quantity.when, other.when):
        return True  # "a minute apart" is "every minute", and the second a minute after the first
    if "every" in (quantity.when, other.when):
        is_daily = quantity.when == "every" and quantity.low == 1  # "40 g of it a day", "from day to day"
        return quantity.when == other.when or is_daily
    return not quantity.when or not other.when or quantity.when == other.when
