"""What the form of the clinic's details says, as its file wants it: links and times are taken as people type them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fnmatch import filter as matching
from typing import Any

from werkzeug.datastructures import MultiDict

from bot.content.hours import DAYS

# What the form asks for: the keys of the clinic's file that are a line each, by what they are called there.
FIELDS = {
    "name": "Name of the clinic",
    "phone": "Telephone",
    "hours": "Telephone hours",
    "email": "E-mail",
    "contact": "Where to write",
    "booking": "Booking page",
    "address": "Address",
    "parking": "Parking",
    "directions": "How to get there",
    "treatment": "What an ambulance should be told that a visitor may have had",
    "emergency_number": "Emergency number",
    "crisis_line": "Line for people in despair",
    "greeting": "Greeting",
    "subtitle": "Line under the name",
    "privacy": "Privacy notice",
    "timezone": "Time zone",
}
# And those that are a list each.
LISTS = {"holidays": "Closed days", "starters": "Questions offered first"}
_LINKS = ("contact", "booking", "privacy")
_ADDRESS = re.compile(r"[^\s@:/]+@(?:[^\s@:/.]+\.)+[^\s@:/.]+")
_PAGE = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")
_SPANS = re.compile(r"[,;]|\band\b")
_CLOCK = r"(\d{1,2})(?:[:.h](\d\d))?(?:\s?h|\s?uhr)?\s?([ap])?(?:\.?m\.?)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:[-–—]|to|until|till|bis)\s*{_CLOCK}", re.IGNORECASE)
_HALVES = {"a": 0, "p": 12}


def said_details(form: Mapping[str, str]) -> dict[str, Any]:
    """Return what the form says of the clinic; None for what is empty. What it does not have stays as it is."""
    said: dict[str, Any] = {key: " ".join(form[key].split()) or None for key in FIELDS if key in form}
    said |= {key: _link(said[key]) for key in _LINKS if said.get(key)}
    hours = {day: [*map(_span, parts(form[f"open-{day}"]))] or None for day in DAYS if f"open-{day}" in form}
    if hours:
        said["opening_hours"] = hours if any(hours.values()) else None
    return said


def said_lists(form: MultiDict[str, str]) -> dict[str, Any]:
    """Return the days and questions that the form lists, each once, days in their order; None where there is none."""
    lists: dict[str, list[Any]] = {
        key: list(dict.fromkeys(filter(None, form.getlist(key)))) for key in LISTS if key in form
    }
    if "holidays" in lists:
        lists["holidays"] = [_day(text) for text in sorted(lists["holidays"])]
    return {key: said or None for key, said in lists.items()}


def said_matters(form: MultiDict[str, str], before: Sequence[str], matters: Collection[str]) -> dict[str, Any]:
    """Return what the form says of `matters`, the ids of what ships as none of a clinic's: which of them are its own.

    The bot knows that as they are left out. What else is left out `before`, by ids or patterns of them, stays so.
    """
    ours = [name for name in form.getlist("ours") if name in matters]
    if "ours" not in form or set(ours) == {name for pattern in before for name in matching(matters, pattern)}:
        return {}
    others = [pattern for pattern in before if pattern == "*" or not matching(matters, pattern)]
    return {"disable": [*others, *ours] or None}


def _day(text: str) -> date | str:
    """Return the day as browsers write it; what is none, as it is."""
    with suppress(ValueError):
        return date.fromisoformat(text)
    return text


def is_over(day: date | str) -> bool:
    """Return whether a closed day is over, so that nobody needs to read it any more; what is no day is none."""
    return isinstance(day, date) and day < date.today()


def parts(text: str, separator: str = _SPANS.pattern) -> list[str]:
    """Return the parts of a line, such as several names or times, without blanks around them."""
    return [part.strip() for part in re.split(separator, text) if part.strip()]


def _link(text: str) -> str:
    """Return a link for an e-mail address, and for a page that is named without its https://; else the text."""
    if _ADDRESS.fullmatch(text):
        return f"mailto:{text}"
    return f"https://{text}" if _PAGE.fullmatch(text) else text


def _span(text: str) -> str:
    """Return from when to when as "HH:MM-HH:MM"; what is not surely that, such as "9-5", as it is."""
    found = _SPAN.fullmatch(text)
    if found is None or bool(found[3]) != bool(found[6]):
        return text
    return f"{_time(*found.group(1, 2, 3))}-{_time(*found.group(4, 5, 6))}"


def _time(hour: str, minute: str | None, half: str | None) -> str:
    number = int(hour) % 12 + _HALVES[half.lower()] if half else int(hour)
    return f"{number:02}:{minute or '00'}"
