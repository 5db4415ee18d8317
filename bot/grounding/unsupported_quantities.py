"""Whether a quantity of an answer stands in its source, in whatever spelling and unit."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from bot.grounding.amounts import name_of
from bot.grounding.quantity import Quantity
from bot.grounding.units import CLOCK, COUNTED, DOSE, FROM_THEN, ORDER, SHARE, WEEKDAY

_EXACT = 1e-9
SUMMED = 3  # the highest number, in a word, by which an answer may sum up what its source tells one by one
_RECENTLY = ("within ", "the last ", "the past ")


def unsupported(quantity: Quantity, source: Sequence[Quantity], near: Sequence[Quantity]) -> str | None:
    """What is wrong with `quantity` if only `source` is known: None where it stands there and says no more.

    Its limits, and what it is said of each of, are held against those quantities in `near` that are as much: those of
    the statements that speak of the same.
    """
    if _is_said_in_many_ways(quantity, source):
        return None
    if same := [other for other in source if is_as_much(quantity, other)]:
        return _disagreement(quantity, [other for other in same if other in near])
    if ends := [other for other in source if is_end_of(quantity, other)]:
        return None if any(_keeps_limit(quantity, other) for other in ends) else f"there it is '{ends[0].text}'"
    if _is_no_count(quantity, near):
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
    units, nths = {quantity.unit, other.unit}, {quantity.nth, other.nth}
    if ORDER in units and ("in" in nths or quantity.when == other.when == "after"):
        return quantity.low == other.low  # "on the third and the tenth day", "after the third session"
    if nths == {"in", "after"}:
        return _is_next(quantity, other) or _is_next(other, quantity)
    is_of_doses = DOSE in units and units <= COUNTED  # "three doses", given as injections
    if not (quantity.dimension and other.dimension) or is_of_doses:
        return _is_same_figure(quantity, other)
    is_within = units == {WEEKDAY} and other.low <= quantity.low <= quantity.high <= other.high
    is_same = _are_close(quantity.measured, other.measured, _tolerance(quantity, other)) or is_within
    return quantity.dimension == other.dimension and (is_same or _is_next(quantity, other) or _is_next(other, quantity))


def _is_same_figure(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are as much where one of them says no unit: a quarter and 25%, 9 and 9 am."""
    is_same_part = SHARE in (quantity.unit, other.unit) and _are_close(quantity.measured, other.measured)
    is_same = is_same_part or _are_close((quantity.low, quantity.high), (other.low, other.high))
    return is_same or _is_same_hour(quantity, other)


def _is_next(after: Quantity, other: Quantity) -> bool:
    """Whether one is after a time and the other in the next of its row: "after 5 weeks", "in week 6"."""
    is_after = after.when == "after" and after.nth != "in"
    return is_after and other.nth == "in" and after.unit == other.unit and after.high + 1 == other.low


def _is_same_hour(quantity: Quantity, other: Quantity) -> bool:
    """Whether one says "9 to 5" or "7.45", and the other "9 am to 5 pm" or "a quarter to 8"."""
    hours = [{_minutes(end) % 720 for end in (each.low, each.high)} for each in (quantity, other) if not each.dimension]
    times = [{end % 720 for end in (each.low, each.high)} for each in (quantity, other) if each.unit is CLOCK]
    return bool(hours) and hours == times


def _minutes(hour: float) -> float:
    """The minutes since midnight at `hour`, such as 9 or 7.45."""
    return int(hour) * 60 + round(hour % 1 * 100)


def _tolerance(quantity: Quantity, other: Quantity) -> float:
    """By which share both may differ: people round between systems of units."""
    roundings = {each.unit.rounding for each in (quantity, other) if each.unit}
    return max(roundings) if len(roundings) > 1 else _EXACT


def _are_close(one: tuple[float, float], two: tuple[float, float], tolerance: float = _EXACT) -> bool:
    return all(isclose(a, b, rel_tol=tolerance, abs_tol=_EXACT) for a, b in zip(one, two, strict=True))


def is_end_of(quantity: Quantity, other: Quantity) -> bool:
    """Whether it is one number that stands at an end of the range `other`."""
    is_alike = quantity.dimension == other.dimension or not other.dimension
    value, ends = _compared(quantity, other)
    return is_alike and not quantity.is_range and other.is_range and any(isclose(value, end) for end in ends)


def _keeps_limit(quantity: Quantity, other: Quantity) -> bool:
    """Whether "up to 15" or "at least 3" is said of the range from 3 to 15."""
    value, (low, high) = _compared(quantity, other)
    return isclose(value, {"most": high, "least": low}.get(quantity.limit, float("nan")))


def _compared(quantity: Quantity, other: Quantity) -> tuple[float, tuple[float, float]]:
    """One number and both ends of `other`, in one unit where both have any."""
    if quantity.dimension and other.dimension:
        return quantity.measured[0], other.measured
    return quantity.low, (other.low, other.high)


def _is_said_of_the_same(quantity: Quantity, other: Quantity) -> bool:
    return quantity.per == other.per or not (quantity.per and other.per)


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
