"""Opening times in words."""

from __future__ import annotations

import pytest

from bot.content.hours import Day, Span, describe_hours


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({}, None),
        ({"sat": ()}, None),
        (dict.fromkeys(("mon", "tue", "wed"), (("09:00", "17:30"),)), "Monday to Wednesday 9:00 to 17:30"),
        (dict.fromkeys(("sat", "sun"), (("10:00", "11:00"),)), "Saturday and Sunday 10:00 to 11:00"),
        (
            {"mon": (("08:00", "12:00"), ("13:00", "18:00")), "wed": (("10:00", "24:00"),)},
            "Monday 8:00 to 12:00 and 13:00 to 18:00; Wednesday 10:00 to 24:00",
        ),
    ],
)
def test_opening_times_are_said_in_words(hours: dict[Day, tuple[Span, ...]], said: str | None) -> None:
    assert describe_hours(hours) == said
