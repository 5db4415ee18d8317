"""The clinic's details as people type them, and as its file has them."""

from __future__ import annotations

import pytest

from web.studio.details_form import said_details


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9:00-17:30", ["09:00-17:30"]),
        ("8-19", ["08:00-19:00"]),
        ("8.30 – 12 and 14 to 18.15", ["08:30-12:00", "14:00-18:15"]),
        ("9am to 1pm", ["09:00-13:00"]),
        ("12 p.m. - 8 p.m.", ["12:00-20:00"]),
        ("7 Uhr bis 12 Uhr; 13h30-19h", ["07:00-12:00", "13:30-19:00"]),
        ("9-5pm", ["9-5pm"]),  # which may be in the morning or at night
        ("mornings", ["mornings"]),
        ("", None),
    ],
)
def test_times_are_taken_as_they_are_written(typed: str, said: list[str] | None) -> None:
    assert said_details({"open-mon": typed, "open-tue": "9-10"})["opening_hours"]["mon"] == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (" desk@mill.example ", "mailto:desk@mill.example"),
        ("www.mill.example/write", "https://www.mill.example/write"),
        ("https://mill.example", "https://mill.example"),
        ("mailto:desk@mill.example", "mailto:desk@mill.example"),
        ("at the desk", "at the desk"),
        ("", None),
    ],
)
def test_a_link_may_be_written_without_its_beginning(typed: str, said: str | None) -> None:
    assert said_details({"contact": typed}) == {"contact": said}


def test_a_week_without_hours_has_none() -> None:
    assert said_details({"open-mon": " ", "open-tue": ""}) == {"opening_hours": None}
