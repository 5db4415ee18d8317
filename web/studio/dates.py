"""Days and moments as people write them, where the clinic is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo


def day(value: Any) -> str:
    """Return a date as "5 Nov 2026"; what is none, as it stands."""
    return f"{value.day} {value:%b %Y}" if isinstance(value, date) else str(value)


def moment(when: datetime, zone: str | None) -> str:
    """Return a moment as clocks in `zone` show it: "5 Nov 2026, 16:20" in "Europe/London"; in UTC without one."""
    here = when.astimezone(ZoneInfo(zone or "UTC"))
    return f"{day(here)}, {here:%H:%M}{'' if zone else ' UTC'}"
