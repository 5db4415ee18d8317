"""Days, times of day and telephone numbers in a text, each as a number that can be compared."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from dataclasses import replace

from bot.grounding.numerals import DASHES, ENDINGS, SMALL
from bot.grounding.quantity import Quantity, once
from bot.grounding.token_run import Run, phrase_at, phrases
from bot.grounding.units import CLOCK, DATE, FROM_THEN, PHONE, WEEKDAY

Found = tuple[Quantity, int]  # a quantity, and the position after it

_MONTHS = {name.lower(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_WEEKDAYS = {f"{name.lower()}{ending}": at for at, name in enumerate(day_name) for ending in ("", "s")}
_WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4}  # "sat" and "sun" are words
_DATES = (
    re.compile(r"(?P<day>\d{1,2})([./])(?P<month>\d{1,2})\2(?P<year>\d{2,4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
)
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_PAST = {("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15}
_FROM_THEN = phrases(  # by the words before or after "day", "morning" and the like
    {
        -1: "day before, evening before, night before",
        0: "immediately, at once, straight away, right away",
        0.5: "same day, that day, same evening, that evening",
        1: "tomorrow, next day, next morning, following day, following morning, day after, morning after",
    }
)
_TO = frozenset({*DASHES, "to", "till", "until", "through"})
_PHONE_DIGITS = 7
_COMPARED_DIGITS = 9  # at the end of a number, which are the same with a country's code and without it


def read(run: Run, at: int) -> Found | None:
    """The day (100 × month + day), weekday (0 to 6), time (in minutes) or telephone number that begins at `at`.

    Comes with the position after it; None where nothing of the kind begins there.
    """
    readers = (_from_then, _weekday, _date, _clock, _phone)
    return next((found for reader in readers if (found := reader(run, at))), None)


def _from_then(run: Run, at: int) -> Found | None:
    """ "The next day", "the morning after", "at once": so many days from what is told of."""
    found = phrase_at(run, at, _FROM_THEN)
    return (once(found[0], FROM_THEN), found[1]) if found else None


def _weekday(run: Run, at: int) -> Found | None:
    first = _WEEKDAYS.get(run.word(at))
    if first is None:
        return None
    if run.word(at + 1) in _TO and (last := _WEEKDAYS.get(run.word(at + 2))) is not None:
        return Quantity(first, last, WEEKDAY), at + 3
    return once(first, WEEKDAY), at + 1


def _date(run: Run, at: int) -> Found | None:
    for pattern in _DATES:
        if found := pattern.fullmatch(run.word(at)):
            return _of_year(int(found["month"]), int(found["day"]), found["year"], at + 1)
    if run.word(at) in _MONTHS:
        return _month_first(run, at)
    day_end = at + 1 + (run.word(at + 1) in ENDINGS)
    month_at = day_end + (run.word(day_end) == "of")
    day, month = _day(run, at), _MONTHS.get(run.word(month_at), 0)
    year = _year(run, month_at + 1)
    return _of_year(month, day, year, month_at + 1 + bool(year)) if day and month else None


def _month_first(run: Run, at: int) -> Found | None:
    """ "May 1", "May 1st, 2024", "May 2024"."""
    month, day = _MONTHS[run.word(at)], _day(run, at + 1)
    if not day:
        year = _year(run, at + 1)
        return _of_year(month, 0, year, at + 2) if year else None
    end = at + 2 + (run.word(at + 2) in ENDINGS)
    if run.word(at) in ("may", "march", "mar") and end == at + 2 and run.word(end).isalpha():
        return None  # "it may 3 times", "march 10 miles"
    year_at = end + (run.word(end) == ",")
    year = _year(run, year_at)
    return _of_year(month, day, year, year_at + 1 if year else end)


def _of_year(month: int, day: int, year: str, end: int) -> Found:
    return replace(once(100 * month + day, DATE), per=year[-2:]), end


def _day(run: Run, at: int) -> int:
    text = run.word(at)
    return int(text) if re.fullmatch(r"\d{1,2}", text) and 1 <= int(text) <= 31 else 0


def _year(run: Run, at: int) -> str:
    text = run.word(at)
    return text if re.fullmatch(r"(?:19|20)\d\d", text) else ""


def _clock(run: Run, at: int) -> Found | None:
    first = _time(run, at)
    if first is None:
        return None
    minutes, end, is_sure = first
    last = _time(run, end + 1) if run.word(end) in {*_TO, "and"} else None
    if last and (is_sure or last[2]):
        is_morning = is_sure or minutes + 720 >= last[0]
        return Quantity(minutes if is_morning else minutes + 720, last[0], CLOCK), last[1]
    return (once(minutes, CLOCK), end) if is_sure else None


def _time(run: Run, at: int) -> tuple[int, int, bool] | None:
    """Minutes since midnight, the position after them, and whether they are surely a time: "9 am", "17:30", "noon"."""
    text, after = run.word(at), run.word(at + 1)
    if text in ("noon", "midday", "midnight"):
        return (0 if text == "midnight" else 720), at + 1, True
    past = at + (text == "a")  # "a quarter to eight"
    if part := _PAST.get((run.word(past), run.word(past + 1))):
        return _past(run, past + 2, part)
    found = _CLOCK.fullmatch(text)
    if not found and not (re.fullmatch(r"1?\d|2[0-4]", text) or 1 <= SMALL.get(text, 0) <= 12):
        return None
    hour, minute = (int(found[1]), int(found[2])) if found else (SMALL.get(text) or int(text), 0)
    if hour <= 12 and (half := _half_of_day(run, at + 1)):
        return hour % 12 * 60 + minute + half[0], half[1], True
    is_hour = after == "o'clock"
    return hour * 60 + minute, at + 1 + is_hour, is_hour or ":" in text


def _past(run: Run, at: int, minutes: int) -> tuple[int, int, bool] | None:
    """The time that is so many minutes past (below 0: to) the hour at token `at`."""
    word = run.word(at)
    hour = int(word) if re.fullmatch(r"1?\d", word) else SMALL.get(word, 0)
    if not 1 <= hour <= 12:
        return None
    later, end = _half_of_day(run, at + 1) or (0, at + 1)
    return (hour % 12 if end > at + 1 else hour) * 60 + minutes + later, end, True


def _half_of_day(run: Run, at: int) -> tuple[int, int] | None:
    """The minutes to add, and the position after "am", "pm", "noon" or "in the morning"; None where none of them is."""
    at += run.word(at) == "o'clock"
    if run.word(at) in ("am", "pm", "noon"):
        return (0 if run.word(at) == "am" else 720), at + 1
    part = run.word(at + 2) if (run.word(at), run.word(at + 1)) == ("in", "the") else ""
    return (0 if part == "morning" else 720, at + 3) if part in ("morning", "afternoon", "evening") else None


def _phone(run: Run, at: int) -> Found | None:
    """Groups of digits that begin with "+" or "0" and have seven digits or more."""
    is_abroad = run.word(at) == "+"
    if not re.fullmatch(r"\d+" if is_abroad else r"0\d+", run.word(at + is_abroad)):
        return None
    digits, end = "", at + is_abroad
    while run.word(end).isdecimal() or (run.word(end) in ("(", ")", "-") and run.word(end + 1).isdecimal()):
        digits, end = digits + run.word(end).strip("()-"), end + 1
    return (once(int(digits[-_COMPARED_DIGITS:]), PHONE), end) if len(digits) >= _PHONE_DIGITS else None
