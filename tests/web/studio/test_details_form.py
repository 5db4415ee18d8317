"""The clinic's details as people type them, and as its file has them."""

from __future__ import annotations

import time
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from web.studio.details_form import is_over, said_details, said_lists, said_matters


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
        ("mill.example/book?who=new", "https://mill.example/book?who=new"),
        ("Praxis-Mühle.example", "https://Praxis-Mühle.example"),
        ("at 8.30", "at 8.30"),
        ("https://mill.example", "https://mill.example"),
        ("mailto:desk@mill.example", "mailto:desk@mill.example"),
        ("at the desk", "at the desk"),
        ("", None),
    ],
)
def test_a_link_may_be_written_without_its_beginning(typed: str, said: str | None) -> None:
    assert said_details({"contact": typed}) == {"contact": said}


def test_what_is_nearly_an_address_takes_no_time_however_long() -> None:
    typed = f"a@{'.' * 30_000}@"
    started = time.process_time()
    assert said_details({"contact": typed})["contact"] == typed
    assert time.process_time() - started < 1


def test_a_week_without_hours_has_none() -> None:
    assert said_details({"open-mon": " ", "open-tue": ""}) == {"opening_hours": None}


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("holidays", ["2026-12-26", "", "2026-12-25", "2026-12-26"], [date(2026, 12, 25), date(2026, 12, 26)]),
        ("holidays", ["Christmas"], ["Christmas"]),  # where a browser has no field for days: the file's form refuses it
        ("holidays", ["", ""], None),
        ("starters", ["b", "", "a", "b"], ["b", "a"]),
        ("starters", [""], None),
    ],
)
def test_what_is_listed_is_taken_once_each_and_starters_in_their_order(
    key: str, typed: list[str], said: list[date | str] | None
) -> None:
    assert said_lists(MultiDict({key: typed})) == {key: said}


def test_a_form_without_lists_leaves_them_alone() -> None:
    assert said_lists(MultiDict({"name": "Mill"})) == {}


@pytest.mark.parametrize(
    ("before", "ticked", "said"),
    [
        ([], ["oos-eyes"], {"disable": ["oos-eyes"]}),
        (["parking", "oos-eyes"], ["oos-dental"], {"disable": ["parking", "oos-dental"]}),
        (["parking", "oos-eyes"], [], {"disable": ["parking"]}),
        (["oos-*"], ["oos-eyes"], {"disable": ["oos-eyes"]}),
        (["oos-*"], ["oos-eyes", "oos-dental"], {}),
        (["oos-eyes"], [], {"disable": None}),
        (["*"], ["oos-eyes"], {"disable": ["*", "oos-eyes"]}),
        ([], ["parking"], {}),  # which is no such matter
    ],
)
def test_what_is_ticked_as_a_matter_of_the_clinic_s_is_left_out_of_what_it_declines(
    before: list[str], ticked: list[str], said: dict[str, list[str] | None]
) -> None:
    form = MultiDict({"ours": ["", *ticked]})
    assert said_matters(form, before, ["oos-eyes", "oos-dental"]) == said
    assert said_matters(MultiDict({"name": "Mill"}), before, ["oos-eyes"]) == {}


@pytest.mark.parametrize(
    ("day", "over"), [(date(2020, 12, 25), True), (date.today(), False), (date.max, False), ("Christmas", False)]
)
def test_a_closed_day_is_over_the_day_after(day: date | str, over: bool) -> None:
    assert is_over(day) is over
