"""What an answer's fields say to people: texts for ids, and a review and a state as sentences would have them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from web.studio.readable import readable

NAMES = {"caveats": {"varies": "This differs."}, "follow_ups": {"pain": "Does it hurt?"}}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("answer", "Two days.", "Two days."),
        ("answer", ["One.", "Two."], ["One.", "Two."]),
        ("examples", ["pain", "does it hurt"], ["pain", "does it hurt"]),
        ("caveats", ["varies", "unknown"], ["This differs.", "unknown"]),
        ("follow_ups", ["pain"], ["Does it hurt?"]),
        ("sources", [{"document": "leaflet", "section": "Pain"}], ["leaflet: Pain"]),
        (
            "reviewed",
            {"by": "Dr Lane", "on": date(2026, 11, 20), "due": date(2027, 5, 20)},
            "by Dr Lane on 20 Nov 2026, due 20 May 2027",
        ),
        ("reviewed", {"by": "nobody yet"}, "by nobody yet"),
        ("status", "draft", "draft"),
        ("status", "live", "published"),
        ("status", None, "published"),
    ],
)
def test_each_field(field: str, value: Any, said: str | list[str]) -> None:
    assert readable({field: value}, NAMES)[field] == said


def test_what_has_no_value_is_left_out() -> None:
    assert readable({"question": "Pain?", "follow_ups": None}, NAMES) == {"question": "Pain?", "status": "published"}
