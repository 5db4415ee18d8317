"""A quantity of a text, in a form in which it can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grounding.units import DEGREE, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a range of two, as it is written (`low`, `high`) and what it is a number of.

    `limit` is "most", "least" or empty; "span" for "over 3 days", which is how long it took or longer than that;
    "first" for "in the first 3 days", within them or all of them; "not most" for "not under 3 days", and
    "not least" for "not over 3 days".
    `when` is "after", "before", "every", "apart" or empty. `nth` is "in" for one of a row ("the fifth week", "day 5")
    and "after" for what comes after that one. `per` names what it is said of each of ("86400 time" for a day).
    """

    low: float
    high: float
    unit: Unit | None
    limit: str = ""
    text: str = ""
    per: str = ""
    when: str = ""
    nth: str = ""

    @property
    def measured(self) -> tuple[float, float]:
        """Both ends in the unit by which the dimension is compared."""
        unit = self.unit or DEGREE
        return unit.convert(self.low), unit.convert(self.high)

    @property
    def dimension(self) -> str:
        """What it measures; empty where that is not said."""
        return self.unit.dimension if self.unit else ""

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high

    @property
    def is_time(self) -> bool:
        """Whether it is so long."""
        return self.dimension == "time"


def once(number: float, unit: Unit, when: str = "", nth: str = "") -> Quantity:
    """One number of `unit`, without limits."""
    return Quantity(number, number, unit, when=when, nth=nth)
