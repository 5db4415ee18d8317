"""Say opening times in words: {"mon": [("09:00", "17:00")], …} becomes "Monday to Friday 9:00 to 17:00"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Span = tuple[str, str]  # from when to when, "HH:MM"

DAYS: dict[Day, str] = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def describe_hours(opening_hours: Mapping[Day, Sequence[Span]]) -> str | None:
    """Return the opening times as a phrase, neighbouring days with the same times together; None for a week closed."""
    open_days = [(number, opening_hours.get(day, ())) for number, day in enumerate(DAYS)]
    runs = [
        (spans, [number for number, _ in days]) for spans, days in groupby(open_days, key=lambda day: tuple(day[1]))
    ]
    return "; ".join(f"{_days(numbers)} {describe_times(spans)}" for spans, numbers in runs if spans) or None


def describe_times(spans: Sequence[Span]) -> str:
    """Return the opening times of a day as a phrase: "8:30 to 12:00 and 14:00 to 18:00"."""
    return " and ".join(f"{_time(opens)} to {_time(closes)}" for opens, closes in spans)


def _days(numbers: Sequence[int]) -> str:
    names = list(DAYS.values())
    first, last = names[numbers[0]], names[numbers[-1]]
    if first == last:
        return first
    return f"{first} {'and' if len(numbers) == 2 else 'to'} {last}"


def _time(clock: str) -> str:
    return clock.removeprefix("0")
