"""Days, times of day and telephone numbers in a text, each as a number that can be compared."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.numerals import DASHES, SMALL, Token
from bot.grounding.units import CLOCK, DATE, FROM_THEN, PHONE, WEEKDAY, Unit

_MONTHS = {name.lower(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name}
_MONTHS["sept"] = 9
_WEEKDAYS = {f"{name.lower()}{ending}": at for at, name in enumerate(day_name) for ending in ("", "s")}
_WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4}  # "sat" and "sun" are words
_ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
_DATE = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{2,4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_PAST = {("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15}
_DAYS = {  # each with the words before or after "day", "morning" and the like
    -1: "day before, evening before, night before",
    0: "immediately, at once, straight away, right away",
    0.5: "same day, that day, same evening, that evening",
    1: "tomorrow, next day, next morning, following day, following morning, day after, morning after",
}
_FROM_THEN = {tuple(words.split()): days for days, listed in _DAYS.items() for words in listed.split(", ")}
_TO = frozenset({*DASHES, "to", "till", "until", "through"})
_PHONE_DIGITS = 7
_COMPARED_DIGITS = 9  # at the end of a number, which are the same with a country's code and without it


@dataclass(frozen=True, slots=True)
class Dated:
    """A day (100 × month + day), weekday (0 to 6), time (minutes) or telephone number, and the position after it."""

    low: float
    high: float
    unit: Unit
    end: int
    year: str = ""


def read(tokens: Sequence[Token], at: int) -> Dated | None:
    """What begins at token `at`, None where nothing of the kind does."""
    readers = (_from_then, _weekday, _date, _clock, _phone)
    return next((found for reader in readers if (found := reader(tokens, at))), None)


def _from_then(tokens: Sequence[Token], at: int) -> Dated | None:
    """ "The next day", "the morning after", "at once": so many days from what is told of."""
    for words, days in _FROM_THEN.items():
        if [_text(tokens, at + n) for n in range(len(words))] == list(words):
            return Dated(days, days, FROM_THEN, at + len(words))
    return None


def _weekday(tokens: Sequence[Token], at: int) -> Dated | None:
    first = _WEEKDAYS.get(tokens[at].text)
    if first is None:
        return None
    if _text(tokens, at + 1) in _TO and (last := _WEEKDAYS.get(_text(tokens, at + 2))) is not None:
        return Dated(first, last, WEEKDAY, at + 3)
    return Dated(first, first, WEEKDAY, at + 1)


def _date(tokens: Sequence[Token], at: int) -> Dated | None:
    if found := _DATE.fullmatch(tokens[at].text):
        day, month, year = int(found[1]), int(found[3]), found[4]
        return Dated(100 * month + day, 100 * month + day, DATE, at + 1, year[-2:])
    if found := _ISO_DATE.fullmatch(tokens[at].text):
        return Dated(
            100 * int(found[2]) + int(found[3]), 100 * int(found[2]) + int(found[3]), DATE, at + 1, found[1][-2:]
        )
    if tokens[at].text in _MONTHS:
        return _month_first(tokens, at)
    day_end = at + 1 + (_text(tokens, at + 1) in _ORDINAL_ENDINGS)
    month_at = day_end + (_text(tokens, day_end) == "of")
    day, of_month = _day(tokens, at), _MONTHS.get(_text(tokens, month_at), 0)
    if not day or not of_month:
        return None
    year = _year(tokens, month_at + 1)
    return Dated(100 * of_month + day, 100 * of_month + day, DATE, month_at + 1 + bool(year), year[-2:])


def _month_first(tokens: Sequence[Token], at: int) -> Dated | None:
    """ "May 1", "May 1st, 2024", "May 2024"."""
    month, day = _MONTHS[tokens[at].text], _day(tokens, at + 1)
    if not day:
        year = _year(tokens, at + 1)
        return Dated(100 * month, 100 * month, DATE, at + 2, year[-2:]) if year else None
    end = at + 2 + (_text(tokens, at + 2) in _ORDINAL_ENDINGS)
    if tokens[at].text in ("may", "march", "mar") and end == at + 2 and _text(tokens, end).isalpha():
        return None  # "it may 3 times", "march 10 miles"
    year_at = end + (_text(tokens, end) == ",")
    year = _year(tokens, year_at)
    return Dated(100 * month + day, 100 * month + day, DATE, year_at + 1 if year else end, year[-2:])


def _day(tokens: Sequence[Token], at: int) -> int:
    text = _text(tokens, at)
    return int(text) if re.fullmatch(r"\d{1,2}", text) and 1 <= int(text) <= 31 else 0


def _year(tokens: Sequence[Token], at: int) -> str:
    text = _text(tokens, at)
    return text if re.fullmatch(r"(?:19|20)\d\d", text) else ""


def _clock(tokens: Sequence[Token], at: int) -> Dated | None:
    first = _time(tokens, at)
    if first is None:
        return None
    minutes, end, is_sure = first
    last = _time(tokens, end + 1) if _text(tokens, end) in {*_TO, "and"} else None
    if last and (is_sure or last[2]):
        is_morning = is_sure or minutes + 720 >= last[0]
        return Dated(minutes if is_morning else minutes + 720, last[0], CLOCK, last[1])
    return Dated(minutes, minutes, CLOCK, end) if is_sure else None


def _time(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """Minutes since midnight, the position after them, and whether they are surely a time: "9 am", "17:30", "noon"."""
    text, after = _text(tokens, at), _text(tokens, at + 1)
    if text in ("noon", "midday", "midnight"):
        return (0 if text == "midnight" else 720), at + 1, True
    past = at + (text == "a")  # "a quarter to eight"
    if part := _PAST.get((_text(tokens, past), _text(tokens, past + 1))):
        return _past(tokens, past + 2, part)
    found = _CLOCK.fullmatch(text)
    if not found and not (re.fullmatch(r"1?\d|2[0-4]", text) or 1 <= SMALL.get(text, 0) <= 12):
        return None
    hour, minute = (int(found[1]), int(found[2])) if found else (SMALL.get(text) or int(text), 0)
    if hour <= 12 and (half := _half_of_day(tokens, at + 1)):
        return hour % 12 * 60 + minute + half[0], half[1], True
    is_hour = after == "o'clock"
    return hour * 60 + minute, at + 1 + is_hour, is_hour or ":" in text


def _past(tokens: Sequence[Token], at: int, minutes: int) -> tuple[int, int, bool] | None:
    """The time that is so many minutes past (below 0: to) the hour at token `at`."""
    word = _text(tokens, at)
    hour = int(word) if re.fullmatch(r"1?\d", word) else SMALL.get(word, 0)
    if not 1 <= hour <= 12:
        return None
    later, end = _half_of_day(tokens, at + 1) or (0, at + 1)
    return (hour % 12 if end > at + 1 else hour) * 60 + minutes + later, end, True


def _half_of_day(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The minutes to add, and the position after "am", "pm", "noon" or "in the morning"; None where none of them is."""
    at += _text(tokens, at) == "o'clock"
    if _text(tokens, at) in ("am", "pm", "noon"):
        return (0 if _text(tokens, at) == "am" else 720), at + 1
    part = _text(tokens, at + 2) if (_text(tokens, at), _text(tokens, at + 1)) == ("in", "the") else ""
    return (0 if part == "morning" else 720, at + 3) if part in ("morning", "afternoon", "evening") else None


def _phone(tokens: Sequence[Token], at: int) -> Dated | None:
    """Groups of digits that begin with "+" or "0" and have seven digits or more."""
    is_abroad = tokens[at].text == "+"
    first = at + is_abroad
    if not re.fullmatch(r"\d+" if is_abroad else r"0\d+", _text(tokens, first)):
        return None
    digits, end = "", first
    while re.fullmatch(r"\d+", _text(tokens, end)) or (
        _text(tokens, end) in "()-" and _text(tokens, end + 1).isdigit()
    ):
        digits, end = digits + _text(tokens, end).strip("()-"), end + 1
    if len(digits) < _PHONE_DIGITS:
        return None
    return Dated(int(digits[-_COMPARED_DIGITS:]), int(digits[-_COMPARED_DIGITS:]), PHONE, end)


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
