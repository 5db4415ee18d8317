"""Numbers with their units, and what they are said of each of."""

from __future__ import annotations

import pytest

from bot.grounding.amounts import Amount, as_share, name_of, read_amount, read_rate
from bot.grounding.token_run import tokenise
from bot.grounding.units import DEGREE, OCCASION, SHARE, UNITS, Unit


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("3-day rest", 3, UNITS["day"]),
        ("half an hour", 0.5, UNITS["hour"]),
        ("an hour and a half", 1.5, UNITS["hour"]),
        ("£450", 450, UNITS["£"]),
        ("two soft pillows", 2, UNITS["pillow"]),
        ("thrice", 3, OCCASION),
        ("30 degrees", 30, DEGREE),
        ("5 per cent", 5, SHARE),
        ("7 oars", 7, None),
    ],
)
def test_a_number_with_its_unit(text: str, number: float, unit: Unit | None) -> None:
    found = read_amount(tokenise(text)[1], 0)
    assert found is not None
    assert (found.low, found.high, found.unit) == (number, number, unit)


@pytest.mark.parametrize(
    ("text", "percent"),
    [("3 in 100", 3), ("7 out of 10", 70), ("one man in 4", 25), ("2 in the morning", None), ("3 of 4 weeks", None)],
)
def test_so_many_of_so_many_are_a_share(text: str, percent: float | None) -> None:
    run = tokenise(text)[1]
    first = read_amount(run, 0)
    assert first is not None
    found = as_share(run, first)
    assert found == (first if percent is None else Amount(percent, percent, SHARE, found.end))


@pytest.mark.parametrize(
    ("text", "unit"),
    [("a day", "day"), ("daily", "day"), ("of water a week", "week"), ("in 24 hours", "day"), ("of the week", "week")],
)
def test_what_an_amount_is_said_of_each_of(text: str, unit: str) -> None:
    assert read_rate(tokenise(text)[1], 0)[0] == name_of(UNITS[unit])
